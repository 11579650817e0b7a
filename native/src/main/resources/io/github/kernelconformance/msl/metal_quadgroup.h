// "Quad-Group Functions". A quad group is four consecutive lanes of a SIMD group.
#pragma once

#include "metal_lanes.h"

namespace metal {

// A set of the lanes of a quad group, as quad_ballot gives it.
class quad_vote {
 public:
  using vote_t = ushort;
  constexpr quad_vote() = default;
  constexpr explicit quad_vote(vote_t lanes) : lanes_(lanes) {}
  constexpr explicit operator vote_t() const { return lanes_; }
  constexpr bool all() const { return lanes_ == 0xF; }
  constexpr bool any() const { return lanes_ != 0; }

 private:
  vote_t lanes_ = 0;
};

}  // namespace metal

namespace kernel_conformance {

inline unsigned quad_lane() { return lane_index() % quad_width; }

template <typename T>
METAL_FUNC T quad_shuffle_from(T value, unsigned source) {
  const unsigned base = lane_index() - quad_lane();
  return shuffle(value, base + source % quad_width, quad_width);
}

}  // namespace kernel_conformance

namespace metal {

METAL_FUNC quad_vote quad_active_threads_mask() {
  return quad_vote(static_cast<ushort>(kernel_conformance::quad_reduce(
      1u << kernel_conformance::quad_lane(), [](unsigned a, unsigned b) KERNEL_CONFORMANCE_UNCHECKED { return a | b; })));
}

METAL_FUNC quad_vote quad_ballot(bool predicate) {
  const unsigned own = predicate ? 1u << kernel_conformance::quad_lane() : 0u;
  return quad_vote(static_cast<ushort>(
      kernel_conformance::quad_reduce(own, [](unsigned a, unsigned b) KERNEL_CONFORMANCE_UNCHECKED { return a | b; })));
}

METAL_FUNC bool quad_any(bool predicate) { return quad_ballot(predicate).any(); }

METAL_FUNC bool quad_all(bool predicate) { return !quad_any(!predicate); }

METAL_FUNC bool quad_is_first() {
  const unsigned active = static_cast<quad_vote::vote_t>(quad_active_threads_mask());
  return static_cast<unsigned>(__builtin_ctz(active)) == kernel_conformance::quad_lane();
}

METAL_FUNC bool quad_is_helper_thread() { return false; }

template <typename T>
METAL_FUNC T quad_sum(T data) {
  return kernel_conformance::quad_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a + b; });
}

template <typename T>
METAL_FUNC T quad_product(T data) {
  return kernel_conformance::quad_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a * b; });
}

template <typename T>
METAL_FUNC T quad_min(T data) {
  return kernel_conformance::quad_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return min(a, b); });
}

template <typename T>
METAL_FUNC T quad_max(T data) {
  return kernel_conformance::quad_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return max(a, b); });
}

template <typename T>
METAL_FUNC T quad_and(T data) {
  return kernel_conformance::quad_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a & b; });
}

template <typename T>
METAL_FUNC T quad_or(T data) {
  return kernel_conformance::quad_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a | b; });
}

template <typename T>
METAL_FUNC T quad_xor(T data) {
  return kernel_conformance::quad_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a ^ b; });
}

template <typename T>
METAL_FUNC T quad_prefix_inclusive_sum(T data) {
  return kernel_conformance::prefix<true>(data, kernel_conformance::quad_width, T(0),
                                          [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a + b; });
}

template <typename T>
METAL_FUNC T quad_prefix_exclusive_sum(T data) {
  return kernel_conformance::prefix<false>(data, kernel_conformance::quad_width, T(0),
                                           [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a + b; });
}

template <typename T>
METAL_FUNC T quad_prefix_inclusive_product(T data) {
  return kernel_conformance::prefix<true>(data, kernel_conformance::quad_width, T(1),
                                          [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a * b; });
}

template <typename T>
METAL_FUNC T quad_prefix_exclusive_product(T data) {
  return kernel_conformance::prefix<false>(data, kernel_conformance::quad_width, T(1),
                                           [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a * b; });
}

template <typename T>
METAL_FUNC T quad_shuffle(T data, ushort quad_lane_id) {
  return kernel_conformance::quad_shuffle_from(data, quad_lane_id);
}

template <typename T>
METAL_FUNC T quad_broadcast(T data, ushort broadcast_lane_id) {
  return kernel_conformance::quad_shuffle_from(data, broadcast_lane_id);
}

template <typename T>
METAL_FUNC T quad_broadcast_first(T data) {
  const unsigned active = static_cast<quad_vote::vote_t>(quad_active_threads_mask());
  return kernel_conformance::quad_shuffle_from(data,
                                               static_cast<unsigned>(__builtin_ctz(active)));
}

template <typename T>
METAL_FUNC T quad_shuffle_xor(T data, ushort mask) {
  return kernel_conformance::quad_shuffle_from(data, kernel_conformance::quad_lane() ^ mask);
}

// A lane without a source that far down keeps its own value.
template <typename T>
METAL_FUNC T quad_shuffle_up(T data, ushort delta) {
  const unsigned lane = kernel_conformance::quad_lane();
  return kernel_conformance::quad_shuffle_from(data, lane < delta ? lane : lane - delta);
}

template <typename T>
METAL_FUNC T quad_shuffle_down(T data, ushort delta) {
  const unsigned lane = kernel_conformance::quad_lane();
  return kernel_conformance::quad_shuffle_from(
      data, lane + delta >= kernel_conformance::quad_width ? lane : lane + delta);
}

template <typename T>
METAL_FUNC T quad_shuffle_rotate_up(T data, ushort delta) {
  return kernel_conformance::quad_shuffle_from(data, kernel_conformance::quad_lane() - delta);
}

template <typename T>
METAL_FUNC T quad_shuffle_rotate_down(T data, ushort delta) {
  return kernel_conformance::quad_shuffle_from(data, kernel_conformance::quad_lane() + delta);
}

template <typename T>
METAL_FUNC T quad_shuffle_and_fill_up(T data, T filling_data, ushort delta,
                           ushort modulo = kernel_conformance::quad_width) {
  const unsigned lane = kernel_conformance::quad_lane();
  const unsigned base = lane - lane % modulo, within = lane % modulo;
  const unsigned source = base + (within + modulo - delta % modulo) % modulo;
  const T shifted = kernel_conformance::quad_shuffle_from(data, source);
  const T filled = kernel_conformance::quad_shuffle_from(filling_data, source);
  return within < delta ? filled : shifted;
}

template <typename T>
METAL_FUNC T quad_shuffle_and_fill_down(T data, T filling_data, ushort delta,
                             ushort modulo = kernel_conformance::quad_width) {
  const unsigned lane = kernel_conformance::quad_lane();
  const unsigned base = lane - lane % modulo, within = lane % modulo;
  const unsigned source = base + (within + delta) % modulo;
  const T shifted = kernel_conformance::quad_shuffle_from(data, source);
  const T filled = kernel_conformance::quad_shuffle_from(filling_data, source);
  return within + delta >= modulo ? filled : shifted;
}

}  // namespace metal
