// "SIMD-group Matrix Data Types" and "SIMD-Group Matrix Functions".
// Matrices of 8 by 8 elements that a SIMD group holds together, two elements a lane.
//
// Programs reach into a lane's elements, so the layout is the one of Apple GPUs: the four quadrants
// of 4 by 4 go to the lanes by eights, (row, column) = (0,0) to 0-7, (0,4) to 8-15 and the lower two
// to 16-31; in a quadrant, bits 1 and 2 of the lane give the row and bit 0 the pair of columns.
#pragma once

#include "metal_simdgroup.h"

namespace kernel_conformance {

METAL_FUNC ushort matrix_lane() { return static_cast<ushort>(lane_index()); }
METAL_FUNC constexpr ushort matrix_row(ushort lane) { return (lane >> 2 & 4) + (lane >> 1 & 3); }
METAL_FUNC constexpr ushort matrix_column(ushort lane) {
  return (lane >> 1 & 4) + (lane << 1 & 2);
}
// The lane that holds an element.
METAL_FUNC constexpr ushort lane_of(ushort row, ushort column) {
  return (row & 4) << 2 | (column & 4) << 1 | (row & 3) << 1 | (column >> 1 & 1);
}

}  // namespace kernel_conformance

namespace metal {

template <typename T, int Columns, int Rows = Columns>
struct simdgroup_matrix {
  static_assert(Columns == 8 && Rows == 8, "MSL has SIMD-group matrices of 8 by 8 elements only");
  static_assert(is_floating_point_v<T>, "MSL has SIMD-group matrices of half, bfloat and float");

  using storage_type = vec<T, 2>;

  simdgroup_matrix() = default;
  // The diagonal; the rest is 0.
  METAL_FUNC explicit simdgroup_matrix(T diagonal) {
    const ushort lane = kernel_conformance::matrix_lane();
    const ushort row = kernel_conformance::matrix_row(lane);
    const ushort column = kernel_conformance::matrix_column(lane);
    elements_ = storage_type(row == column ? diagonal : T(0),
                             row == column + 1 ? diagonal : T(0));
  }

  METAL_FUNC constexpr storage_type &thread_elements() { return elements_; }
  METAL_FUNC constexpr const storage_type &thread_elements() const { return elements_; }

 private:
  storage_type elements_;
};

using simdgroup_half8x8 = simdgroup_matrix<half, 8, 8>;
using simdgroup_bfloat8x8 = simdgroup_matrix<bfloat, 8, 8>;
using simdgroup_float8x8 = simdgroup_matrix<float, 8, 8>;

template <typename T, int Columns, int Rows = Columns>
METAL_FUNC simdgroup_matrix<T, Columns, Rows> make_filled_simdgroup_matrix(T value) {
  simdgroup_matrix<T, Columns, Rows> m;
  m.thread_elements() = vec<T, 2>(value);
  return m;
}

template <typename T, int Columns, int Rows = Columns>
METAL_FUNC simdgroup_matrix<T, Columns, Rows> make_diagonal_simdgroup_matrix(T value) {
  return simdgroup_matrix<T, Columns, Rows>(value);
}

}  // namespace metal

namespace kernel_conformance {

// Where the lane's element i of a matrix in memory lies; `origin` is (column, row).
METAL_FUNC size_t simdgroup_offset(int i, ulong row_stride, ulong2 origin, bool transposed) {
  const ushort lane = kernel_conformance::matrix_lane();
  const ulong row = kernel_conformance::matrix_row(lane);
  const ulong column = kernel_conformance::matrix_column(lane) + static_cast<ulong>(i);
  return transposed ? (origin.y + column) * row_stride + origin.x + row
                    : (origin.y + row) * row_stride + origin.x + column;
}

}  // namespace kernel_conformance

namespace metal {

template <typename T, int Columns, int Rows>
METAL_FUNC void simdgroup_load(simdgroup_matrix<T, Columns, Rows> &m, const volatile T *source,
                               ulong elements_per_row = Columns, ulong2 matrix_origin = 0,
                               bool transpose_matrix = false) {
  const T *from = const_cast<const T *>(source);
  for (int i = 0; i < 2; ++i) {
    m.thread_elements()[i] =
        from[kernel_conformance::simdgroup_offset(i, elements_per_row, matrix_origin, transpose_matrix)];
  }
}

template <typename T, int Columns, int Rows>
METAL_FUNC void simdgroup_store(simdgroup_matrix<T, Columns, Rows> m, volatile T *destination,
                                ulong elements_per_row = Columns, ulong2 matrix_origin = 0,
                                bool transpose_matrix = false) {
  T *to = const_cast<T *>(destination);
  for (int i = 0; i < 2; ++i) {
    to[kernel_conformance::simdgroup_offset(i, elements_per_row, matrix_origin, transpose_matrix)] =
        m.thread_elements()[i];
  }
}

// d = a * b + c. Products and sums are kept in float.
template <typename D, typename A, typename B, typename C>
METAL_FUNC void simdgroup_multiply_accumulate(simdgroup_matrix<D, 8, 8> &d,
                                              simdgroup_matrix<A, 8, 8> a,
                                              simdgroup_matrix<B, 8, 8> b,
                                              simdgroup_matrix<C, 8, 8> c) {
  const ushort lane = kernel_conformance::matrix_lane();
  const ushort row = kernel_conformance::matrix_row(lane);
  const ushort column = kernel_conformance::matrix_column(lane);
#ifdef KERNEL_CONFORMANCE_ADVERSARIAL
  float2 terms[9] = {float2(c.thread_elements())};
#else
  float2 sum = float2(c.thread_elements());
#endif
  for (ushort k = 0; k < 8; k += 2) {
    const vec<A, 2> left =
        simd_shuffle(a.thread_elements(), kernel_conformance::lane_of(row, k));
    for (ushort i = 0; i < 2; ++i) {
      const vec<B, 2> right =
          simd_shuffle(b.thread_elements(), kernel_conformance::lane_of(k + i, column));
#ifdef KERNEL_CONFORMANCE_ADVERSARIAL
      terms[k + i + 1] = static_cast<float>(left[i]) * float2(right);
#else
      sum += static_cast<float>(left[i]) * float2(right);
#endif
    }
  }
#ifdef KERNEL_CONFORMANCE_ADVERSARIAL
  const float2 sum = kernel_conformance::random_tree(terms, 9, [](float2 a, float2 b) { return a + b; });
#endif
  d.thread_elements() = vec<D, 2>(sum);
}

template <typename D, typename A, typename B>
METAL_FUNC void simdgroup_multiply(simdgroup_matrix<D, 8, 8> &d, simdgroup_matrix<A, 8, 8> a,
                                   simdgroup_matrix<B, 8, 8> b) {
  simdgroup_multiply_accumulate(d, a, b, make_filled_simdgroup_matrix<D, 8, 8>(D(0)));
}

template <typename T>
METAL_FUNC simdgroup_matrix<T, 8, 8> operator*(simdgroup_matrix<T, 8, 8> a,
                                               simdgroup_matrix<T, 8, 8> b) {
  simdgroup_matrix<T, 8, 8> product;
  simdgroup_multiply(product, a, b);
  return product;
}

}  // namespace metal
