// "Vector Data Types" and "Scalar and Vector Operators": vectors and their operators.
#pragma once

#include "metal_bfloat.h"
#include "metal_swizzle.h"
#include "metal_type_traits.h"

// What the compiler makes of braces.
namespace std {
template <typename T>
class initializer_list {
 public:
  constexpr initializer_list() = default;
  constexpr size_t size() const { return size_; }
  constexpr const T *begin() const { return elements_; }

 private:
  const T *elements_ = nullptr;
  size_t size_ = 0;
};
}  // namespace std

namespace metal {
template <typename T, int N>
struct packed_vec;
}

namespace kernel_conformance {

using metal::bfloat;
using metal::enable_if_t;
using metal::vec;

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

// A scalar stands for a vector of it wherever that loses no fraction.
template <typename S, typename T>
constexpr bool widens = (metal::is_arithmetic_v<S> || metal::is_same_v<S, Literal>) &&
                        metal::is_convertible_v<S, T> &&
                        !(metal::is_integral_v<T> && metal::is_floating_point_v<S>);

// Element i of a list in braces; 0 stands for those that it lacks.
template <typename T>
METAL_FUNC constexpr T listed(std::initializer_list<T> list, size_t i) {
  return i < list.size() ? list.begin()[i] : T(0);
}

}  // namespace kernel_conformance

namespace metal {

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
#define KERNEL_CONFORMANCE_LOGICAL(op, bits)                                                                   \
  METAL_FUNC friend constexpr vec<bool, size> operator op(const vec &a, const vec &b) {        \
    return vec<bool, size>(a) bits vec<bool, size>(b);                                         \
  }

// What vectors of every size have in common.
#define KERNEL_CONFORMANCE_VECTOR(N)                                                                           \
  static constexpr int size = N;                                                               \
  using element_type = T;                                                                      \
                                                                                               \
  vec() = default;                                                                             \
  template <typename S, enable_if_t<kernel_conformance::widens<S, T>, int> = 0>                \
  METAL_FUNC constexpr vec(S s) : vec(static_cast<T>(s)) {}                                    \
  template <typename U, enable_if_t<!is_same_v<T, U>, int> = 0>                                \
  METAL_FUNC constexpr explicit vec(const vec<U, N> &v) : vec(kernel_conformance::convert<T, N>(v)) {} \
  template <typename U, enable_if_t<!is_same_v<T, U>, int> = 0>                                \
  METAL_FUNC constexpr explicit vec(packed_vec<U, N> v) : vec(vec<U, N>(v)) {}                 \
                                                                                               \
  KERNEL_CONFORMANCE_BINARY(+) KERNEL_CONFORMANCE_BINARY(-) KERNEL_CONFORMANCE_BINARY(*) KERNEL_CONFORMANCE_BINARY(/) KERNEL_CONFORMANCE_BINARY(%)                             \
  KERNEL_CONFORMANCE_BINARY(&) KERNEL_CONFORMANCE_BINARY(|) KERNEL_CONFORMANCE_BINARY(^) KERNEL_CONFORMANCE_BINARY(<<) KERNEL_CONFORMANCE_BINARY(>>)                           \
  KERNEL_CONFORMANCE_COMPARISON(==) KERNEL_CONFORMANCE_COMPARISON(!=)                                                          \
  KERNEL_CONFORMANCE_COMPARISON(<) KERNEL_CONFORMANCE_COMPARISON(<=) KERNEL_CONFORMANCE_COMPARISON(>) KERNEL_CONFORMANCE_COMPARISON(>=)                        \
  KERNEL_CONFORMANCE_LOGICAL(&&, &) KERNEL_CONFORMANCE_LOGICAL(||, |)                                                          \
                                                                                               \
  METAL_FUNC friend constexpr vec operator+(const vec &a) { return a; }                        \
  METAL_FUNC friend constexpr vec operator-(const vec &a) {                                    \
    return kernel_conformance::result<T, N>(-kernel_conformance::operand(a));                  \
  }                                                                                            \
  METAL_FUNC friend constexpr vec operator~(const vec &a) {                                    \
    return kernel_conformance::result<T, N>(~kernel_conformance::operand(a));                  \
  }                                                                                            \
  METAL_FUNC friend constexpr vec<bool, N> operator!(const vec &a) { return a == vec(T(0)); }  \
  METAL_FUNC friend constexpr vec &operator++(vec &a) { return a += T(1); }                    \
  METAL_FUNC friend constexpr vec &operator--(vec &a) { return a -= T(1); }                    \
  METAL_FUNC friend constexpr vec operator++(vec &a, int) {                                    \
    const vec before = a;                                                                      \
    ++a;                                                                                       \
    return before;                                                                             \
  }                                                                                            \
  METAL_FUNC friend constexpr vec operator--(vec &a, int) {                                    \
    const vec before = a;                                                                      \
    --a;                                                                                       \
    return before;                                                                             \
  }

template <typename T>
struct alignas(2 * sizeof(T)) vec<T, 2> : kernel_conformance::Components<T, 2> {
  KERNEL_CONFORMANCE_VECTOR(2)
  METAL_FUNC constexpr explicit vec(T s) : vec(s, s) {}
  METAL_FUNC constexpr vec(std::initializer_list<T> list)
      : vec(kernel_conformance::listed(list, 0), kernel_conformance::listed(list, 1)) {}
  METAL_FUNC constexpr vec(T x, T y) : kernel_conformance::Components<T, 2>{x, y} {}
};

template <typename T>
struct alignas(4 * sizeof(T)) vec<T, 3> : kernel_conformance::Components<T, 3> {
  KERNEL_CONFORMANCE_VECTOR(3)
  METAL_FUNC constexpr explicit vec(T s) : vec(s, s, s) {}
  METAL_FUNC constexpr vec(std::initializer_list<T> list)
      : vec(kernel_conformance::listed(list, 0), kernel_conformance::listed(list, 1),
            kernel_conformance::listed(list, 2)) {}
  METAL_FUNC constexpr vec(T x, T y, T z) : kernel_conformance::Components<T, 3>{x, y, z} {}
  METAL_FUNC constexpr vec(vec<T, 2> xy, T z) : vec(xy.x, xy.y, z) {}
  METAL_FUNC constexpr vec(T x, vec<T, 2> yz) : vec(x, yz.x, yz.y) {}
};

template <typename T>
struct alignas(4 * sizeof(T)) vec<T, 4> : kernel_conformance::Components<T, 4> {
  KERNEL_CONFORMANCE_VECTOR(4)
  METAL_FUNC constexpr explicit vec(T s) : vec(s, s, s, s) {}
  METAL_FUNC constexpr vec(std::initializer_list<T> list)
      : vec(kernel_conformance::listed(list, 0), kernel_conformance::listed(list, 1),
            kernel_conformance::listed(list, 2), kernel_conformance::listed(list, 3)) {}
  METAL_FUNC constexpr vec(T x, T y, T z, T w)
      : kernel_conformance::Components<T, 4>{x, y, z, w} {}
  METAL_FUNC constexpr vec(vec<T, 2> xy, T z, T w) : vec(xy.x, xy.y, z, w) {}
  METAL_FUNC constexpr vec(T x, vec<T, 2> yz, T w) : vec(x, yz.x, yz.y, w) {}
  METAL_FUNC constexpr vec(T x, T y, vec<T, 2> zw) : vec(x, y, zw.x, zw.y) {}
  METAL_FUNC constexpr vec(vec<T, 2> xy, vec<T, 2> zw) : vec(xy.x, xy.y, zw.x, zw.y) {}
  METAL_FUNC constexpr vec(vec<T, 3> xyz, T w) : vec(xyz.x, xyz.y, xyz.z, w) {}
  METAL_FUNC constexpr vec(T x, vec<T, 3> yzw) : vec(x, yzw.x, yzw.y, yzw.z) {}
};

#undef KERNEL_CONFORMANCE_BINARY
#undef KERNEL_CONFORMANCE_COMPARISON
#undef KERNEL_CONFORMANCE_LOGICAL
#undef KERNEL_CONFORMANCE_VECTOR

// How many components a vector has, packed or not; 0 for what is no vector.
template <typename T>
struct vec_elements : integral_constant<int, 0> {};
template <typename T, int N>
struct vec_elements<vec<T, N>> : integral_constant<int, N> {};
template <typename T, int N>
struct vec_elements<packed_vec<T, N>> : integral_constant<int, N> {};
template <typename T>
struct vec_elements<const T> : vec_elements<T> {};
template <typename T>
struct vec_elements<volatile T> : vec_elements<T> {};
template <typename T>
struct vec_elements<const volatile T> : vec_elements<T> {};

template <typename T>
constexpr bool is_vector_v = vec_elements<T>::value != 0;
template <typename T>
struct is_vector : bool_constant<is_vector_v<T>> {};

// The scalar that a vector is made of; a scalar itself.
template <typename T>
struct make_scalar {
  using type = T;
};
template <typename T, int N>
struct make_scalar<vec<T, N>> {
  using type = T;
};
template <typename T, int N>
struct make_scalar<packed_vec<T, N>> {
  using type = T;
};
template <typename T>
using make_scalar_t = typename make_scalar<T>::type;

}  // namespace metal

