// What each parameter of a kernel points to, as the compiler has it. A table for each kernel is exported, which the
// plugin reads before the kernel runs and compares with the contract: ParameterTable has its layout. The atomics of
// the device are included before.
#pragma once

#include "metal_array.h"
#include "metal_matrix.h"
#include "metal_type_traits.h"
#include "metal_types.h"

namespace kernel_conformance {

struct Parameter_type {
  unsigned bytes;            // sizeof one element
  unsigned components;       // how many scalars an element has; 0 for a struct
  unsigned component_bytes;  // sizeof each
  unsigned flags;
};

constexpr unsigned parameter_is_pointer = 1, parameter_is_reference = 2, parameter_is_read_only = 4,
                   parameter_is_raw = 8, parameter_is_array = 16;

template <typename T>
struct Without_qualifiers {
  using type = T;
};
template <typename T>
struct Without_qualifiers<const T> : Without_qualifiers<T> {};
template <typename T>
struct Without_qualifiers<volatile T> : Without_qualifiers<T> {};
template <typename T>
struct Without_qualifiers<const volatile T> : Without_qualifiers<T> {};

// An array's elements, with the array's const.
template <typename T>
struct Array_element {
  using type = T;
};
template <typename T>
struct Array_element<T[]> : Array_element<T> {};
template <typename T, decltype(sizeof(0)) N>
struct Array_element<T[N]> : Array_element<T> {};
template <typename T, size_t N>
struct Array_element<metal::array<T, N>> : Array_element<T> {};
template <typename T, size_t N>
struct Array_element<const metal::array<T, N>> : Array_element<const T> {};

template <typename T, typename = void>
struct Size {
  static constexpr unsigned value = 0;  // of a class that is declared only
};
template <typename T>
struct Size<T, decltype(void(sizeof(T)))> {
  static constexpr unsigned value = sizeof(T);
};
template <>
struct Size<void, void> {
  static constexpr unsigned value = 1;
};

// The scalars that a type consists of.
template <typename T, typename Scalar, unsigned N>
struct Of_scalars {
  static constexpr unsigned components = N, component_bytes = N ? Size<Scalar>::value : 0;
};
template <typename T>
struct Scalars : Of_scalars<T, T, __is_class(T) || __is_union(T) ? 0 : 1> {};
template <>
struct Scalars<metal::bfloat> : Of_scalars<metal::bfloat, metal::bfloat, 1> {};
template <typename T>
struct Scalars<metal::atomic<T>> : Of_scalars<metal::atomic<T>, T, 1> {};
template <typename T, int N>
struct Scalars<metal::vec<T, N>> : Of_scalars<metal::vec<T, N>, T, N> {};
template <typename T, int N>
struct Scalars<metal::packed_vec<T, N>> : Of_scalars<metal::packed_vec<T, N>, T, N> {};
template <typename T, int Columns, int Rows>
struct Scalars<metal::matrix<T, Columns, Rows>>
    : Of_scalars<metal::matrix<T, Columns, Rows>, T, Columns * Rows> {};

template <typename Pointee>
constexpr Parameter_type pointing_to(unsigned how) {
  using Qualified = typename Array_element<Pointee>::type;
  using T = typename Without_qualifiers<Qualified>::type;
  constexpr bool raw = metal::is_same_v<T, void> || metal::is_same_v<T, char> ||
                       metal::is_same_v<T, signed char> || metal::is_same_v<T, unsigned char>;
  constexpr bool read_only = metal::is_same_v<const Qualified, Qualified>;
  constexpr bool array = !metal::is_same_v<Qualified, Pointee>;
  return {Size<T>::value, Scalars<T>::components, Scalars<T>::component_bytes,
          how | (read_only ? parameter_is_read_only : 0) | (raw ? parameter_is_raw : 0) |
              (array ? parameter_is_array : 0)};
}

// A parameter that points to nothing is a value that Metal computes.
template <typename P>
struct Type_of_parameter {
  static constexpr Parameter_type get() { return {}; }
};
template <typename T>
struct Type_of_parameter<T *> {
  static constexpr Parameter_type get() { return pointing_to<T>(parameter_is_pointer); }
};
template <typename T>
struct Type_of_parameter<T &> {
  static constexpr Parameter_type get() { return pointing_to<T>(parameter_is_reference); }
};

// The parameters in their order, and a last one without any flag.
template <typename... Parameters>
struct Parameter_types {
  Parameter_type all[sizeof...(Parameters) + 1] = {Type_of_parameter<Parameters>::get()..., {}};
};

// For decltype only. The types of parameters come without their own const.
template <typename... Parameters>
Parameter_types<Parameters...> parameter_types(void (*kernel)(Parameters...));

// Whether a parameter exists for which a constant decides: 1 or 0. Where the constant is a function, because what it
// is computed from has no value, that is not known: 2.
template <typename T>
constexpr unsigned char existence(T (*)()) {
  return 2;
}
template <typename T>
constexpr unsigned char existence(T constant) {
  return constant ? 1 : 0;
}

}  // namespace kernel_conformance

#ifndef KERNEL_CONFORMANCE_CUDA
// Exports the types of a kernel's parameters.
#define KERNEL_CONFORMANCE_PARAMETERS(symbol, kernel)                                             \
  extern "C" {                                                                                    \
  __attribute__((visibility("default"))) extern const decltype(                                   \
      ::kernel_conformance::parameter_types(kernel)) symbol##_parameters;                         \
  const decltype(::kernel_conformance::parameter_types(kernel)) symbol##_parameters{};            \
  }

// Exports which parameters of a kernel exist, where constants computed from function constants decide: 1 or 0 for each.
#define KERNEL_CONFORMANCE_EXISTING(symbol, ...)                                                  \
  extern "C" {                                                                                    \
  __attribute__((visibility("default"))) extern const bool symbol##_existing[];                   \
  const bool symbol##_existing[] = {__VA_ARGS__};                                                 \
  }
#endif
