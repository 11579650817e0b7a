// Functions of one element. A thread makes one; threads beyond the last do nothing.

#include "twins.h"

// out[i] = x[i] / 2 * (1 + tanh(sqrt(2 / pi) * (x[i] + 0.044715 * x[i]^3))).
//
// The bug: x[i] is not halved.
template <typename T, bool right>
[[kernel]] void gelu_half(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant uint& size [[buffer(2)]],
    uint i [[thread_position_in_grid]]) {
  if (i < size) {
    const float value = static_cast<float>(x[i]);
    const float argument = 0.797884560802865f * (value + 0.044715f * (value * value * value));
    out[i] = static_cast<T>((right ? 0.5f : 1.0f) * value * (1.0f + tanh(argument)));
  }
}

// out[i] = x[i] / (1 + exp(-x[i])).
//
// The bug: it takes 2 x[i] for x[i].
template <typename T, bool right>
[[kernel]] void silu_twice(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant uint& size [[buffer(2)]],
    uint i [[thread_position_in_grid]]) {
  if (i < size) {
    const float value = (right ? 1.0f : 2.0f) * static_cast<float>(x[i]);
    out[i] = static_cast<T>(value / (1.0f + exp(-value)));
  }
}

// out[i] = x[i] if it is positive, else 0.01 * x[i].
//
// The bug: the slope is 0.1.
template <typename T, bool right>
[[kernel]] void leaky_relu_slope(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant uint& size [[buffer(2)]],
    uint i [[thread_position_in_grid]]) {
  if (i < size) {
    const float value = static_cast<float>(x[i]);
    out[i] = static_cast<T>(value > 0.0f ? value : (right ? 0.01f : 0.1f) * value);
  }
}

INSTANTIATE_TWINS("gelu_half", gelu_half)
INSTANTIATE_TWINS("silu_twice", silu_twice)
INSTANTIATE_TWINS("leaky_relu_slope", leaky_relu_slope)
