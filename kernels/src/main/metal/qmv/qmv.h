// Matrix-vector products y[n] = sum over k of x[k] * W[n, k], whatever the format of W.
//
// A format of W is a struct with
//   from(row)                 the weights from that row on
//   dot<columns>(x, k, rows)  what columns [k, k + columns) add to the first rows' products with x
//   step, step_fast           columns of one call of dot in qmv, and in qmv_fast and qmv_quad
//   lane_fast                 columns of one lane in a block of qmv_fast
//   eight(k)                  the weights of columns [k, k + 8) of the first row
//
// Sums are kept in float, multiplied by a factor that is 1 without a global scale, and rounded to T
// once.

#pragma once

#include "rows.h"

constant constexpr int simd_lanes = 32;
constant constexpr int simdgroups = 2;
constant constexpr int rows_at_once = 4;
constant constexpr int tile_rows = simdgroups * rows_at_once;

constant constexpr int quad_lanes = 4;
constant constexpr int quadgroups = 8;
constant constexpr int quad_rows = 8;

// What columns [k, end) add to the products of the first rows with x.
template <typename T, typename Weights, typename Rows>
inline vec<float, Rows::count> walk(Weights weights, const device T* x, int k, int end, Rows rows) {
  vec<float, Rows::count> sums = 0.0f;
  // equivalent mutants: loop-ends-early: columns come in whole steps
  for (; k < end; k += Weights::step_fast) {
    sums += weights.template dot<Weights::step_fast>(x, k, rows);
  }
  return sums;
}

// A lane's share of the products of the first rows with x. Its SIMD group walks K in blocks; the
// last one, of anything up to a whole block, is the tail. K is a multiple of a lane's columns, so
// in the tail a lane has all of them or none.
template <typename T, typename Weights, typename Rows>
inline vec<float, Rows::count> walk_blocks(
    Weights weights, const device T* x, int in_vec_size, uint lane, Rows rows) {
  constexpr int block = simd_lanes * Weights::step;
  int k = int(lane) * Weights::step;

  vec<float, Rows::count> sums = 0.0f;
  // equivalent mutants: constant-plus-one, loop-ends-early, comparison-strictness: a last step in the loop or behind it
  for (int start = 0; start < in_vec_size - block; start += block, k += block) {
    sums += weights.template dot<Weights::step>(x, k, rows);
  }
  if (k < in_vec_size) {
    sums += weights.template dot<Weights::step>(x, k, rows);
  }
  return sums;
}

