// Neighbouring rows of W, worked on together: component i of a vector belongs to row i.

#pragma once

#include <metal_stdlib>

using namespace metal;

// All of them exist.
template <int size>
struct all_rows {
  static constant constexpr int count = size;

  int nearest(int row) const {
    return row;
  }
};

// Only the first `present` exist, at least one. The last of those is read in place of the others.
template <int size>
struct first_rows {
  static constant constexpr int count = size;

  int present;

  int nearest(int row) const {
    return min(row, present - 1);
  }
};

// One element from each row, the first row's at `row0`, neighbours `stride` elements apart.
template <typename Scalar, typename Rows, typename Stored>
inline vec<Scalar, Rows::count> column(const device Stored* row0, int stride, Rows rows) {
  vec<Scalar, Rows::count> elements;
  for (int row = 0; row < Rows::count; ++row) {
    elements[row] = static_cast<Scalar>(row0[int64_t(rows.nearest(row)) * stride]);
  }
  return elements;
}

// Writes to y, which points at row 0, the elements of rows [begin, end).
template <typename T, int count>
inline void write_rows(device T* y, vec<float, count> elements, int begin, int end) {
  for (int row = 0; row < count; ++row) {
    // equivalent mutants: logic-operand-dropped.1: rows before `begin` are made by another group, with the same bits
    if (row >= begin && row < end) {
      y[row] = static_cast<T>(elements[row]);
    }
  }
}
