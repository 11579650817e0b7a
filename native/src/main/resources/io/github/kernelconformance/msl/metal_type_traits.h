// "Namespace and Header Files": the parts of <type_traits> that Metal has. What Metal lacks (void_t,
// is_empty) is left to the program, which may define it in namespace metal.
#pragma once

#include "metal_scalar.h"

namespace metal {

class bfloat;

template <typename T, T v>
struct integral_constant {
  static constexpr T value = v;
  using value_type = T;
  using type = integral_constant;
  constexpr operator value_type() const { return value; }
  constexpr value_type operator()() const { return value; }
};

template <bool b>
using bool_constant = integral_constant<bool, b>;
using true_type = bool_constant<true>;
using false_type = bool_constant<false>;

template <bool condition, typename T = void>
struct enable_if {};
template <typename T>
struct enable_if<true, T> {
  using type = T;
};
template <bool condition, typename T = void>
using enable_if_t = typename enable_if<condition, T>::type;

template <bool condition, typename T, typename F>
struct conditional {
  using type = T;
};
template <typename T, typename F>
struct conditional<false, T, F> {
  using type = F;
};
template <bool condition, typename T, typename F>
using conditional_t = typename conditional<condition, T, F>::type;

// A trait of types with its _v, from an expression of T; of pairs of types, from one of T and U.
#define KERNEL_CONFORMANCE_TRAIT(name, ...)                         \
  template <typename T>                             \
  constexpr bool name##_v = __VA_ARGS__;            \
  template <typename T>                             \
  struct name : bool_constant<name##_v<T>> {};
#define KERNEL_CONFORMANCE_TRAIT_2(name, ...)                       \
  template <typename T, typename U>                 \
  constexpr bool name##_v = __VA_ARGS__;            \
  template <typename T, typename U>                 \
  struct name : bool_constant<name##_v<T, U>> {};
// A transformation of types with its _t, done by the compiler.
#define KERNEL_CONFORMANCE_TRANSFORMATION(name, ...)                \
  template <typename T>                             \
  struct name {                                     \
    using type = __VA_ARGS__;                       \
  };                                                \
  template <typename T>                             \
  using name##_t = typename name<T>::type;

KERNEL_CONFORMANCE_TRANSFORMATION(remove_const, __remove_const(T))
KERNEL_CONFORMANCE_TRANSFORMATION(remove_volatile, __remove_volatile(T))
KERNEL_CONFORMANCE_TRANSFORMATION(remove_cv, __remove_cv(T))
KERNEL_CONFORMANCE_TRANSFORMATION(remove_reference, __remove_reference_t(T))
KERNEL_CONFORMANCE_TRANSFORMATION(remove_pointer, __remove_pointer(T))
KERNEL_CONFORMANCE_TRANSFORMATION(remove_extent, __remove_extent(T))
// Address spaces are no part of types here.
KERNEL_CONFORMANCE_TRANSFORMATION(remove_addrspace, T)
KERNEL_CONFORMANCE_TRANSFORMATION(add_const, const T)
KERNEL_CONFORMANCE_TRANSFORMATION(add_volatile, volatile T)
KERNEL_CONFORMANCE_TRANSFORMATION(add_cv, const volatile T)
KERNEL_CONFORMANCE_TRANSFORMATION(add_pointer, __add_pointer(T))
KERNEL_CONFORMANCE_TRANSFORMATION(add_lvalue_reference, __add_lvalue_reference(T))
KERNEL_CONFORMANCE_TRANSFORMATION(add_rvalue_reference, __add_rvalue_reference(T))
KERNEL_CONFORMANCE_TRANSFORMATION(make_signed, __make_signed(T))
KERNEL_CONFORMANCE_TRANSFORMATION(make_unsigned, __make_unsigned(T))
KERNEL_CONFORMANCE_TRANSFORMATION(underlying_type, __underlying_type(T))
KERNEL_CONFORMANCE_TRANSFORMATION(decay, __decay(T))

template <typename T>
add_rvalue_reference_t<T> declval() noexcept;

KERNEL_CONFORMANCE_TRAIT_2(is_same, __is_same(T, U))
KERNEL_CONFORMANCE_TRAIT_2(is_base_of, __is_base_of(T, U))
KERNEL_CONFORMANCE_TRAIT_2(is_convertible, __is_convertible(T, U))
KERNEL_CONFORMANCE_TRAIT_2(is_assignable, __is_assignable(T, U))
KERNEL_CONFORMANCE_TRAIT(is_void, __is_void(T))
KERNEL_CONFORMANCE_TRAIT(is_integral, __is_integral(T))
KERNEL_CONFORMANCE_TRAIT(is_floating_point, __is_floating_point(T) || __is_same(__remove_cv(T), bfloat))
KERNEL_CONFORMANCE_TRAIT(is_arithmetic, is_integral_v<T> || is_floating_point_v<T>)
KERNEL_CONFORMANCE_TRAIT(is_signed, is_floating_point_v<T> || __is_signed(T))
KERNEL_CONFORMANCE_TRAIT(is_unsigned, __is_unsigned(T))
KERNEL_CONFORMANCE_TRAIT(is_array, __is_array(T))
KERNEL_CONFORMANCE_TRAIT(is_enum, __is_enum(T))
KERNEL_CONFORMANCE_TRAIT(is_union, __is_union(T))
KERNEL_CONFORMANCE_TRAIT(is_class, __is_class(T) && !__is_same(__remove_cv(T), bfloat))
KERNEL_CONFORMANCE_TRAIT(is_function, __is_function(T))
KERNEL_CONFORMANCE_TRAIT(is_pointer, __is_pointer(T))
KERNEL_CONFORMANCE_TRAIT(is_reference, __is_reference(T))
KERNEL_CONFORMANCE_TRAIT(is_lvalue_reference, __is_lvalue_reference(T))
KERNEL_CONFORMANCE_TRAIT(is_rvalue_reference, __is_rvalue_reference(T))
KERNEL_CONFORMANCE_TRAIT(is_const, __is_const(T))
KERNEL_CONFORMANCE_TRAIT(is_volatile, __is_volatile(T))
KERNEL_CONFORMANCE_TRAIT(is_scalar, __is_scalar(T) || __is_same(__remove_cv(T), bfloat))
KERNEL_CONFORMANCE_TRAIT(is_trivial, __is_trivial(T))
KERNEL_CONFORMANCE_TRAIT(is_trivially_copyable, __is_trivially_copyable(T))
KERNEL_CONFORMANCE_TRAIT(is_trivially_destructible, __is_trivially_destructible(T))
KERNEL_CONFORMANCE_TRAIT(is_trivially_default_constructible, __is_trivially_constructible(T))
KERNEL_CONFORMANCE_TRAIT(is_trivially_copy_constructible, __is_trivially_constructible(T, const T &))
KERNEL_CONFORMANCE_TRAIT(is_trivially_copy_assignable, __is_trivially_assignable(T &, const T &))
KERNEL_CONFORMANCE_TRAIT(is_standard_layout, __is_standard_layout(T))
KERNEL_CONFORMANCE_TRAIT(is_default_constructible, __is_constructible(T))
KERNEL_CONFORMANCE_TRAIT(is_copy_constructible, __is_constructible(T, const T &))

template <typename T, typename... Arguments>
constexpr bool is_constructible_v = __is_constructible(T, Arguments...);
template <typename T, typename... Arguments>
struct is_constructible : bool_constant<is_constructible_v<T, Arguments...>> {};

template <typename T, typename... Arguments>
constexpr bool is_trivially_constructible_v = __is_trivially_constructible(T, Arguments...);
template <typename T, typename... Arguments>
struct is_trivially_constructible
    : bool_constant<is_trivially_constructible_v<T, Arguments...>> {};

template <typename T>
constexpr size_t rank_v = __array_rank(T);

template <typename... T>
struct common_type;
template <typename T>
struct common_type<T> {
  using type = decay_t<T>;
};
template <typename T, typename U>
struct common_type<T, U> {
  using type = decay_t<decltype(true ? declval<T>() : declval<U>())>;
};
template <typename T, typename U, typename... More>
struct common_type<T, U, More...> : common_type<typename common_type<T, U>::type, More...> {};
template <typename... T>
using common_type_t = typename common_type<T...>::type;

// Under these names programs that turn Metal's internals on find them.
template <typename... T>
struct _disjunction : bool_constant<(T::value || ...)> {};
template <typename... T>
struct _conjunction : bool_constant<(T::value && ...)> {};
template <typename T>
struct _negation : bool_constant<!T::value> {};

#undef KERNEL_CONFORMANCE_TRAIT
#undef KERNEL_CONFORMANCE_TRAIT_2
#undef KERNEL_CONFORMANCE_TRANSFORMATION

}  // namespace metal
