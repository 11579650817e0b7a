// "Packed Vector Types": packed vectors, aligned as their components. They compute as vectors.
#pragma once

#include "metal_vector.h"

namespace metal {

template <typename T, int N>
struct packed_vec : kernel_conformance::Components<T, N> {
  using vector = vec<T, N>;

  packed_vec() = default;
  METAL_FUNC constexpr packed_vec(vector v) : packed_vec(v, 0) {}
  template <typename S, enable_if_t<kernel_conformance::widens<S, T>, int> = 0>
  METAL_FUNC constexpr packed_vec(S s) : packed_vec(vector(s)) {}
  template <typename A, typename B, typename... C,
            enable_if_t<__is_constructible(vector, A, B, C...), int> = 0>
  METAL_FUNC constexpr packed_vec(A a, B b, C... c) : packed_vec(vector(a, b, c...)) {}

  METAL_FUNC constexpr operator vector() const {
    if constexpr (N == 2) {
      return vector(this->x, this->y);
    } else if constexpr (N == 3) {
      return vector(this->x, this->y, this->z);
    } else {
      return vector(this->x, this->y, this->z, this->w);
    }
  }

// Templates for exactly this type: a vector as the other operand is the vector's own affair.
#define KERNEL_CONFORMANCE_OPERATOR(op)                                                            \
  template <typename A, typename B,                                                \
            enable_if_t<(is_same_v<A, packed_vec> &&                               \
                         (is_same_v<B, packed_vec> || is_arithmetic_v<B>)) ||      \
                            (is_arithmetic_v<A> && is_same_v<B, packed_vec>),      \
                        int> = 0>                                                  \
  METAL_FUNC friend constexpr auto operator op(A a, B b) {                         \
    return vector(a) op vector(b);                                                 \
  }
#define KERNEL_CONFORMANCE_BINARY(op)                                                                         \
  KERNEL_CONFORMANCE_OPERATOR(op)                                                                             \
  template <typename U>                                                                       \
  METAL_FUNC constexpr packed_vec &operator op##=(U b) {                                      \
    return *this = vector(*this) op b;                                                        \
  }
  KERNEL_CONFORMANCE_BINARY(+) KERNEL_CONFORMANCE_BINARY(-) KERNEL_CONFORMANCE_BINARY(*) KERNEL_CONFORMANCE_BINARY(/) KERNEL_CONFORMANCE_BINARY(%)
  KERNEL_CONFORMANCE_BINARY(&) KERNEL_CONFORMANCE_BINARY(|) KERNEL_CONFORMANCE_BINARY(^) KERNEL_CONFORMANCE_BINARY(<<) KERNEL_CONFORMANCE_BINARY(>>)
  KERNEL_CONFORMANCE_OPERATOR(==) KERNEL_CONFORMANCE_OPERATOR(!=) KERNEL_CONFORMANCE_OPERATOR(<) KERNEL_CONFORMANCE_OPERATOR(<=) KERNEL_CONFORMANCE_OPERATOR(>) KERNEL_CONFORMANCE_OPERATOR(>=)
#undef KERNEL_CONFORMANCE_OPERATOR
#undef KERNEL_CONFORMANCE_BINARY

  METAL_FUNC friend constexpr vector operator-(packed_vec a) { return -vector(a); }
  METAL_FUNC friend constexpr vector operator~(packed_vec a) { return ~vector(a); }

 private:
  METAL_FUNC constexpr packed_vec(vec<T, 2> v, int)
      : kernel_conformance::Components<T, 2>{v.x, v.y} {}
  METAL_FUNC constexpr packed_vec(vec<T, 3> v, int)
      : kernel_conformance::Components<T, 3>{v.x, v.y, v.z} {}
  METAL_FUNC constexpr packed_vec(vec<T, 4> v, int)
      : kernel_conformance::Components<T, 4>{v.x, v.y, v.z, v.w} {}
};

}  // namespace metal
