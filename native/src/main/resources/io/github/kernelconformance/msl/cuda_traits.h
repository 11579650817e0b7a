// Traits of types that clang has built in and NVRTC has not. Those that both have treat half as a class
// here, so it is left out where the shared headers ask for classes.
#pragma once

namespace kernel_conformance {

namespace scalars {
class half;
}

template <typename T>
struct Bare {
  using type = T;
};
template <typename T>
struct Bare<const T> : Bare<T> {};
template <typename T>
struct Bare<volatile T> : Bare<T> {};
template <typename T>
struct Bare<const volatile T> : Bare<T> {};
template <typename T>
using bare = typename Bare<T>::type;

template <typename T, typename U>
constexpr bool same = false;
template <typename T>
constexpr bool same<T, T> = true;

template <typename T, typename... U>
constexpr bool among = (same<bare<T>, U> || ...);

template <typename T>
constexpr bool integral = among<T, bool, char, signed char, unsigned char, short, unsigned short, int,
                                unsigned, long, unsigned long, long long, unsigned long long, wchar_t,
                                char16_t, char32_t>;
template <typename T>
constexpr bool floating = among<T, float, double, long double, scalars::half>;

template <typename T>
constexpr bool is_number_with_sign(long) {
  return false;
}
template <typename T, typename = decltype(T(-1) < T(0))>
constexpr bool is_number_with_sign(int) {
  if constexpr (integral<T>) {
    return T(-1) < T(0);
  } else {
    return floating<T>;
  }
}

template <typename T>
constexpr bool pointer = false;
template <typename T>
constexpr bool pointer<T *> = true;
template <typename T>
constexpr bool member_pointer = false;
template <typename T, typename C>
constexpr bool member_pointer<T C::*> = true;
template <typename T>
constexpr bool left_reference = false;
template <typename T>
constexpr bool left_reference<T &> = true;
template <typename T>
constexpr bool right_reference = false;
template <typename T>
constexpr bool right_reference<T &&> = true;
template <typename T>
constexpr bool constant_type = false;
template <typename T>
constexpr bool constant_type<const T> = true;
template <typename T>
constexpr bool volatile_type = false;
template <typename T>
constexpr bool volatile_type<volatile T> = true;
template <typename T>
constexpr bool array_type = false;
template <typename T>
constexpr bool array_type<T[]> = true;
template <typename T, decltype(sizeof(0)) N>
constexpr bool array_type<T[N]> = true;
template <typename T>
constexpr decltype(sizeof(0)) array_rank = 0;
template <typename T>
constexpr decltype(sizeof(0)) array_rank<T[]> = 1 + array_rank<T>;
template <typename T, decltype(sizeof(0)) N>
constexpr decltype(sizeof(0)) array_rank<T[N]> = 1 + array_rank<T>;

}  // namespace kernel_conformance

#define __is_same(...) ::kernel_conformance::same<__VA_ARGS__>
#define __is_integral(T) ::kernel_conformance::integral<T>
#define __is_floating_point(T) ::kernel_conformance::floating<T>
#define __is_convertible(...) __is_convertible_to(__VA_ARGS__)
#define __is_void(T) ::kernel_conformance::among<T, void>
#define __is_array(T) ::kernel_conformance::array_type<T>
#define __is_pointer(T) ::kernel_conformance::pointer<::kernel_conformance::bare<T>>
#define __is_reference(T) (__is_lvalue_reference(T) || __is_rvalue_reference(T))
#define __is_lvalue_reference(T) ::kernel_conformance::left_reference<T>
#define __is_rvalue_reference(T) ::kernel_conformance::right_reference<T>
#define __is_const(T) ::kernel_conformance::constant_type<T>
#define __is_volatile(T) ::kernel_conformance::volatile_type<T>
#define __is_scalar(T)                                                                          \
  (__is_integral(T) || __is_floating_point(T) || __is_enum(T) || __is_pointer(T) ||             \
   ::kernel_conformance::member_pointer<::kernel_conformance::bare<T>> ||                       \
   ::kernel_conformance::among<T, decltype(nullptr)>)
#define __is_signed(T) ::kernel_conformance::is_number_with_sign<T>(0)
#define __is_unsigned(T) \
  (__is_integral(T) && !::kernel_conformance::is_number_with_sign<T>(0))
#define __array_rank(T) ::kernel_conformance::array_rank<T>
// A macro does not expand itself.
#define __is_class(T) (__is_class(T) && !::kernel_conformance::among<T, ::kernel_conformance::scalars::half>)
