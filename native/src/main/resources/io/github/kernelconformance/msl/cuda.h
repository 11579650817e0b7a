// The Metal standard library for NVRTC, included ahead of a program's text. What is the same on a CPU
// and on a GPU is in the headers that metal.h includes too; those named cuda_* are for a GPU alone.
//
// NVRTC brings no headers of a system, so nothing here needs any. All code is for the device
// (-default-device).
#pragma once

#define KERNEL_CONFORMANCE_CUDA

// First, for it gives names away that the other headers use in Metal's way.
#include "cuda_builtins.h"
#include "cuda_names.h"
#include "cuda_traits.h"

#include "metal_types.h"

#include "metal_array.h"
#include "metal_common.h"
#include "metal_geometric.h"
#include "metal_integer.h"
#include "metal_limits.h"
#include "metal_math.h"
#include "metal_matrix.h"
#include "metal_pack.h"
#include "metal_relational.h"
#include "metal_shift.h"
#include "metal_type_traits.h"
#include "metal_unavailable.h"
#include "metal_uniform.h"

#include "metal_compute.h"
#include "cuda_atomic.h"
#include "metal_quadgroup.h"
#include "metal_simdgroup.h"
#include "metal_simdgroup_matrix.h"

#include "cuda_entry.h"
#include "signature.h"

#include "metal_internals.h"

// Last, for it takes words away that the headers above use.
#include "metal_keywords.h"
