// out[i] = x[i] / 2 * (1 + tanh(sqrt(2 / pi) * (x[i] + 0.044715 * x[i]^3))).

#include "instantiate.h"

// A thread makes an element. Threads beyond the last do nothing.
template <typename T>
[[kernel]] void gelu(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant uint& size [[buffer(2)]],
    uint i [[thread_position_in_grid]]) {
  constexpr float sqrt_2_over_pi = 0.797884560802865f;
  if (i < size) {
    const float value = static_cast<float>(x[i]);
    const float argument = sqrt_2_over_pi * (value + 0.044715f * (value * value * value));
    out[i] = static_cast<T>(0.5f * value * (1.0f + tanh(argument)));
  }
}

INSTANTIATE_FLOATS("gelu", gelu)
