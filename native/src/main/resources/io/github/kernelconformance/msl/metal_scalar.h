// "Scalar Data Types". `char` has a sign in MSL; the compiler is told so (-fsigned-char).
#pragma once

#include "metal_config.h"

#ifdef KERNEL_CONFORMANCE_CUDA
#define KERNEL_CONFORMANCE_HALF ::kernel_conformance::scalars::half
#else
#define KERNEL_CONFORMANCE_HALF _Float16
#endif

static_assert(char(-1) < 0, "MSL's char has a sign: compile with -fsigned-char");
static_assert(sizeof(long) == 8, "MSL's long has 64 bits");

#define KERNEL_CONFORMANCE_SCALAR_NAMES            \
  using uchar = unsigned char;     \
  using ushort = unsigned short;   \
  using uint = unsigned int;       \
  using ulong = unsigned long;     \
  using int8_t = char;             \
  using int16_t = short;           \
  using int32_t = int;             \
  using int64_t = long;            \
  using uint8_t = unsigned char;   \
  using uint16_t = unsigned short; \
  using uint32_t = unsigned int;   \
  using uint64_t = unsigned long;  \
  using size_t = unsigned long;    \
  using ptrdiff_t = long;          \
  using intptr_t = long;           \
  using uintptr_t = unsigned long; \
  using half = KERNEL_CONFORMANCE_HALF;

KERNEL_CONFORMANCE_SCALAR_NAMES
namespace metal {
KERNEL_CONFORMANCE_SCALAR_NAMES
}

#undef KERNEL_CONFORMANCE_SCALAR_NAMES
#undef KERNEL_CONFORMANCE_HALF

namespace kernel_conformance {
// The type of an integer literal that is one arm of a conditional expression: the front end puts it
// there. It counts as an int wherever numbers are computed, and a class that stands for a number
// converts from it and not to it, so that the type of `x > 0 ? x : 0` is that of x.
enum Literal : int {};

METAL_FUNC constexpr Literal operator-(Literal value) {
  return static_cast<Literal>(-static_cast<int>(value));
}
}  // namespace kernel_conformance

// One character, so that a line that has it keeps its columns but for a space.
METAL_FUNC constexpr kernel_conformance::Literal operator""_(unsigned long long value) {
  return static_cast<kernel_conformance::Literal>(value);
}
