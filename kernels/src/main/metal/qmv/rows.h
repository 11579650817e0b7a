// Neighbouring rows of W, worked on together: component i of a vector belongs to row i.

#pragma once

#include <metal_stdlib>

using namespace metal;

// How many rows one vector holds.
constant constexpr int rows_at_once = 4;

// All of them exist.
struct all_rows {
  int nearest(int row) const {
    return row;
  }
};

// Only the first `count` exist, at least one. The last of those is read in place of the others.
struct first_rows {
  int count;

  int nearest(int row) const {
    return min(row, count - 1);
  }
};

// One element from each row, the first row's at `row0`, neighbours `stride` elements apart.
template <typename Scalar, typename Rows, typename Stored>
inline vec<Scalar, rows_at_once> column(const device Stored* row0, int stride, Rows rows) {
  vec<Scalar, rows_at_once> elements;
  for (int row = 0; row < rows_at_once; ++row) {
    elements[row] = static_cast<Scalar>(row0[int64_t(rows.nearest(row)) * stride]);
  }
  return elements;
}

// Writes to y, which points at row 0, the elements of rows [begin, end).
template <typename T>
inline void write_rows(device T* y, float4 elements, int begin, int end) {
  for (int row = 0; row < rows_at_once; ++row) {
    if (row >= begin && row < end) {
      y[row] = static_cast<T>(elements[row]);
    }
  }
}
