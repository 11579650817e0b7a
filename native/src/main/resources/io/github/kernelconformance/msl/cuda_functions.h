// CUDA's functions of turns, which are pi times a number, and 1 / sqrt(x).
#pragma once

#include "metal_config.h"

namespace kernel_conformance {

METAL_FUNC float sine_of_turns(float x) { return builtin::call_sinpif(x); }
METAL_FUNC float cosine_of_turns(float x) { return builtin::call_cospif(x); }
METAL_FUNC float tangent_of_turns(float x) { return builtin::call_sinpif(x) / builtin::call_cospif(x); }
METAL_FUNC float reciprocal_root(float x) { return builtin::call_rsqrtf(x); }

}  // namespace kernel_conformance
