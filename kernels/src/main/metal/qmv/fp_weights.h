// W quantized to floating-point codes: a weight is the product of an element and its group's scale.

#pragma once

#include "codes.h"

template <typename Mode>
struct fp_weights {
  const device uint32_t* w;
  const device uint8_t* scales;
  int in_vec_size;

  static constant constexpr int bits = Mode::element::bits;

  // Values that a lane takes at a time: one word of codes.
  static constant constexpr int lane_values = 32 / bits;
  static constant constexpr int lane_values_fast = 2 * lane_values;

  // These weights from the given row on.
  fp_weights from(int row) const {
    return {
        w + int64_t(row) * (in_vec_size * bits / 32),
        scales + int64_t(row) * (in_vec_size / Mode::group_size),
        in_vec_size};
  }

  // The dot products of x and columns [k, k + values) of the first rows. The columns lie in one group or
  // are whole groups.
  template <int values, typename Rows>
  float4 dot(int k, const thread float (&x)[values], Rows rows) const {
    constexpr int span = values < Mode::group_size ? values : Mode::group_size;
    code_stream<bits, Rows> codes(w, in_vec_size, k, rows);
    float4 sum = float4(0.0f);
#pragma unroll
    for (int group = 0; group < values; group += span) {
      float4 products = float4(0.0f);
#pragma unroll
      for (int i = group; i < group + span; ++i) {
        products += Mode::element::decode(codes.next()) * x[i];
      }
      const uint4 scale = column<uint>(
          scales + (k + group) / Mode::group_size, in_vec_size / Mode::group_size, rows);
      sum += Mode::scale::decode(scale) * products;
    }
    return sum;
  }
};
