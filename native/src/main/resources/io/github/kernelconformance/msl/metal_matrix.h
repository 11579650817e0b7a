// "Matrix Data Types", "Matrix Operators" and "Matrix Functions": matrices, held by columns.
#pragma once

#include "metal_geometric.h"

namespace metal {

template <typename T, int Columns, int Rows>
struct matrix {
  using column = vec<T, Rows>;

  column columns[Columns];

  matrix() = default;
  // The diagonal; the rest is 0.
  METAL_FUNC constexpr explicit matrix(T diagonal) : columns{} {
    for (int i = 0; i < Columns && i < Rows; ++i) columns[i][i] = diagonal;
  }
  template <typename... C, enable_if_t<sizeof...(C) == Columns &&
                                           (is_convertible_v<C, column> && ...) &&
                                           !(is_arithmetic_v<C> || ...), int> = 0>
  METAL_FUNC constexpr matrix(C... c) : columns{c...} {}
  // Every element, column by column.
  template <typename... S, enable_if_t<sizeof...(S) == Columns * Rows &&
                                           (is_arithmetic_v<S> && ...), long> = 0>
  METAL_FUNC constexpr matrix(S... s) : columns{} {
    const T elements[] = {static_cast<T>(s)...};
    for (int i = 0; i < Columns * Rows; ++i) columns[i / Rows][i % Rows] = elements[i];
  }
  template <typename U, enable_if_t<!is_same_v<T, U>, int> = 0>
  METAL_FUNC constexpr explicit matrix(const matrix<U, Columns, Rows> &m) : columns{} {
    for (int i = 0; i < Columns; ++i) columns[i] = column(m[i]);
  }

  METAL_FUNC constexpr column &operator[](int i) { return columns[i]; }
  METAL_FUNC constexpr const column &operator[](int i) const { return columns[i]; }

  METAL_FUNC friend constexpr matrix operator+(matrix a, const matrix &b) {
    for (int i = 0; i < Columns; ++i) a[i] += b[i];
    return a;
  }
  METAL_FUNC friend constexpr matrix operator-(matrix a, const matrix &b) {
    for (int i = 0; i < Columns; ++i) a[i] -= b[i];
    return a;
  }
  METAL_FUNC friend constexpr matrix operator-(matrix a) {
    for (int i = 0; i < Columns; ++i) a[i] = -a[i];
    return a;
  }
  METAL_FUNC friend constexpr matrix operator*(matrix a, T s) {
    for (int i = 0; i < Columns; ++i) a[i] *= s;
    return a;
  }
  METAL_FUNC friend constexpr matrix operator*(T s, const matrix &a) { return a * s; }
  METAL_FUNC friend constexpr column operator*(const matrix &a, vec<T, Columns> v) {
    column sum = a[0] * v[0];
    for (int i = 1; i < Columns; ++i) sum += a[i] * v[i];
    return sum;
  }
  METAL_FUNC friend vec<T, Columns> operator*(column v, const matrix &a) {
    vec<T, Columns> product;
    for (int i = 0; i < Columns; ++i) product[i] = dot(v, a[i]);
    return product;
  }
  METAL_FUNC friend constexpr bool operator==(const matrix &a, const matrix &b) {
    for (int i = 0; i < Columns; ++i) {
      for (int j = 0; j < Rows; ++j) {
        if (!(a[i][j] == b[i][j])) return false;
      }
    }
    return true;
  }
  METAL_FUNC friend constexpr bool operator!=(const matrix &a, const matrix &b) {
    return !(a == b);
  }
  METAL_FUNC constexpr matrix &operator+=(const matrix &b) { return *this = *this + b; }
  METAL_FUNC constexpr matrix &operator-=(const matrix &b) { return *this = *this - b; }
  METAL_FUNC constexpr matrix &operator*=(T s) { return *this = *this * s; }
};

template <typename T, int Inner, int Rows, int Columns>
METAL_FUNC constexpr matrix<T, Columns, Rows> operator*(const matrix<T, Inner, Rows> &a,
                                                        const matrix<T, Columns, Inner> &b) {
  matrix<T, Columns, Rows> product{};
  for (int i = 0; i < Columns; ++i) product[i] = a * b[i];
  return product;
}
template <typename T, int N>
METAL_FUNC constexpr matrix<T, N, N> &operator*=(matrix<T, N, N> &a, const matrix<T, N, N> &b) {
  return a = a * b;
}

template <typename T, int Columns, int Rows>
METAL_FUNC constexpr matrix<T, Rows, Columns> transpose(const matrix<T, Columns, Rows> &m) {
  matrix<T, Rows, Columns> transposed{};
  for (int i = 0; i < Rows; ++i) {
    for (int j = 0; j < Columns; ++j) transposed[i][j] = m[j][i];
  }
  return transposed;
}

template <typename T>
METAL_FUNC T determinant(const matrix<T, 2, 2> &m) {
  return T(m[0].x * m[1].y - m[1].x * m[0].y);
}
template <typename T>
METAL_FUNC T determinant(const matrix<T, 3, 3> &m) {
  return dot(m[0], cross(m[1], m[2]));
}
// Laplace's expansion by the first two rows.
template <typename T>
METAL_FUNC T determinant(const matrix<T, 4, 4> &m) {
  const auto upper = [&m](int i, int j) { return m[i].x * m[j].y - m[j].x * m[i].y; };
  const auto lower = [&m](int i, int j) { return m[i].z * m[j].w - m[j].z * m[i].w; };
  return T(upper(0, 1) * lower(2, 3) - upper(0, 2) * lower(1, 3) + upper(0, 3) * lower(1, 2) +
           upper(1, 2) * lower(0, 3) - upper(1, 3) * lower(0, 2) + upper(2, 3) * lower(0, 1));
}

#define KERNEL_CONFORMANCE_MATRIX_NAMES(type)             \
  using type##2x2 = matrix<type, 2, 2>;   \
  using type##2x3 = matrix<type, 2, 3>;   \
  using type##2x4 = matrix<type, 2, 4>;   \
  using type##3x2 = matrix<type, 3, 2>;   \
  using type##3x3 = matrix<type, 3, 3>;   \
  using type##3x4 = matrix<type, 3, 4>;   \
  using type##4x2 = matrix<type, 4, 2>;   \
  using type##4x3 = matrix<type, 4, 3>;   \
  using type##4x4 = matrix<type, 4, 4>;
KERNEL_CONFORMANCE_MATRIX_NAMES(float)
KERNEL_CONFORMANCE_MATRIX_NAMES(half)
#undef KERNEL_CONFORMANCE_MATRIX_NAMES

}  // namespace metal
