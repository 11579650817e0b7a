// Matrix-vector products y[n] = sum over k of x[k] * W[n, k], whatever the format of W.
//
// A format is a struct with
//   lane_values, lane_values_fast   how many values of K a lane takes at a time
//   from(row)                       the weights without the rows before
//   dot(k, x, rows)                 the product with four rows of as many columns as x has, from k on
//
// Sums are kept in float and rounded to T once.

#pragma once

#include "rows.h"

constant constexpr int simd_lanes = 32;
constant constexpr int simdgroups = 2;
constant constexpr int tile_rows = simdgroups * rows_at_once;

constant constexpr int quad_lanes = 4;
constant constexpr int quadgroups = 8;
constant constexpr int quad_rows = 8;

// The values of x that one lane works on, in float.
template <int values>
struct lane_vector {
  float at[values];

  template <typename T>
  lane_vector(const device T* x) {
#pragma unroll
    for (int i = 0; i < values; ++i) {
      at[i] = static_cast<float>(x[i]);
    }
  }
};

template <int values, typename T, typename Weights, typename Rows>
inline float4 lane_dot(Weights weights, const device T* x, int k, Rows rows) {
  const lane_vector<values> lane_x(x + k);
  return weights.dot(k, lane_x.at, rows);
}

// A lane's share of the products with the first rows. Its SIMD group walks K in blocks; the last one,
// of anything up to a whole block, is the tail. K is a multiple of a lane's values, so in the tail a
// lane has all of them or none.
template <typename T, typename Weights, typename Rows>
inline float4 walk(Weights weights, const device T* x, int in_vec_size, uint lane, Rows rows) {
  constexpr int values = Weights::lane_values;
  constexpr int block = simd_lanes * values;
  const int lane_offset = int(lane) * values;

  float4 sums = float4(0.0f);
  int k = 0;
  for (; k < in_vec_size - block; k += block) {
    sums += lane_dot<values>(weights, x, k + lane_offset, rows);
  }
  if (k + lane_offset < in_vec_size) {
    sums += lane_dot<values>(weights, x, k + lane_offset, rows);
  }
  return sums;
}

// As walk, where K is a multiple of the block.
template <typename T, typename Weights>
inline float4 walk_fast(Weights weights, const device T* x, int in_vec_size, uint lane) {
  constexpr int values = Weights::lane_values_fast;

  float4 sums = float4(0.0f);
  for (int k = int(lane) * values; k < in_vec_size; k += simd_lanes * values) {
    sums += lane_dot<values>(weights, x, k, all_rows());
  }
  return sums;
}

template <typename T, typename Rows>
inline void store(device T* y, float4 sums, Rows rows) {
  for (int row = 0; row < rows_at_once; ++row) {
    if (rows.has(row)) {
      y[row] = static_cast<T>(sums[row]);
    }
  }
}

// Any K that is a multiple of the group size, any N.
template <typename T, typename Weights>
inline void qmv(
    Weights weights,
    const device T* x,
    device T* y,
    int in_vec_size,
    int out_vec_size,
    uint tile,
    uint simdgroup,
    uint lane) {
  const int row = int(tile) * tile_rows + int(simdgroup) * rows_at_once;
  if (row >= out_vec_size) {
    return;
  }

  if (out_vec_size < tile_rows) {
    const first_rows rows = {out_vec_size - row};
    const float4 sums = simd_sum(walk(weights.from(row), x, in_vec_size, lane, rows));
    if (lane == 0) {
      store(y + row, sums, rows);
    }
  } else {
    // Where fewer than four rows are left, move back to the last four, and leave those rows alone
    // that another SIMD group writes.
    const int start = min(row, out_vec_size - rows_at_once);
    const last_rows rows = {row - start};
    const float4 sums =
        simd_sum(walk(weights.from(start), x, in_vec_size, lane, all_rows()));
    if (lane == 0) {
      store(y + start, sums, rows);
    }
  }
}

// N is a multiple of 8 and K of 512.
template <typename T, typename Weights>
inline void qmv_fast(
    Weights weights,
    const device T* x,
    device T* y,
    int in_vec_size,
    uint tile,
    uint simdgroup,
    uint lane) {
  const int row = int(tile) * tile_rows + int(simdgroup) * rows_at_once;
  const float4 sums = simd_sum(walk_fast(weights.from(row), x, in_vec_size, lane));
  if (lane == 0) {
    store(y + row, sums, all_rows());
  }
}

// K is 64 or 128, any N. A quad group makes 8 neighbouring outputs, each lane from a quarter of K.
template <int in_vec_size, typename T, typename Weights>
inline void qmv_quad(
    Weights weights,
    const device T* x,
    device T* y,
    int out_vec_size,
    uint tile,
    uint quadgroup,
    uint lane) {
  constexpr int values = in_vec_size / quad_lanes;
  const int k = int(lane) * values;
  const lane_vector<values> lane_x(x + k);

  const int begin = (int(tile) * quadgroups + int(quadgroup)) * quad_rows;
  const int end = min(begin + quad_rows, out_vec_size);
  for (int row = begin; row < end; row += rows_at_once) {
    const first_rows rows = {end - row};
    const float4 sums = quad_sum(weights.from(row).dot(k, lane_x.at, rows));
    if (lane == 0) {
      store(y + row, sums, rows);
    }
  }
}
