// "Scalar and Vector Operators": the operators of vectors on those that clang has built in.
#pragma once

#include "metal_type_traits.h"

namespace kernel_conformance {

// The compiler's vectors, on which the operators are done. Their elements are numbers: a bool is
// held as 0 or 1, a bfloat as its bits.
template <typename T>
struct Element {
  using type = T;
};
template <>
struct Element<bool> {
  using type = uchar;
};
template <>
struct Element<bfloat> {
  using type = ushort;
};
template <typename T, int N>
using Native = typename Element<T>::type __attribute__((ext_vector_type(N)));

// What the operators of vec<T, N> compute with.
template <typename T, int N>
METAL_FUNC constexpr auto operand(const vec<T, N> &v) {
  const auto native = __builtin_bit_cast(Native<T, N>, v);
  if constexpr (metal::is_same_v<T, bfloat>) {
    const auto wide = __builtin_convertvector(native, Native<uint, N>);
    return __builtin_bit_cast(Native<float, N>, wide << 16);
  } else {
    return native;
  }
}

template <typename T, int N, typename V>
METAL_FUNC constexpr vec<T, N> result(V value) {
  if constexpr (metal::is_same_v<T, bfloat>) {
    const auto bits = __builtin_bit_cast(Native<uint, N>, value);
    const auto nan = __builtin_bit_cast(Native<uint, N>, value != value);
    const auto rounded = ~nan & (bits + 0x7FFF + (bits >> 16 & 1));
    return __builtin_bit_cast(vec<T, N>, __builtin_convertvector(
        (rounded | (nan & (bits | 0x400000))) >> 16, Native<ushort, N>));
  } else {
    return __builtin_bit_cast(vec<T, N>, value);
  }
}

// A comparison of the compiler's vectors gives 0 or -1.
template <int N, typename V>
METAL_FUNC constexpr vec<bool, N> truth(V mask) {
  return __builtin_bit_cast(vec<bool, N>,
                            __builtin_convertvector(mask, Native<uchar, N>) & uchar(1));
}

template <typename T, int N, typename U>
METAL_FUNC constexpr vec<T, N> convert(const vec<U, N> &v) {
  const auto value = operand(v);
  if constexpr (metal::is_same_v<T, bool>) {
    return truth<N>(value != 0);
  } else if constexpr (metal::is_same_v<T, bfloat> && metal::is_integral_v<U> && sizeof(U) > 2) {
    vec<T, N> converted{};
    for (int i = 0; i < N; ++i) converted[i] = T(v[i]);
    return converted;
  } else if constexpr (metal::is_same_v<T, bfloat>) {
    return result<T, N>(__builtin_convertvector(value, Native<float, N>));
  } else {
    return result<T, N>(__builtin_convertvector(value, Native<T, N>));
  }
}

template <typename T, int N>
METAL_FUNC constexpr vec<T, N> negated(const vec<T, N> &v) {
  return result<T, N>(-operand(v));
}
template <typename T, int N>
METAL_FUNC constexpr vec<T, N> inverted(const vec<T, N> &v) {
  return result<T, N>(~operand(v));
}

}  // namespace kernel_conformance

#define KERNEL_CONFORMANCE_BINARY(op)                                                                          \
  METAL_FUNC friend constexpr vec operator op(const vec &a, const vec &b) {                    \
    return kernel_conformance::result<T, size>(kernel_conformance::operand(a)                  \
                                                   op kernel_conformance::operand(b));         \
  }                                                                                            \
  METAL_FUNC friend constexpr vec &operator op##=(vec &a, const vec &b) { return a = a op b; }
#define KERNEL_CONFORMANCE_COMPARISON(op)                                                                      \
  METAL_FUNC friend constexpr vec<bool, size> operator op(const vec &a, const vec &b) {        \
    return kernel_conformance::truth<size>(kernel_conformance::operand(a)                      \
                                               op kernel_conformance::operand(b));             \
  }
#define KERNEL_CONFORMANCE_SHIFT(op) KERNEL_CONFORMANCE_BINARY(op)
