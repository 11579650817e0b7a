// "Integer Functions".
#pragma once

#include "metal_minmax.h"

namespace kernel_conformance {

using metal::conditional_t;
using metal::is_signed_v;
using metal::make_unsigned_t;

template <typename T>
constexpr int width = 8 * sizeof(T);

// Holds every product of two Ts, and the sum of that and a T.
template <typename T>
using Wide = conditional_t<
    is_signed_v<T>, conditional_t<(sizeof(T) < 8), long, __int128>,
    conditional_t<(sizeof(T) < 8), ulong, unsigned __int128>>;

template <typename T>
constexpr T highest = static_cast<T>(is_signed_v<T> ? make_unsigned_t<T>(-1) >> 1
                                                    : make_unsigned_t<T>(-1));
template <typename T>
constexpr T lowest = static_cast<T>(~highest<T>);

template <typename T>
METAL_FUNC constexpr T saturated(Wide<T> x) {
  return x > highest<T> ? highest<T> : x < lowest<T> ? lowest<T> : static_cast<T>(x);
}

// `bits` ones.
template <typename T>
METAL_FUNC constexpr make_unsigned_t<T> ones(uint bits) {
  return bits >= width<T> ? make_unsigned_t<T>(-1)
                          : static_cast<make_unsigned_t<T>>((1ul << bits) - 1);
}

template <typename T>
METAL_FUNC constexpr T bit_reversed(T x) {
  if constexpr (sizeof(T) == 1) return static_cast<T>(__builtin_bitreverse8(x));
  if constexpr (sizeof(T) == 2) return static_cast<T>(__builtin_bitreverse16(x));
  if constexpr (sizeof(T) == 4) return static_cast<T>(__builtin_bitreverse32(x));
  if constexpr (sizeof(T) == 8) return static_cast<T>(__builtin_bitreverse64(x));
}

template <typename T>
METAL_FUNC constexpr T rotated(T x, uint by) {
  using U = make_unsigned_t<T>;
  const U bits = static_cast<U>(x);
  return static_cast<T>(bits << by % width<T> | bits >> (width<T> - by % width<T>) % width<T>);
}

template <typename T>
METAL_FUNC constexpr T extracted(T x, uint offset, uint bits) {
  if (bits == 0) return 0;
  const auto top = static_cast<make_unsigned_t<T>>(
      static_cast<ulong>(x) << (width<T> - offset - bits) % width<T>);
  return static_cast<T>(static_cast<T>(top) >> (width<T> - bits) % width<T>);
}

template <typename T>
METAL_FUNC constexpr T inserted(T base, T insert, uint offset, uint bits) {
  const ulong mask = static_cast<ulong>(ones<T>(bits)) << offset % width<T>;
  return static_cast<T>((static_cast<ulong>(base) & ~mask) |
                        (static_cast<ulong>(insert) << offset % width<T> & mask));
}

}  // namespace kernel_conformance

