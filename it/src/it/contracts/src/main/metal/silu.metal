// out[i] = x[i] / (1 + exp(-x[i])).

#include "instantiate.h"

// A thread makes an element. Threads beyond the last do nothing.
template <typename T>
[[kernel]] void silu(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant uint& size [[buffer(2)]],
    uint i [[thread_position_in_grid]]) {
  if (i < size) {
    const float value = static_cast<float>(x[i]);
    out[i] = static_cast<T>(value / (1.0f + exp(-value)));
  }
}

INSTANTIATE_FLOATS("silu", silu)
