// Neighbouring rows of W, worked on together: component i of a vector belongs to row i.

#pragma once

#include <metal_stdlib>

using namespace metal;

// How many rows one vector holds.
constant constexpr int rows_at_once = 4;

// Which of the rows are meant: all of them.
struct all_rows {
  bool has(int) const {
    return true;
  }
};

// No more than the first few.
struct first_rows {
  int count;

  bool has(int row) const {
    return row < count;
  }
};

// None of the first few.
struct last_rows {
  int skipped;

  bool has(int row) const {
    return row >= skipped;
  }
};

// One element from each row, the first row's at `first`, neighbours `stride` elements apart. Other
// rows than those meant are not read and give 0.
template <typename Scalar, typename Rows, typename Stored>
inline vec<Scalar, rows_at_once> column(const device Stored* first, int stride, Rows rows) {
  vec<Scalar, rows_at_once> elements = vec<Scalar, rows_at_once>(0);
  for (int row = 0; row < rows_at_once; ++row) {
    if (rows.has(row)) {
      elements[row] = static_cast<Scalar>(first[int64_t(row) * stride]);
    }
  }
  return elements;
}
