// How the lanes of a SIMD group exchange values, on the device that the library is for.
#pragma once

#ifdef KERNEL_CONFORMANCE_CUDA
#include "cuda_exchange.h"
#else
#include "exchange.h"
#endif
