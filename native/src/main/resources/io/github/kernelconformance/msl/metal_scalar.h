// MSL 2.1: scalar types. `char` has a sign in MSL; the compiler is told so (-fsigned-char).
#pragma once

#include "metal_config.h"

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
  using half = _Float16;

KERNEL_CONFORMANCE_SCALAR_NAMES
namespace metal {
KERNEL_CONFORMANCE_SCALAR_NAMES
}

#undef KERNEL_CONFORMANCE_SCALAR_NAMES

// 1.5h is a half (MSL 2.1).
METAL_FUNC constexpr half operator""h(long double value) { return static_cast<half>(value); }
