// W quantized to integers: a weight is scale * code + bias, with one scale and one bias a group.

#pragma once

#include "codes.h"

template <typename Scale, int group_size, int code_bits>
struct affine_weights {
  const device uint32_t* w;
  const device Scale* scales;
  const device Scale* biases;
  int in_vec_size;

  // Columns of one call of dot: at 2 bits a word of codes, else the fewest that begin and end at a
  // byte whatever the bits.
  static constant constexpr int step = code_bits == 2 ? 16 : 8;
  static constant constexpr int step_fast = step;

  // Columns of one lane in a block of qmv_fast.
  static constant constexpr int lane_fast = code_bits == 6 || code_bits == 8 ? 8 : 16;

  // These weights from the given row on. A row is whole words, since K is a multiple of 32.
  affine_weights from(int row) const {
    const int64_t groups = int64_t(row) * (in_vec_size / group_size);
    return {
        w + int64_t(row) * (in_vec_size * code_bits / 32),
        scales + groups,
        biases + groups,
        in_vec_size};
  }

  // What columns [k, k + columns), which lie in one group, add to the products of the first
  // rows with x.
  template <int columns, typename T, typename Rows>
  vec<float, Rows::count> dot(const device T* x, int k, Rows rows) const {
    code_stream<code_bits, Rows> codes(w, in_vec_size, k, rows);
    typedef vec<float, Rows::count> values;
    values products = 0.0f;
    float sum = 0.0f;
#pragma unroll
    for (int i = 0; i < columns; ++i) {
      const float x_value = static_cast<float>(x[k + i]);
      products += values(codes.next()) * x_value;
      sum += x_value;
    }
    const int group = k / group_size;
    const int groups = in_vec_size / group_size;
    return column<float>(scales + group, groups, rows) * products +
        column<float>(biases + group, groups, rows) * sum;
  }

  // The weights of columns [k, k + 8) of the first row; k is a multiple of 8.
  eight_weights eight(int k) const {
    const eight_codes<code_bits> codes(
        reinterpret_cast<const device uint8_t*>(w) + k * code_bits / 8);
    const float scale = static_cast<float>(scales[k / group_size]);
    const float bias = static_cast<float>(biases[k / group_size]);
    return {scale * float4(codes.low) + bias, scale * float4(codes.high) + bias};
  }
};
