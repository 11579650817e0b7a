// out[m, n] = sum over k of a[m, k] * b[k, n], with SIMD-group matrices.

#include <metal_simdgroup_matrix>

#include "instantiate.h"

constant constexpr int side = 8;          // of a SIMD-group matrix
constant constexpr int tile = 32;         // rows and columns of out that a threadgroup makes
constant constexpr int depth = 16;        // of K that is staged at once
constant constexpr int tile_threads = 128;  // four SIMD groups, each with a quarter of the tile

// Copies a block of a matrix of any size and strides to `to`, row by row. What lies outside is 0.
template <int rows, int columns, typename T>
inline void stage(
    const device T* from,
    const constant int64_t* strides,
    int2 begin,
    int2 size,
    threadgroup float* to,
    uint thread_index) {
  for (int i = thread_index; i < rows * columns; i += tile_threads) {
    const int row = begin.x + i / columns;
    const int column = begin.y + i % columns;
    to[i] = row < size.x && column < size.y
        ? static_cast<float>(from[row * strides[0] + column * strides[1]])
        : 0.0f;
  }
}

// a and b have strides, in elements, of rows and of columns; out is dense.
template <typename T>
[[kernel]] void matmul(
    const device T* a [[buffer(0)]],
    const device T* b [[buffer(1)]],
    device T* out [[buffer(2)]],
    const constant int& M [[buffer(3)]],
    const constant int& N [[buffer(4)]],
    const constant int& K [[buffer(5)]],
    const constant int64_t* a_strides [[buffer(6)]],
    const constant int64_t* b_strides [[buffer(7)]],
    uint2 group [[threadgroup_position_in_grid]],
    uint thread_index [[thread_index_in_threadgroup]],
    uint simdgroup [[simdgroup_index_in_threadgroup]]) {
  threadgroup float a_block[tile * depth];
  threadgroup float b_block[depth * tile];
  threadgroup float sums_block[tile * tile];
  const int2 origin = {int(group.y) * tile, int(group.x) * tile};
  const int row = int(simdgroup) / 2 * (tile / 2);
  const int column = int(simdgroup) % 2 * (tile / 2);

  simdgroup_float8x8 sums[2][2];
#pragma unroll
  for (int i = 0; i < 4; ++i) {
    sums[i / 2][i % 2] = make_filled_simdgroup_matrix<float, side>(0.0f);
  }
  // equivalent mutants: comparison-strictness: a block past the end is zeros
  for (int k = 0; k < K; k += depth) {
    threadgroup_barrier(mem_flags::mem_threadgroup);
    stage<tile, depth>(a, a_strides, int2(origin.x, k), int2(M, K), a_block, thread_index);
    stage<depth, tile>(b, b_strides, int2(k, origin.y), int2(K, N), b_block, thread_index);
    threadgroup_barrier(mem_flags::mem_threadgroup);
    for (int step = 0; step < depth; step += side) {
      simdgroup_float8x8 left[2];
      simdgroup_float8x8 right[2];
#pragma unroll
      for (int i = 0; i < 2; ++i) {
        simdgroup_load(left[i], a_block + (row + i * side) * depth + step, depth);
        simdgroup_load(right[i], b_block + step * tile + column + i * side, tile);
      }
#pragma unroll
      for (int i = 0; i < 4; ++i) {
        simdgroup_multiply_accumulate(
            sums[i / 2][i % 2], left[i / 2], right[i % 2], sums[i / 2][i % 2]);
      }
    }
  }

#pragma unroll
  for (int i = 0; i < 4; ++i) {
    threadgroup float* to = sums_block + (row + i / 2 * side) * tile + column + i % 2 * side;
    simdgroup_store(sums[i / 2][i % 2], to, tile);
  }
  threadgroup_barrier(mem_flags::mem_threadgroup);
  for (int i = thread_index; i < tile * tile; i += tile_threads) {
    const int m = origin.x + i / tile;
    const int n = origin.y + i % tile;
    if (m < M && n < N) {
      out[int64_t(m) * N + n] = static_cast<T>(sums_block[i]);
    }
  }
}

INSTANTIATE_FLOATS("matmul", matmul)
