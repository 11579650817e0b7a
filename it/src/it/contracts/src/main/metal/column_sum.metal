// out[c] = sum over r of x[r, c].

#include "instantiate.h"

constant constexpr uint columns_at_once = 32;
constant constexpr uint rows_at_once = 8;

// A threadgroup, of 32 by 8 threads, makes 32 columns; each of its rows of threads adds every eighth
// row of x. x has strides, in elements, of rows and of columns.
template <typename T>
[[kernel]] void column_sum(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant int& rows [[buffer(2)]],
    const constant int& columns [[buffer(3)]],
    const constant int64_t* x_strides [[buffer(4)]],
    uint2 tile [[threadgroup_position_in_grid]],
    uint2 at [[thread_position_in_threadgroup]]) {
  threadgroup float shares[rows_at_once][columns_at_once];
  const int column = tile.x * columns_at_once + at.x;
  float share = 0.0f;
  if (column < columns) {
    for (int row = at.y; row < rows; row += rows_at_once) {
      share += static_cast<float>(x[row * x_strides[0] + column * x_strides[1]]);
    }
  }
  shares[at.y][at.x] = share;
  threadgroup_barrier(mem_flags::mem_threadgroup);

  if (at.y == 0 && column < columns) {
    float sum = share;
    for (uint i = 1; i < rows_at_once; ++i) {
      sum += shares[i][at.x];
    }
    out[column] = static_cast<T>(sum);
  }
}

INSTANTIATE_FLOATS("column_sum", column_sum)
