// Matrix-vector products y[n] = sum over k of x[k] * W[n, k], whatever the format of W.
//
// A format of W is a struct with
//   from(row)                 the weights from that row on
//   dot<columns>(x, k, rows)  what columns [k, k + columns) add to the first rows' products with x
//   step, step_fast           columns of one call of dot in qmv, and in qmv_fast and qmv_quad
//   lane_fast                 columns of one lane in a block of qmv_fast
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

// What columns [k, end) add to the products of the first rows with x.
template <typename T, typename Weights, typename Rows>
inline float4 walk(Weights weights, const device T* x, int k, int end, Rows rows) {
  float4 sums = float4(0.0f);
  for (; k < end; k += Weights::step_fast) {
    sums += weights.template dot<Weights::step_fast>(x, k, rows);
  }
  return sums;
}

// A lane's share of the products of the first rows with x. Its SIMD group walks K in blocks; the
// last one, of anything up to a whole block, is the tail. K is a multiple of a lane's columns, so
// in the tail a lane has all of them or none.
template <typename T, typename Weights, typename Rows>
inline float4 walk_blocks(
    Weights weights, const device T* x, int in_vec_size, uint lane, Rows rows) {
  constexpr int block = simd_lanes * Weights::step;
  int k = int(lane) * Weights::step;

  float4 sums = float4(0.0f);
  for (int start = 0; start < in_vec_size - block; start += block, k += block) {
    sums += weights.template dot<Weights::step>(x, k, rows);
  }
  if (k < in_vec_size) {
    sums += weights.template dot<Weights::step>(x, k, rows);
  }
  return sums;
}

// As walk_blocks, where K is a multiple of the block.
template <typename T, typename Weights>
inline float4 walk_blocks_fast(Weights weights, const device T* x, int in_vec_size, uint lane) {
  constexpr int block = simd_lanes * Weights::lane_fast;

  float4 sums = float4(0.0f);
  for (int k = int(lane) * Weights::lane_fast; k < in_vec_size; k += block) {
    sums += walk(weights, x, k, k + Weights::lane_fast, all_rows());
  }
  return sums;
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

  // With few rows, those beyond N are guarded. Otherwise a SIMD group that has fewer than four left
  // moves back to the last four; what another one makes it works out again but does not write.
  const bool few = out_vec_size < tile_rows;
  const int start = few ? row : min(row, out_vec_size - rows_at_once);
  const Weights rows = weights.from(start);
  const float4 share = few
      ? walk_blocks(rows, x, in_vec_size, lane, first_rows{out_vec_size - start})
      : walk_blocks(rows, x, in_vec_size, lane, all_rows());
  const float4 sums = simd_sum(share);
  if (lane == 0) {
    write_rows(y + start, sums, row - start, out_vec_size - start);
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
  const float4 sums = simd_sum(walk_blocks_fast(weights.from(row), x, in_vec_size, lane));
  if (lane == 0) {
    write_rows(y + row, sums, 0, rows_at_once);
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
  constexpr int columns = in_vec_size / quad_lanes;
  const int k = int(lane) * columns;
  const int begin = (int(tile) * quadgroups + int(quadgroup)) * quad_rows;
  const int end = min(begin + quad_rows, out_vec_size);
  for (int row = begin; row < end; row += rows_at_once) {
    const first_rows present = {end - row};
    const float4 sums = quad_sum(walk(weights.from(row), x, k, k + columns, present));
    if (lane == 0) {
      write_rows(y + row, sums, 0, end - row);
    }
  }
}
