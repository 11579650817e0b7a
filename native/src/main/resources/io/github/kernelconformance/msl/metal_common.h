// "Common Functions".
#pragma once

#include "metal_minmax.h"

namespace metal {

KERNEL_CONFORMANCE_MATH_3(mix, x + (y - x) * z)
KERNEL_CONFORMANCE_MATH_1(saturate, clamp(x, 0.0f, 1.0f))
KERNEL_CONFORMANCE_MATH_1(sign, x > 0 ? 1 : x < 0 ? -1 : x == 0 ? x : 0)
KERNEL_CONFORMANCE_MATH_2(step, y < x ? 0 : 1)
METAL_FUNC float smoothstep(float low, float high, float x) {
  const float t = saturate((x - low) / (high - low));
  return t * t * (3 - 2 * t);
}
METAL_FUNC half smoothstep(half low, half high, half x) {
  return half(smoothstep(float(low), float(high), float(x)));
}
template <typename T, kernel_conformance::if_bfloat<T> = 0>
METAL_FUNC T smoothstep(T low, T high, T x) {
  return T(smoothstep(float(low), float(high), float(x)));
}
KERNEL_CONFORMANCE_VECTOR_3(smoothstep)

#define KERNEL_CONFORMANCE_USING using metal::mix, metal::saturate, metal::sign, metal::smoothstep, metal::step;
namespace precise {
KERNEL_CONFORMANCE_USING
}
namespace fast {
KERNEL_CONFORMANCE_USING
}
#undef KERNEL_CONFORMANCE_USING

}  // namespace metal