// As walk_blocks, where K is a multiple of the block.
template <typename T, typename Weights, typename Rows>
inline vec<float, Rows::count> walk_blocks_fast(
    Weights weights, const device T* x, int in_vec_size, uint lane, Rows rows) {
  constexpr int block = simd_lanes * Weights::lane_fast;

  vec<float, Rows::count> sums = 0.0f;
  // equivalent mutants: loop-ends-early: columns come in whole steps
  for (int k = int(lane) * Weights::lane_fast; k < in_vec_size; k += block) {
    sums += walk(weights, x, k, k + Weights::lane_fast, rows);
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
    uint lane,
    float factor = 1.0f) {
  const int row = int(tile) * tile_rows + int(simdgroup) * rows_at_once;
  // equivalent mutants: branch-never, comparison-strictness: such a group makes the last rows again and writes none
  if (row >= out_vec_size) {
    return;
  }

  // With few rows, those beyond N are guarded. Otherwise a SIMD group that has fewer than four left
  // moves back to the last four; what another one makes it works out again but does not write.
  // equivalent mutants: comparison-strictness: the guarded way is right for any N
  const bool few = out_vec_size < tile_rows;
  const int start = few ? row : min(row, out_vec_size - rows_at_once);
  const Weights rows = weights.from(start);
  // equivalent mutants: guard-removed: the guarded way is right for any N
  const float4 share = few
      ? walk_blocks(rows, x, in_vec_size, lane, first_rows<rows_at_once>{out_vec_size - start})
      : walk_blocks(rows, x, in_vec_size, lane, all_rows<rows_at_once>());
  const float4 sums = simd_sum(share) * factor;
  // equivalent mutants: guard-removed, equality-negated, constant-plus-one: every lane has the same sums
  if (lane == 0) {
    write_rows(y + start, sums, row - start, out_vec_size - start);
  }
}

// N is a multiple of 8 and K of 32 lanes' columns. A SIMD group makes `rows` outputs.
template <int rows, typename T, typename Weights>
inline void qmv_fast(
    Weights weights,
    const device T* x,
    device T* y,
    int in_vec_size,
    uint tile,
    uint simdgroup,
    uint lane,
    float factor = 1.0f) {
  const int row = (int(tile) * simdgroups + int(simdgroup)) * rows;
  const vec<float, rows> sums =
      simd_sum(walk_blocks_fast(weights.from(row), x, in_vec_size, lane, all_rows<rows>()));
  // equivalent mutants: guard-removed, equality-negated, constant-plus-one: every lane has the same sums
  if (lane == 0) {
    write_rows(y + row, sums * factor, 0, rows);
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
  // equivalent mutants: clamp-removed.1: rows of the next groups get the sums that they have
  const int end = min(begin + quad_rows, out_vec_size);
  // equivalent mutants: comparison-strictness: a round that begins at `end` writes nothing
  for (int row = begin; row < end; row += rows_at_once) {
    const first_rows<rows_at_once> present = {end - row};
    const float4 sums = quad_sum(walk(weights.from(row), x, k, k + columns, present));
    // equivalent mutants: guard-removed, equality-negated, constant-plus-one: every lane has the same sums
    if (lane == 0) {
      write_rows(y + row, sums, 0, end - row);
    }
  }
}

// Any K that is a multiple of the group size, any N, and `vector_count` rows of x, of which a
// threadgroup takes up to `vectors`. The lanes of a SIMD group share out rows of w: row_lanes
// neighbours walk one row, eight columns each at a time, and use what they decode for every row of
// x. Rows of w and x that do not exist are replaced by the last, and not written.
template <int vectors, int row_lanes, typename T, typename Weights>
inline void qmv_wide(
    Weights weights,
    const device T* x,
    device T* y,
    int in_vec_size,
    int out_vec_size,
    int vector_count,
    uint2 tile,
    uint simdgroup,
    uint lane) {
  constexpr int columns = 8;
  constexpr int rows = simd_lanes / row_lanes;
  const int row = (int(tile.y) * simdgroups + int(simdgroup)) * rows + int(lane) / row_lanes;
  const int first = int(tile.x) * vectors;
  const int place = int(lane) % row_lanes;

  const Weights weights_of_row = weights.from(min(row, out_vec_size - 1));
  float sums[vectors] = {};
  // equivalent mutants: loop-ends-early: columns come in whole steps
  for (int k = place * columns; k < in_vec_size; k += row_lanes * columns) {
    const eight_weights eight = weights_of_row.eight(k);
#pragma unroll
    for (int v = 0; v < vectors; ++v) {
      const int64_t vector = min(first + v, vector_count - 1);
      const device vec<T, 4>* x4 =
          reinterpret_cast<const device vec<T, 4>*>(x + vector * in_vec_size + k);
      sums[v] += dot(eight.low, float4(x4[0])) + dot(eight.high, float4(x4[1]));
    }
  }

#pragma unroll
  for (int v = 0; v < vectors; ++v) {
#pragma unroll
    for (int distance = row_lanes / 2; distance > 0; distance /= 2) {
      sums[v] += simd_shuffle_xor(sums[v], ushort(distance));
    }
    // equivalent mutants: logic-operand-dropped.3, equality-negated, constant-plus-one: all lanes of a row agree
    if (place == 0 && row < out_vec_size && first + v < vector_count) {
      y[int64_t(first + v) * out_vec_size + row] = static_cast<T>(sums[v]);
    }
  }
}