namespace metal {

#define KERNEL_CONFORMANCE_INTEGER(T)                                                                         \
  METAL_FUNC constexpr make_unsigned_t<T> absdiff(T x, T y) {                                 \
    using U = make_unsigned_t<T>;                                                             \
    return static_cast<U>(x < y ? U(y) - U(x) : U(x) - U(y));                                 \
  }                                                                                           \
  METAL_FUNC constexpr T addsat(T x, T y) {                                                   \
    T sum = 0;                                                                                \
    if (!__builtin_add_overflow(x, y, &sum)) return sum;                                      \
    return y < T(0) ? kernel_conformance::lowest<T> : kernel_conformance::highest<T>;         \
  }                                                                                           \
  METAL_FUNC constexpr T subsat(T x, T y) {                                                   \
    T difference = 0;                                                                         \
    if (!__builtin_sub_overflow(x, y, &difference)) return difference;                        \
    return y < T(0) ? kernel_conformance::highest<T> : kernel_conformance::lowest<T>;         \
  }                                                                                           \
  METAL_FUNC constexpr T clz(T x) {                                                           \
    return static_cast<T>(__builtin_clzg(static_cast<make_unsigned_t<T>>(x),                  \
                                         kernel_conformance::width<T>));                      \
  }                                                                                           \
  METAL_FUNC constexpr T ctz(T x) {                                                           \
    return static_cast<T>(__builtin_ctzg(static_cast<make_unsigned_t<T>>(x),                  \
                                         kernel_conformance::width<T>));                      \
  }                                                                                           \
  METAL_FUNC constexpr T popcount(T x) {                                                      \
    return static_cast<T>(__builtin_popcountg(static_cast<make_unsigned_t<T>>(x)));           \
  }                                                                                           \
  METAL_FUNC constexpr T reverse_bits(T x) { return kernel_conformance::bit_reversed(x); }    \
  METAL_FUNC constexpr T rotate(T x, T by) {                                                  \
    return kernel_conformance::rotated(x, static_cast<uint>(by));                             \
  }                                                                                           \
  METAL_FUNC constexpr T hadd(T x, T y) {                                                     \
    return static_cast<T>((kernel_conformance::Wide<T>(x) + y) >> 1);                         \
  }                                                                                           \
  METAL_FUNC constexpr T rhadd(T x, T y) {                                                    \
    return static_cast<T>((kernel_conformance::Wide<T>(x) + y + 1) >> 1);                     \
  }                                                                                           \
  METAL_FUNC constexpr T mulhi(T x, T y) {                                                    \
    return static_cast<T>(kernel_conformance::Wide<T>(x) * y >> kernel_conformance::width<T>); \
  }                                                                                           \
  METAL_FUNC constexpr T madhi(T x, T y, T z) {                                               \
    using U = make_unsigned_t<T>;                                                             \
    return static_cast<T>(static_cast<U>(static_cast<U>(mulhi(x, y)) + static_cast<U>(z)));   \
  }                                                                                           \
  METAL_FUNC constexpr T madsat(T x, T y, T z) {                                              \
    return kernel_conformance::saturated<T>(kernel_conformance::Wide<T>(x) * y + z);          \
  }                                                                                           \
  METAL_FUNC constexpr T extract_bits(T x, uint offset, uint bits) {                          \
    return kernel_conformance::extracted(x, offset, bits);                                    \
  }                                                                                           \
  METAL_FUNC constexpr T insert_bits(T base, T insert, uint offset, uint bits) {              \
    return kernel_conformance::inserted(base, insert, offset, bits);                          \
  }
KERNEL_CONFORMANCE_INTEGERS(KERNEL_CONFORMANCE_INTEGER)
#undef KERNEL_CONFORMANCE_INTEGER

// The low 24 bits of x and y only; of signed ones, as numbers of 24 bits.
METAL_FUNC constexpr uint mul24(uint x, uint y) { return (x & 0xFFFFFF) * (y & 0xFFFFFF); }
METAL_FUNC constexpr int mul24(int x, int y) {
  return static_cast<int>(static_cast<uint>(extract_bits(x, 0, 24)) *
                          static_cast<uint>(extract_bits(y, 0, 24)));
}
METAL_FUNC constexpr uint mad24(uint x, uint y, uint z) { return mul24(x, y) + z; }
METAL_FUNC constexpr int mad24(int x, int y, int z) {
  return static_cast<int>(static_cast<uint>(mul24(x, y)) + static_cast<uint>(z));
}

KERNEL_CONFORMANCE_VECTOR_2(absdiff)
KERNEL_CONFORMANCE_VECTOR_2(addsat)
KERNEL_CONFORMANCE_VECTOR_2(subsat)
KERNEL_CONFORMANCE_VECTOR_1(clz)
KERNEL_CONFORMANCE_VECTOR_1(ctz)
KERNEL_CONFORMANCE_VECTOR_1(popcount)
KERNEL_CONFORMANCE_VECTOR_1(reverse_bits)
KERNEL_CONFORMANCE_VECTOR_2(rotate)
KERNEL_CONFORMANCE_VECTOR_2(hadd)
KERNEL_CONFORMANCE_VECTOR_2(rhadd)
KERNEL_CONFORMANCE_VECTOR_2(mulhi)
KERNEL_CONFORMANCE_VECTOR_3(madhi)
KERNEL_CONFORMANCE_VECTOR_3(madsat)
KERNEL_CONFORMANCE_VECTOR_2(mul24)
KERNEL_CONFORMANCE_VECTOR_3(mad24)

template <typename T, int N>
METAL_FUNC constexpr vec<T, N> extract_bits(vec<T, N> x, uint offset, uint bits) {
  return kernel_conformance::each([=](T p) { return extract_bits(p, offset, bits); }, x);
}
template <typename T, int N>
METAL_FUNC constexpr vec<T, N> insert_bits(vec<T, N> base, vec<T, N> insert, uint offset,
                                           uint bits) {
  return kernel_conformance::each([=](T p, T q) { return insert_bits(p, q, offset, bits); }, base,
                                  insert);
}

}  // namespace metal
