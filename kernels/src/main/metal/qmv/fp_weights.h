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
  vec<float, Rows::count> dot(const device T* x, int k, Rows rows) const {
    code_stream<bits, Rows> codes(w, in_vec_size, k, rows);
    vec<float, Rows::count> products = 0.0f;
#pragma unroll
    for (int i = 0; i < columns; ++i) {
      products += Mode::element::decode(codes.next()) * static_cast<float>(x[k + i]);
    }
    const vec<uint, Rows::count> scale =
        column<uint>(scales + k / Mode::group_size, in_vec_size / Mode::group_size, rows);
    return Mode::scale::decode(scale) * products;
  }

  // The weights of columns [k, k + 8) of the first row; k is a multiple of 8.
  eight_weights eight(int k) const {
    const eight_codes<bits> codes(reinterpret_cast<const device uint8_t*>(w) + k * bits / 8);
    const float scale = Mode::scale::decode(uint2(scales[k / Mode::group_size])).x;
    return {scale * Mode::element::decode(codes.low), scale * Mode::element::decode(codes.high)};
  }
};
