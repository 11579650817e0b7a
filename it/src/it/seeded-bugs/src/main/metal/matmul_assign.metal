// out[m, n] = sum over k of a[m, k] * b[k, n].
//
// The bug: the products of a tile of K replace those of earlier tiles.

#include "twins.h"

constant constexpr int tile = 16;

// A threadgroup, of 16 by 16 threads, makes 16 by 16 outputs.
template <typename T, bool right>
[[kernel]] void matmul_assign(
    const device T* a [[buffer(0)]],
    const device T* b [[buffer(1)]],
    device T* out [[buffer(2)]],
    const constant int& M [[buffer(3)]],
    const constant int& N [[buffer(4)]],
    const constant int& K [[buffer(5)]],
    uint2 position [[thread_position_in_grid]],
    uint2 at [[thread_position_in_threadgroup]]) {
  threadgroup float a_tile[tile][tile];
  threadgroup float b_tile[tile][tile];
  const int m = position.y;
  const int n = position.x;
  float sum = 0.0f;
  for (int begin = 0; begin < K; begin += tile) {
    const int a_column = begin + int(at.x);
    const int b_row = begin + int(at.y);
    threadgroup_barrier(mem_flags::mem_threadgroup);
    a_tile[at.y][at.x] =
        m < M && a_column < K ? static_cast<float>(a[int64_t(m) * K + a_column]) : 0.0f;
    b_tile[at.y][at.x] = b_row < K && n < N ? static_cast<float>(b[int64_t(b_row) * N + n]) : 0.0f;
    threadgroup_barrier(mem_flags::mem_threadgroup);

    float products = 0.0f;
    for (int k = 0; k < tile; ++k) {
      products += a_tile[at.y][k] * b_tile[k][at.x];
    }
    sum = right ? sum + products : products;
  }
  if (m < M && n < N) {
    out[int64_t(m) * N + n] = static_cast<T>(sum);
  }
}

INSTANTIATE_TWINS("matmul_assign", matmul_assign)
