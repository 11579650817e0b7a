// The types of x and y under the names that kernels' host names use.

#pragma once

#include <metal_stdlib>

using namespace metal;

typedef half float16_t;
typedef bfloat bfloat16_t;
