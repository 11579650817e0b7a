// How the lanes of a SIMD group exchange values on a GPU: by shuffles within a warp. Those lanes take
// part that are active, which are those that run together where the call stands. The compiler lets
// lanes that went different ways run together again behind the branch or the loop, and a lane that has
// returned is not among them.
//
// Sums have the order that exchange.h has on a CPU, so that equal lanes give equal bits.
#pragma once

#include "cuda_grid.h"
#include "metal_config.h"

#define KERNEL_CONFORMANCE_UNCHECKED

namespace kernel_conformance {

METAL_FUNC unsigned lane_index() { return builtin::thread_index() % simd_width; }
METAL_FUNC unsigned active_lanes() { return builtin::active_mask(); }

// The value of lane `source`, which is undefined where that lane is not active.
template <typename T>
METAL_FUNC T from_lane(unsigned mask, T value, unsigned source) {
  if constexpr (sizeof(T) == 1) {
    const unsigned bits = __builtin_bit_cast(unsigned char, value);
    return __builtin_bit_cast(T, static_cast<unsigned char>(builtin::shuffle(mask, bits, source)));
  } else if constexpr (sizeof(T) == 2) {
    const unsigned bits = __builtin_bit_cast(unsigned short, value);
    return __builtin_bit_cast(T, static_cast<unsigned short>(builtin::shuffle(mask, bits, source)));
  } else {
    static_assert(sizeof(T) % 4 == 0 && sizeof(T) <= 32, "lanes exchange scalars and vectors only");
    struct Words {
      unsigned word[sizeof(T) / 4];
    };
    Words words = __builtin_bit_cast(Words, value);
#pragma unroll
    for (unsigned i = 0; i < sizeof(T) / 4; ++i) {
      words.word[i] = builtin::shuffle(mask, words.word[i], source);
    }
    return __builtin_bit_cast(T, words);
  }
}

METAL_FUNC unsigned first_of(unsigned members) {
  return static_cast<unsigned>(__builtin_ctz(members));
}

// The lanes of one quad group.
METAL_FUNC unsigned quad_mask(unsigned lane) { return 0xFu << (lane & ~(quad_width - 1)); }

// Of members in the order of lanes.
template <typename T, typename Combine>
METAL_FUNC T reduce_members(unsigned members, T value, Combine combine) {
  T total = from_lane(members, value, first_of(members));
  for (unsigned rest = members & (members - 1); rest; rest &= rest - 1) {
    total = T(combine(total, from_lane(members, value, first_of(rest))));
  }
  return total;
}

// The tree over lanes that are all active, by the distances of lanes that are combined.
template <typename T, typename Combine>
METAL_FUNC T reduce_tree(unsigned mask, T value, unsigned from, unsigned to, Combine combine) {
  const unsigned own = lane_index();
  for (unsigned step = from; step != to; step = from > to ? step / 2 : step * 2) {
    const T other = from_lane(mask, value, own ^ step);
    value = own & step ? T(combine(other, value)) : T(combine(value, other));
  }
  return value;
}

template <typename T, typename Combine>
METAL_FUNC T simd_reduce(T value, Combine combine) {
  const unsigned mask = active_lanes();
  return mask == ~0u ? reduce_tree(mask, value, simd_width / 2, 0u, combine)
                     : reduce_members(mask, value, combine);
}

template <typename T, typename Combine>
METAL_FUNC T quad_reduce(T value, Combine combine) {
  const unsigned quad = quad_mask(lane_index()), mask = active_lanes() & quad;
  return mask == quad ? reduce_tree(mask, value, 1u, quad_width, combine)
                      : reduce_members(mask, value, combine);
}

// Running totals over the active lanes of each `width` lanes, in the order of lanes.
template <bool inclusive, typename T, typename Combine>
METAL_FUNC T prefix(T value, unsigned width, T identity, Combine combine) {
  const unsigned mask = active_lanes(), own = lane_index();
  T total = identity, result = identity;
  unsigned segment = 0;
  for (unsigned rest = mask; rest; rest &= rest - 1) {
    const unsigned lane = first_of(rest);
    const T other = from_lane(mask, value, lane);
    if (lane / width != segment) {
      segment = lane / width;
      total = identity;
    }
    const T after = T(combine(total, other));
    if (lane == own) result = inclusive ? after : total;
    total = after;
  }
  return result;
}

template <typename T>
METAL_FUNC T shuffle(T value, unsigned source, unsigned = simd_width) {
  return from_lane(active_lanes(), value, source % simd_width);
}

// The value of the first lane that is active.
template <typename T>
METAL_FUNC T from_first(T value) {
  const unsigned mask = active_lanes();
  return from_lane(mask, value, first_of(mask));
}

}  // namespace kernel_conformance
