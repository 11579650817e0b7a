// "Vector Data Types" and "Scalar and Vector Operators": vectors and their operators.
#pragma once

#include "metal_bfloat.h"
#include "metal_swizzle.h"
#include "metal_type_traits.h"

// What the compiler makes of braces; NVRTC has it built in.
#ifndef KERNEL_CONFORMANCE_CUDA
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
#endif

namespace metal {
template <typename T, int N>
struct packed_vec;
}

namespace kernel_conformance {

using metal::bfloat;
using metal::enable_if_t;
using metal::vec;

}  // namespace kernel_conformance

#ifdef KERNEL_CONFORMANCE_CUDA
#include "cuda_vector.h"
#else
#include "metal_native_vector.h"
#endif

namespace kernel_conformance {

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
  KERNEL_CONFORMANCE_BINARY(&) KERNEL_CONFORMANCE_BINARY(|) KERNEL_CONFORMANCE_BINARY(^) KERNEL_CONFORMANCE_SHIFT(<<) KERNEL_CONFORMANCE_SHIFT(>>)                           \
  KERNEL_CONFORMANCE_COMPARISON(==) KERNEL_CONFORMANCE_COMPARISON(!=)                                                          \
  KERNEL_CONFORMANCE_COMPARISON(<) KERNEL_CONFORMANCE_COMPARISON(<=) KERNEL_CONFORMANCE_COMPARISON(>) KERNEL_CONFORMANCE_COMPARISON(>=)                        \
  KERNEL_CONFORMANCE_LOGICAL(&&, &) KERNEL_CONFORMANCE_LOGICAL(||, |)                                                          \
                                                                                               \
  METAL_FUNC friend constexpr vec operator+(const vec &a) { return a; }                        \
  METAL_FUNC friend constexpr vec operator-(const vec &a) {                                    \
    return kernel_conformance::negated(a);                                                     \
  }                                                                                            \
  METAL_FUNC friend constexpr vec operator~(const vec &a) {                                    \
    return kernel_conformance::inverted(a);                                                    \
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
#undef KERNEL_CONFORMANCE_SHIFT
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
