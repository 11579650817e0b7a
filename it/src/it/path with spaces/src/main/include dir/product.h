#pragma once

#include <metal_stdlib>

using namespace metal;

constant int group_size [[function_constant(0)]];
constant bool has_bias [[function_constant(1)]];

// The slowest of kernels that conform: lane 0 of each SIMD group makes four rows of y on its own.
template <typename T>
[[kernel]] void fp_qmv(
    const device uint8_t* w [[buffer(0)]],
    const device uint8_t* scales [[buffer(1)]],
    const device T* x [[buffer(2)]],
    device T* y [[buffer(3)]],
    const constant int& in_vec_size [[buffer(4)]],
    const constant int& out_vec_size [[buffer(5)]],
    const device T* bias [[buffer(6), function_constant(has_bias)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  const float magnitudes[] = {0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0};
  if (lane != 0) {
    return;
  }
  const int first = int(tile.y) * 8 + int(simdgroup) * 4;
  for (int row = first; row < min(first + 4, out_vec_size); ++row) {
    float sum = has_bias ? float(bias[row]) : 0;
    for (int k = 0; k < in_vec_size; ++k) {
      const int at = row * in_vec_size + k;
      const uint code = (w[at / 2] >> (at % 2 * 4)) & 15;
      const float element = code < 8 ? magnitudes[code] : -magnitudes[code - 8];
      sum += ldexp(element, int(scales[at / group_size]) - 127) * float(x[k]);
    }
    y[row] = T(sum);
  }
}
