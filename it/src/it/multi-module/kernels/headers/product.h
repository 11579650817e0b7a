#pragma once

#include <metal_stdlib>

using namespace metal;

// One thread makes one row of y. A scale of OFF exponents too many is what makes it wrong.
template <typename T>
[[kernel]] void fp_qmv(
    const device uint8_t* w [[buffer(0)]],
    const device uint8_t* scales [[buffer(1)]],
    const device T* x [[buffer(2)]],
    device T* y [[buffer(3)]],
    const constant int& in_vec_size [[buffer(4)]],
    const constant int& out_vec_size [[buffer(5)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint thread_index [[thread_index_in_threadgroup]]) {
  const float magnitudes[] = {0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0};
  const int row = tile.y * 8 + thread_index;
  if (thread_index >= 8 || row >= out_vec_size) {
    return;
  }
  float sum = 0;
  for (int k = 0; k < in_vec_size; ++k) {
    const int at = row * in_vec_size + k;
    const uint code = (w[at / 2] >> (at % 2 * 4)) & 15;
    const float element = code < 8 ? magnitudes[code] : -magnitudes[code - 8];
    sum += ldexp(element, int(scales[at / 32]) - 127 + OFF) * float(x[k]);
  }
  y[row] = T(sum);
}

template [[host_name("mxfp4_qmv_float_gs_32_b_4_batch_0")]] [[kernel]]
decltype(fp_qmv<float>) fp_qmv<float>;
