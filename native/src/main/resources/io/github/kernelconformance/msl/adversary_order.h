// Sums in an order that nobody promised: terms are combined two by two, each time any two.
#pragma once

#include "adversary.h"
#include "metal_vector.h"

namespace kernel_conformance {

// The bits of a value, without those between its components.
template <typename T>
KERNEL_CONFORMANCE_UNCHECKED inline unsigned long key_of(const T &value, unsigned long key) {
  static_assert(sizeof(T) <= sizeof(key));
  unsigned long bits = 0;
  __builtin_memcpy(&bits, &value, sizeof(T));
  key ^= bits;
  return mixed(key);
}
template <typename T, int N>
KERNEL_CONFORMANCE_UNCHECKED inline unsigned long key_of(const metal::vec<T, N> &value, unsigned long key) {
  for (int i = 0; i < N; ++i) key = key_of<T>(reinterpret_cast<const T *>(&value)[i], key);
  return key;
}

// All of `count` terms in one, which is at least one; the terms are lost.
template <typename T, typename Combine>
__attribute__((noinline)) KERNEL_CONFORMANCE_UNCHECKED inline T random_tree(T *terms, unsigned count, Combine combine) {
  unsigned long state = kernel_conformance_adversary.seed;
  for (unsigned i = 0; i < count; ++i) state = key_of(terms[i], state);
  while (count > 1) {
    const unsigned long bits = mixed(state);
    const unsigned i = static_cast<unsigned>(bits >> 32) % count;
    const T left = terms[i];
    terms[i] = terms[--count];
    const unsigned j = static_cast<unsigned>(bits & 0xFFFFFFFF) % count;
    terms[j] = T(combine(left, terms[j]));
  }
  return terms[0];
}

// The same of the deposits of lanes.
template <typename T, typename Combine>
__attribute__((noinline)) KERNEL_CONFORMANCE_UNCHECKED inline T random_tree_of(const T *in, unsigned members, Combine combine) {
  T terms[32];
  unsigned count = 0;
  for (unsigned rest = members; rest; rest &= rest - 1) terms[count++] = in[__builtin_ctz(rest)];
  return random_tree(terms, count, combine);
}

}  // namespace kernel_conformance
