// What the compiler would do itself with numbers that are classes, half and bfloat: arithmetic with a
// float, and comparisons. It does not know that it may where a program has classes of its own that
// convert from all numbers and have the same operators.
#pragma once

#include "cuda_half.h"
#include "metal_bfloat.h"

namespace kernel_conformance {

template <typename T>
constexpr bool is_narrow = same<T, scalars::half> || same<T, metal::bfloat>;
template <typename T>
constexpr bool is_whole = integral<T> || same<T, Literal>;

// Whether two numbers meet in float: unless both are of one kind, or one is an integer.
template <typename A, typename B>
constexpr bool in_float = (is_narrow<A> && (same<B, float> || (is_narrow<B> && !same<A, B>))) ||
                          (same<A, float> && is_narrow<B>);
template <typename A, typename B>
using if_in_float = metal::enable_if_t<in_float<A, B>, long>;

template <typename A, typename B>
using if_compared =
    metal::enable_if_t<in_float<A, B> || (is_narrow<A> && (same<A, B> || is_whole<B>)) ||
                           (is_whole<A> && is_narrow<B>), long>;

// An integer that meets a half becomes one first.
template <typename Other, typename T>
METAL_FUNC constexpr float compared(T value) {
  if constexpr (is_whole<T> && same<Other, scalars::half>) {
    return static_cast<float>(scalars::half(value));
  } else {
    return static_cast<float>(value);
  }
}

}  // namespace kernel_conformance

#define KERNEL_CONFORMANCE_ARITHMETIC(op)                                                        \
  template <typename A, typename B, kernel_conformance::if_in_float<A, B> = 0>                   \
  METAL_FUNC constexpr float operator op(A a, B b) {                                             \
    return static_cast<float>(a) op static_cast<float>(b);                                       \
  }
#define KERNEL_CONFORMANCE_COMPARISON(op)                                                        \
  template <typename A, typename B, kernel_conformance::if_compared<A, B> = 0>                   \
  METAL_FUNC constexpr bool operator op(A a, B b) {                                              \
    return kernel_conformance::compared<B>(a) op kernel_conformance::compared<A>(b);             \
  }
#define KERNEL_CONFORMANCE_OPERATORS                                                             \
  KERNEL_CONFORMANCE_ARITHMETIC(+)                                                               \
  KERNEL_CONFORMANCE_ARITHMETIC(-)                                                               \
  KERNEL_CONFORMANCE_ARITHMETIC(*)                                                               \
  KERNEL_CONFORMANCE_ARITHMETIC(/)                                                               \
  KERNEL_CONFORMANCE_COMPARISON(==)                                                              \
  KERNEL_CONFORMANCE_COMPARISON(!=)                                                              \
  KERNEL_CONFORMANCE_COMPARISON(<)                                                               \
  KERNEL_CONFORMANCE_COMPARISON(<=)                                                              \
  KERNEL_CONFORMANCE_COMPARISON(>)                                                               \
  KERNEL_CONFORMANCE_COMPARISON(>=)

// Where the compiler looks for operators of both.
namespace kernel_conformance::numbers {
KERNEL_CONFORMANCE_OPERATORS
}
namespace kernel_conformance::scalars {
using numbers::operator+, numbers::operator-, numbers::operator*, numbers::operator/;
using numbers::operator==, numbers::operator!=, numbers::operator<, numbers::operator<=;
using numbers::operator>, numbers::operator>=;
}  // namespace kernel_conformance::scalars
namespace metal {
using kernel_conformance::numbers::operator+, kernel_conformance::numbers::operator-;
using kernel_conformance::numbers::operator*, kernel_conformance::numbers::operator/;
using kernel_conformance::numbers::operator==, kernel_conformance::numbers::operator!=;
using kernel_conformance::numbers::operator<, kernel_conformance::numbers::operator<=;
using kernel_conformance::numbers::operator>, kernel_conformance::numbers::operator>=;
}  // namespace metal

#undef KERNEL_CONFORMANCE_ARITHMETIC
#undef KERNEL_CONFORMANCE_COMPARISON
#undef KERNEL_CONFORMANCE_OPERATORS

namespace kernel_conformance {

template <typename T>
struct Referred {
  using type = bare<T>;
};
template <typename T>
struct Referred<T &> : Referred<T> {};
template <typename T>
struct Referred<T &&> : Referred<T> {};

// The type of a half and another number together.
template <typename A, typename B>
constexpr bool meets_half = same<A, scalars::half> && (is_whole<B> || same<B, float>);
template <typename A, typename B>
using in_common = metal::conditional_t<same<A, float> || same<B, float>, float, scalars::half>;

// One arm of a conditional expression, told the type of the other.
template <typename Other, typename T>
METAL_FUNC constexpr decltype(auto) arm(T &&value) {
  using A = typename Referred<T>::type;
  using B = typename Referred<Other>::type;
  if constexpr (meets_half<A, B> || meets_half<B, A>) {
    return static_cast<in_common<A, B>>(value);
  } else {
    return static_cast<T>(value);
  }
}

}  // namespace kernel_conformance