namespace kernel_conformance {

// f of each component.
template <typename F, typename... V>
METAL_FUNC constexpr auto each(F f, const vec<V, 2> &...v) {
  return vec<decltype(f(v.x...)), 2>(f(v.x...), f(v.y...));
}
template <typename F, typename... V>
METAL_FUNC constexpr auto each(F f, const vec<V, 3> &...v) {
  return vec<decltype(f(v.x...)), 3>(f(v.x...), f(v.y...), f(v.z...));
}
template <typename F, typename... V>
METAL_FUNC constexpr auto each(F f, const vec<V, 4> &...v) {
  return vec<decltype(f(v.x...)), 4>(f(v.x...), f(v.y...), f(v.z...), f(v.w...));
}

// The vector type among operands that are vectors, packed vectors and scalars; none if all are
// scalars.
template <typename... A>
struct Vector_among {};
template <typename T, int N, typename... A>
struct Vector_among<vec<T, N>, A...> {
  using type = vec<T, N>;
};
template <typename T, int N, typename... A>
struct Vector_among<metal::packed_vec<T, N>, A...> {
  using type = vec<T, N>;
};
template <typename S, typename... A>
struct Vector_among<S, A...> : Vector_among<A...> {};
template <typename... A>
using vector_among = typename Vector_among<A...>::type;

}  // namespace kernel_conformance
