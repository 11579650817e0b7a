// W quantized to floating-point codes: a weight is the product of an element and its group's scale.

#pragma once

#include "codes.h"

template <typename Mode>
struct fp_weights {
  const device uint32_t* w;
  const device uint8_t* scales;
  int in_vec_size;

  static constant constexpr int bits = Mode::element::bits;

  // Columns of one call of dot: one word of codes; in qmv_fast and qmv_quad at least 8.
  static constant constexpr int step = 32 / bits;
  static constant constexpr int step_fast = 8;

  // Columns of one lane in a block of qmv_fast.
  static constant constexpr int lane_fast = 64 / bits;

  // These weights from the given row on.
  fp_weights from(int row) const {
    return {
        w + int64_t(row) * (in_vec_size * bits / 32),
        scales + int64_t(row) * (in_vec_size / Mode::group_size),
        in_vec_size};
  }

  // What columns [k, k + columns), which lie in one group, add to the products of the first
  // rows with x.
  template <int columns, typename T, typename Rows>
  float4 dot(const device T* x, int k, Rows rows) const {
    code_stream<bits, Rows> codes(w, in_vec_size, k, rows);
    float4 products = float4(0.0f);
#pragma unroll
    for (int i = 0; i < columns; ++i) {
      products += Mode::element::decode(codes.next()) * static_cast<float>(x[k + i]);
    }
    const uint4 scale =
        column<uint>(scales + k / Mode::group_size, in_vec_size / Mode::group_size, rows);
    return Mode::scale::decode(scale) * products;
  }
};
