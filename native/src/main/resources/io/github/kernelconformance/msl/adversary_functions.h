// metal_accuracy.h for an adversary: precise:: follows the table of accuracy without fast math, fast::
// that with it, and a function outside of both the one that the adversary says. Halves have one
// table. A bfloat is computed as a float and rounded.
#pragma once

#include "adversary.h"
#include "metal_functions.h"

namespace kernel_conformance::mode_row {
#define KERNEL_CONFORMANCE_ROW(name, ulps)                                                        \
  METAL_FUNC float name(float x) {                                                                \
    return kernel_conformance_adversary.fast ? fast_row::name(x) : precise_row::name(x);          \
  }
KERNEL_CONFORMANCE_ROWS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
#define KERNEL_CONFORMANCE_ROW(name, ulps)                                                        \
  METAL_FUNC float name(float x, float y) {                                                       \
    return kernel_conformance_adversary.fast ? fast_row::name(x, y) : precise_row::name(x, y);    \
  }
KERNEL_CONFORMANCE_ROWS_OF_PAIRS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
}  // namespace kernel_conformance::mode_row

// Vectors name the namespace of their components' function: a bfloat would find that of metal too.
#define KERNEL_CONFORMANCE_OF_ONE(space, row, name)                                               \
  METAL_FUNC float name(float x) { return kernel_conformance::row::name(x); }                     \
  METAL_FUNC half name(half x) { return kernel_conformance::half_row::name(x); }                  \
  template <typename T, kernel_conformance::if_bfloat<T> = 0>                                     \
  METAL_FUNC T name(T x) {                                                                        \
    return T(kernel_conformance::row::name(float(x)));                                            \
  }                                                                                               \
  template <typename A, typename V = kernel_conformance::vector_among<A>>                         \
  METAL_FUNC auto name(A a) {                                                                     \
    const V x = a;                                                                                \
    return kernel_conformance::each([](auto p) { return space::name(p); }, x);                    \
  }
#define KERNEL_CONFORMANCE_OF_TWO(space, row, name)                                               \
  METAL_FUNC float name(float x, float y) { return kernel_conformance::row::name(x, y); }         \
  METAL_FUNC half name(half x, half y) { return kernel_conformance::half_row::name(x, y); }       \
  template <typename T, kernel_conformance::if_bfloat<T> = 0>                                     \
  METAL_FUNC T name(T x, T y) {                                                                   \
    return T(kernel_conformance::row::name(float(x), float(y)));                                  \
  }                                                                                               \
  template <typename A, typename B, typename V = kernel_conformance::vector_among<A, B>>          \
  METAL_FUNC auto name(A a, B b) {                                                                \
    const V x = a, y = b;                                                                         \
    return kernel_conformance::each([](auto p, auto q) { return space::name(p, q); }, x, y);      \
  }
#define KERNEL_CONFORMANCE_SINCOS(space)                                                          \
  template <typename T>                                                                           \
  METAL_FUNC T sincos(T x, T &cosine) {                                                           \
    cosine = space::cos(x);                                                                       \
    return space::sin(x);                                                                         \
  }

namespace metal {

#define KERNEL_CONFORMANCE_ROW(name, ulps) KERNEL_CONFORMANCE_OF_ONE(metal, mode_row, name)
KERNEL_CONFORMANCE_ROWS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
#define KERNEL_CONFORMANCE_ROW(name, ulps) KERNEL_CONFORMANCE_OF_TWO(metal, mode_row, name)
KERNEL_CONFORMANCE_ROWS_OF_PAIRS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
KERNEL_CONFORMANCE_SINCOS(metal)

namespace precise {
#define KERNEL_CONFORMANCE_ROW(name, ulps) KERNEL_CONFORMANCE_OF_ONE(metal::precise, precise_row, name)
KERNEL_CONFORMANCE_ROWS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
#define KERNEL_CONFORMANCE_ROW(name, ulps) KERNEL_CONFORMANCE_OF_TWO(metal::precise, precise_row, name)
KERNEL_CONFORMANCE_ROWS_OF_PAIRS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
KERNEL_CONFORMANCE_SINCOS(metal::precise)
}  // namespace precise

namespace fast {
#define KERNEL_CONFORMANCE_ROW(name, ulps) KERNEL_CONFORMANCE_OF_ONE(metal::fast, fast_row, name)
KERNEL_CONFORMANCE_ROWS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
#define KERNEL_CONFORMANCE_ROW(name, ulps) KERNEL_CONFORMANCE_OF_TWO(metal::fast, fast_row, name)
KERNEL_CONFORMANCE_ROWS_OF_PAIRS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
KERNEL_CONFORMANCE_SINCOS(metal::fast)
}  // namespace fast

}  // namespace metal

#undef KERNEL_CONFORMANCE_OF_ONE
#undef KERNEL_CONFORMANCE_OF_TWO
#undef KERNEL_CONFORMANCE_SINCOS
