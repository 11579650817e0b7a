// "Scalar Data Types" and "Vector Data Types".
#pragma once

#include "metal_scalar.h"

#include "metal_type_traits.h"

#ifdef KERNEL_CONFORMANCE_CUDA
#include "cuda_half.h"
#endif

// 1.5h is a half.
METAL_FUNC constexpr half operator""h(long double value) {
  return static_cast<half>(static_cast<double>(value));
}

#include "metal_bfloat.h"

#ifdef KERNEL_CONFORMANCE_CUDA
#include "cuda_numbers.h"
#endif

#include "metal_vector.h"

#include "metal_packed.h"

// A value's bits as another type of the same size ("Type Conversions and Reinterpreting Data").
template <typename To, typename From>
METAL_FUNC constexpr To as_type(From from) {
  static_assert(sizeof(To) == sizeof(From), "as_type needs types of equal size");
  return __builtin_bit_cast(To, from);
}

namespace metal {

#define KERNEL_CONFORMANCE_VECTOR_NAMES(type)                      \
  using type##2 = vec<type, 2>;                    \
  using type##3 = vec<type, 3>;                    \
  using type##4 = vec<type, 4>;                    \
  using packed_##type##2 = packed_vec<type, 2>;    \
  using packed_##type##3 = packed_vec<type, 3>;    \
  using packed_##type##4 = packed_vec<type, 4>;
#define KERNEL_CONFORMANCE_EVERY_SCALAR(do) \
  do(bool) do(char) do(uchar) do(short) do(ushort) do(int) do(uint) do(long) do(ulong) \
  do(half) do(bfloat) do(float)

KERNEL_CONFORMANCE_EVERY_SCALAR(KERNEL_CONFORMANCE_VECTOR_NAMES)

}  // namespace metal

#define KERNEL_CONFORMANCE_GLOBAL_VECTOR_NAMES(type)    \
  using metal::type##2;                 \
  using metal::type##3;                 \
  using metal::type##4;                 \
  using metal::packed_##type##2;        \
  using metal::packed_##type##3;        \
  using metal::packed_##type##4;

KERNEL_CONFORMANCE_EVERY_SCALAR(KERNEL_CONFORMANCE_GLOBAL_VECTOR_NAMES)

#undef KERNEL_CONFORMANCE_VECTOR_NAMES
#undef KERNEL_CONFORMANCE_GLOBAL_VECTOR_NAMES
#undef KERNEL_CONFORMANCE_EVERY_SCALAR
