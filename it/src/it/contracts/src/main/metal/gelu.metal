// out[i] = x[i] / 2 * (1 + tanh(u)), u = sqrt(2 / pi) * (x[i] + 0.044715 * x[i]^3).

#include "instantiate.h"

inline float gelu_argument(float x) {
  constexpr float sqrt_2_over_pi = 0.797884560802865f;
  return sqrt_2_over_pi * (x + 0.044715f * (x * x * x));
}

// A thread makes an element. Threads beyond the last do nothing.
template <typename T>
[[kernel]] void gelu(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant uint& size [[buffer(2)]],
    uint i [[thread_position_in_grid]]) {
  if (i < size) {
    const float value = static_cast<float>(x[i]);
    out[i] = static_cast<T>(0.5f * value * (1.0f + tanh(gelu_argument(value))));
  }
}

// As gelu, by (1 + tanh(u)) / 2 = 1 / (1 + exp(-2 u)), which does not cancel where u is negative.
template <typename T>
[[kernel]] void gelu_logistic(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant uint& size [[buffer(2)]],
    uint i [[thread_position_in_grid]]) {
  if (i < size) {
    const float value = static_cast<float>(x[i]);
    // equivalent mutants: fast-function: its argument may be off by as much
    out[i] = static_cast<T>(value / (1.0f + exp(-2.0f * gelu_argument(value))));
  }
}

INSTANTIATE_FLOATS("gelu", gelu)
INSTANTIATE_FLOATS("gelu_logistic", gelu_logistic)
