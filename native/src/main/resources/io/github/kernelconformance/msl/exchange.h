// How lanes of a SIMD group exchange values: the one mechanism under metal_simdgroup and
// metal_quadgroup.
#pragma once

#include "engine.h"
#include "metal_config.h"

namespace kernel_conformance {

// The deposits of the lanes that meet, and where the result of each goes.
template <typename T>
struct Exchange {
  const T *in;
  T *out;
  unsigned members;
};

// The engine's memory is not the kernel's: no check looks at how lanes exchange values.
#ifdef KERNEL_CONFORMANCE_CHECKS
#define KERNEL_CONFORMANCE_UNCHECKED __attribute__((no_sanitize("address")))
#define KERNEL_CONFORMANCE_EXCHANGE __attribute__((noinline)) KERNEL_CONFORMANCE_UNCHECKED
#else
#define KERNEL_CONFORMANCE_UNCHECKED
#define KERNEL_CONFORMANCE_EXCHANGE __attribute__((always_inline))
#endif

}  // namespace kernel_conformance

#ifdef KERNEL_CONFORMANCE_ADVERSARIAL
#include "adversary_order.h"
#endif

namespace kernel_conformance {

// The deposits of values as wide as a T: 1 to 32 bytes.
template <typename T>
KERNEL_CONFORMANCE_EXCHANGE inline T *deposits(SimdGroup &group) {
  return reinterpret_cast<T *>(group.deposits + 2 * simd_width * sizeof(T));
}

template <typename T>
KERNEL_CONFORMANCE_EXCHANGE inline void deposit(T value) {
  const Lane *lane = kernel_conformance_lane;
  deposits<T>(*lane->group)[lane->index] = value;
}

// The results of the lanes that meet, computed if `members` says that this lane is to do it.
template <typename T, typename Compute>
KERNEL_CONFORMANCE_EXCHANGE inline T collect(unsigned members, unsigned source, Compute compute) {
  SimdGroup &group = *kernel_conformance_lane->group;
  T *out = reinterpret_cast<T *>(group.results);
  if (members) compute(Exchange<T>{deposits<T>(group), out, members});
  return out[source];
}

// As above, for this lane. It finds itself here, where no check looks at how.
template <typename T, typename Compute>
KERNEL_CONFORMANCE_EXCHANGE inline T collect(unsigned members, Compute compute) {
  const Lane *lane = kernel_conformance_lane;
  T *out = reinterpret_cast<T *>(lane->group->results);
  if (members) compute(Exchange<T>{deposits<T>(*lane->group), out, members});
  return out[lane->index];
}

// Where lanes meet is where the call stands, so each call in the source has one of its own: all that
// leads here is always inlined.
//
// Deposits `value`, waits for the lanes that meet here, and returns the result for lane `source`.
// `compute` runs once for all of them, in one lane, and fills `out` for every member. `width`
// neighbouring lanes should meet here together.
template <typename T, typename Compute>
__attribute__((always_inline)) inline T exchange_from(unsigned source, T value, Compute compute,
                                                      unsigned width) {
  static_assert(sizeof(T) <= widest_exchange, "lanes exchange scalars and vectors only");
  deposit(value);
  return collect<T>(kernel_conformance_converge(width), source, compute);
}

// As above, with each lane's own result.
template <typename T, typename Compute>
__attribute__((always_inline)) inline T exchange(T value, Compute compute,
                                                 unsigned width = simd_width) {
  static_assert(sizeof(T) <= widest_exchange, "lanes exchange scalars and vectors only");
  deposit(value);
  return collect<T>(kernel_conformance_converge(width), compute);
}

template <typename Function>
KERNEL_CONFORMANCE_UNCHECKED inline void for_each_lane(unsigned members, Function function) {
  for (unsigned rest = members; rest; rest &= rest - 1) {
    function(static_cast<unsigned>(__builtin_ctz(rest)));
  }
}

// The lanes of one quad group.
KERNEL_CONFORMANCE_UNCHECKED inline unsigned quad_mask(unsigned lane) { return 0xFu << (lane & ~(quad_width - 1)); }

template <typename T, typename Combine>
KERNEL_CONFORMANCE_UNCHECKED inline T reduce_members(const T *in, unsigned members, Combine combine) {
  T total = in[__builtin_ctz(members)];
  for_each_lane(members & (members - 1),
                [&](unsigned lane) KERNEL_CONFORMANCE_UNCHECKED { total = T(combine(total, in[lane])); });
  return total;
}

// A SIMD group that is whole is reduced as a tree, as a GPU does; MSL leaves the order open.
template <typename T, typename Combine>
METAL_FUNC T simd_reduce(T value, Combine combine) {
  return exchange(value, [combine](Exchange<T> lanes) KERNEL_CONFORMANCE_UNCHECKED {
    T total;
#ifdef KERNEL_CONFORMANCE_ADVERSARIAL
    total = random_tree_of(lanes.in, lanes.members, combine);
#else
    if (lanes.members == ~0u) {
      T partial[simd_width / 2];
      for (unsigned i = 0; i < simd_width / 2; ++i) {
        partial[i] = T(combine(lanes.in[i], lanes.in[i + simd_width / 2]));
      }
      for (unsigned width = simd_width / 4; width; width /= 2) {
        for (unsigned i = 0; i < width; ++i) {
          partial[i] = T(combine(partial[i], partial[i + width]));
        }
      }
      total = partial[0];
    } else {
      total = reduce_members(lanes.in, lanes.members, combine);
    }
#endif
    for (unsigned i = 0; i < simd_width; ++i) lanes.out[i] = total;
  });
}

template <typename T, typename Combine>
METAL_FUNC T quad_reduce(T value, Combine combine) {
  return exchange(value, [combine](Exchange<T> lanes) KERNEL_CONFORMANCE_UNCHECKED {
    for (unsigned quad = 0; quad < simd_width; quad += quad_width) {
      const unsigned members = lanes.members & quad_mask(quad);
      if (!members) continue;
      T total;
#ifdef KERNEL_CONFORMANCE_ADVERSARIAL
      total = random_tree_of(lanes.in, members, combine);
#else
      if (members == quad_mask(quad)) {
        total = T(combine(T(combine(lanes.in[quad], lanes.in[quad + 1])),
                          T(combine(lanes.in[quad + 2], lanes.in[quad + 3]))));
      } else {
        total = reduce_members(lanes.in, members, combine);
      }
#endif
      for (unsigned i = 0; i < quad_width; ++i) lanes.out[quad + i] = total;
    }
  }, quad_width);
}

// Running totals over the active lanes of each `width` lanes, in lane order.
template <bool inclusive, typename T, typename Combine>
METAL_FUNC T prefix(T value, unsigned width, T identity, Combine combine) {
  return exchange(value, [=](Exchange<T> lanes) KERNEL_CONFORMANCE_UNCHECKED {
#ifdef KERNEL_CONFORMANCE_ADVERSARIAL
    for_each_lane(lanes.members, [&](unsigned lane) KERNEL_CONFORMANCE_UNCHECKED {
      const unsigned up_to = inclusive ? ~0u >> (31 - lane) : ~(~0u << lane);
      const unsigned from = ~0u << lane / width * width;
      const unsigned terms = lanes.members & up_to & from;
      lanes.out[lane] = terms ? random_tree_of(lanes.in, terms, combine) : identity;
    });
#else
    T total = identity;
    unsigned segment = 0;
    for_each_lane(lanes.members, [&](unsigned lane) KERNEL_CONFORMANCE_UNCHECKED {
      if (lane / width != segment) {
        segment = lane / width;
        total = identity;
      }
      const T after = T(combine(total, lanes.in[lane]));
      lanes.out[lane] = inclusive ? after : total;
      total = after;
    });
#endif
  }, width);
}

// The deposit of lane `source`. MSL leaves the value undefined where that lane is not active; here it
// is then whatever that lane deposited last.
template <typename T>
METAL_FUNC T shuffle(T value, unsigned source, unsigned width = simd_width) {
  return exchange_from(source % simd_width, value, [](Exchange<T> lanes) KERNEL_CONFORMANCE_UNCHECKED {
    for (unsigned i = 0; i < simd_width; ++i) lanes.out[i] = lanes.in[i];
  }, width);
}

// This lane's index in its SIMD group.
METAL_FUNC unsigned lane_index() { return kernel_conformance_lane->index; }

// The lanes that meet here, a bit each.
METAL_FUNC unsigned active_lanes() {
  return exchange(0u, [](Exchange<unsigned> e) KERNEL_CONFORMANCE_UNCHECKED {
    for (unsigned i = 0; i < simd_width; ++i) e.out[i] = e.members;
  }, 0);
}

// The value of the first lane that is active.
template <typename T>
METAL_FUNC T from_first(T value) {
  return exchange(value, [](Exchange<T> e) KERNEL_CONFORMANCE_UNCHECKED {
    const T first = e.in[__builtin_ctz(e.members)];
    for (unsigned i = 0; i < simd_width; ++i) e.out[i] = first;
  });
}

}  // namespace kernel_conformance
