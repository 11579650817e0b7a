// "Accessing Vector Components": the components of vectors. Components are plain
// members, so that reading or writing one touches no other.
#pragma once

#include "metal_scalar.h"

namespace metal {
template <typename T, int N>
struct vec;
}

// A namespace without functions: in calls of a program's own functions with vectors, the compiler
// looks in the namespace of their bases too.
namespace kernel_conformance::components {

template <typename T, int N>
struct Components;

}  // namespace kernel_conformance::components

#ifdef KERNEL_CONFORMANCE_CUDA
#include "cuda_swizzle.h"
#else
#include "metal_properties.h"
#define KERNEL_CONFORMANCE_COMPONENT(c, s) T c;
#endif

namespace kernel_conformance::components {

#define KERNEL_CONFORMANCE_INDEX(n)                                                             \
  METAL_FUNC constexpr T &operator[](size_t i) {                                \
    return __builtin_is_constant_evaluated() ? at(i)                            \
                                             : reinterpret_cast<T(&)[n]>(*this)[i]; \
  }                                                                             \
  METAL_FUNC constexpr const T &operator[](size_t i) const {                    \
    return const_cast<Components *>(this)->operator[](i);                       \
  }

template <typename T>
struct Components<T, 2> {
  KERNEL_CONFORMANCE_COMPONENT(x, r)
  KERNEL_CONFORMANCE_COMPONENT(y, g)
  KERNEL_CONFORMANCE_SWIZZLES(2)
  KERNEL_CONFORMANCE_ORDERS_2(x, y)
  KERNEL_CONFORMANCE_INDEX(2)

 private:
  constexpr T &at(size_t i) { return i == 0 ? x : y; }
};

template <typename T>
struct Components<T, 3> {
  KERNEL_CONFORMANCE_COMPONENT(x, r)
  KERNEL_CONFORMANCE_COMPONENT(y, g)
  KERNEL_CONFORMANCE_COMPONENT(z, b)
  KERNEL_CONFORMANCE_SWIZZLES(3)
  KERNEL_CONFORMANCE_ORDERS_2(x, y) KERNEL_CONFORMANCE_ORDERS_2(x, z) KERNEL_CONFORMANCE_ORDERS_2(y, z)
  KERNEL_CONFORMANCE_ORDERS_3(x, y, z)
  KERNEL_CONFORMANCE_INDEX(3)

 private:
  constexpr T &at(size_t i) { return i == 0 ? x : i == 1 ? y : z; }
};

template <typename T>
struct Components<T, 4> {
  KERNEL_CONFORMANCE_COMPONENT(x, r)
  KERNEL_CONFORMANCE_COMPONENT(y, g)
  KERNEL_CONFORMANCE_COMPONENT(z, b)
  KERNEL_CONFORMANCE_COMPONENT(w, a)
  KERNEL_CONFORMANCE_SWIZZLES(4)
  KERNEL_CONFORMANCE_ORDERS_2(x, y) KERNEL_CONFORMANCE_ORDERS_2(x, z) KERNEL_CONFORMANCE_ORDERS_2(x, w)
  KERNEL_CONFORMANCE_ORDERS_2(y, z) KERNEL_CONFORMANCE_ORDERS_2(y, w) KERNEL_CONFORMANCE_ORDERS_2(z, w)
  KERNEL_CONFORMANCE_ORDERS_3(x, y, z) KERNEL_CONFORMANCE_ORDERS_3(x, y, w) KERNEL_CONFORMANCE_ORDERS_3(x, z, w) KERNEL_CONFORMANCE_ORDERS_3(y, z, w)
  KERNEL_CONFORMANCE_ORDERS_4(x, y, z, w) KERNEL_CONFORMANCE_ORDERS_4(y, x, z, w)
  KERNEL_CONFORMANCE_ORDERS_4(z, x, y, w) KERNEL_CONFORMANCE_ORDERS_4(w, x, y, z)
  KERNEL_CONFORMANCE_INDEX(4)

 private:
  constexpr T &at(size_t i) { return i == 0 ? x : i == 1 ? y : i == 2 ? z : w; }
};

#ifndef KERNEL_CONFORMANCE_CUDA
#undef KERNEL_CONFORMANCE_LETTERS_A2
#undef KERNEL_CONFORMANCE_LETTERS_A3
#undef KERNEL_CONFORMANCE_LETTERS_A4
#undef KERNEL_CONFORMANCE_LETTERS_B2
#undef KERNEL_CONFORMANCE_LETTERS_B3
#undef KERNEL_CONFORMANCE_LETTERS_B4
#undef KERNEL_CONFORMANCE_LETTERS_C2
#undef KERNEL_CONFORMANCE_LETTERS_C3
#undef KERNEL_CONFORMANCE_LETTERS_C4
#undef KERNEL_CONFORMANCE_LETTERS_D2
#undef KERNEL_CONFORMANCE_LETTERS_D3
#undef KERNEL_CONFORMANCE_LETTERS_D4
#undef KERNEL_CONFORMANCE_PROPERTY
#undef KERNEL_CONFORMANCE_SWIZZLE_1
#undef KERNEL_CONFORMANCE_SWIZZLE_2
#undef KERNEL_CONFORMANCE_SWIZZLE_3
#undef KERNEL_CONFORMANCE_SWIZZLE_4
#undef KERNEL_CONFORMANCE_COMMA
#undef KERNEL_CONFORMANCE_FIRST
#undef KERNEL_CONFORMANCE_PUT_2
#undef KERNEL_CONFORMANCE_PUT_3
#undef KERNEL_CONFORMANCE_PUT_4
#endif
#undef KERNEL_CONFORMANCE_COMPONENT
#undef KERNEL_CONFORMANCE_SWIZZLES
#undef KERNEL_CONFORMANCE_ORDERS_2
#undef KERNEL_CONFORMANCE_ORDERS_3
#undef KERNEL_CONFORMANCE_ORDERS_4
#undef KERNEL_CONFORMANCE_INDEX

}  // namespace kernel_conformance::components

namespace kernel_conformance {
using components::Components;
}
