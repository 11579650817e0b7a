// The Metal standard library for a CPU, included ahead of a program's text. It follows the Metal
// Shading Language Specification ("MSL"), version 4 of 5 June 2025. The headers name its sections by
// their titles: numbers change from one edition to the next.
#pragma once

#include "metal_types.h"

#include "metal_array.h"
#include "metal_atomic.h"
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
#include "metal_quadgroup.h"
#include "metal_simdgroup.h"
#include "metal_simdgroup_matrix.h"

#include "entry.h"
#include "signature.h"

#include "metal_internals.h"

#ifdef KERNEL_CONFORMANCE_MUTANTS
#include "mutants.h"
#endif

// Last, for it takes words away that the headers above use.
#include "metal_keywords.h"
