// "SIMD-Group Functions".
#pragma once

#include "metal_lanes.h"
#include "metal_vector.h"

namespace metal {

// What Metal's own functions below exchange between lanes: numbers of at most 32 bits other than
// bfloat and bool, and vectors of these. Those here take more; a program that asks takes its other way
// for the rest, as it would with Metal.
template <typename T, typename = void>
struct __is_valid_simdgroup_type : false_type {};
template <typename T>
struct __is_valid_simdgroup_type<
    T, enable_if_t<is_arithmetic_v<make_scalar_t<T>> && sizeof(make_scalar_t<T>) <= 4 &&
                   !is_same_v<make_scalar_t<T>, bool> && !is_same_v<make_scalar_t<T>, bfloat>>>
    : true_type {};

// A set of lanes, as simd_ballot gives it.
class simd_vote {
 public:
  using vote_t = unsigned long;
  constexpr simd_vote() = default;
  constexpr explicit simd_vote(vote_t lanes) : lanes_(lanes) {}
  constexpr explicit operator vote_t() const { return lanes_; }
  constexpr bool all() const { return lanes_ == 0xFFFFFFFFul; }
  constexpr bool any() const { return lanes_ != 0; }

 private:
  vote_t lanes_ = 0;
};

METAL_FUNC simd_vote simd_active_threads_mask() {
  return simd_vote(kernel_conformance::active_lanes());
}

METAL_FUNC simd_vote simd_ballot(bool predicate) {
  const unsigned own = predicate ? 1u << kernel_conformance::lane_index() : 0u;
  return simd_vote(
      kernel_conformance::simd_reduce(own, [](unsigned a, unsigned b) KERNEL_CONFORMANCE_UNCHECKED { return a | b; }));
}

METAL_FUNC bool simd_any(bool predicate) { return simd_ballot(predicate).any(); }

METAL_FUNC bool simd_all(bool predicate) { return !simd_any(!predicate); }

METAL_FUNC bool simd_is_first() {
  const auto active = static_cast<simd_vote::vote_t>(simd_active_threads_mask());
  return static_cast<unsigned>(__builtin_ctzl(active)) ==
         kernel_conformance::lane_index();
}

// A compute kernel has no helper threads.
METAL_FUNC bool simd_is_helper_thread() { return false; }

template <typename T>
METAL_FUNC T simd_sum(T data) {
  return kernel_conformance::simd_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a + b; });
}

template <typename T>
METAL_FUNC T simd_product(T data) {
  return kernel_conformance::simd_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a * b; });
}

template <typename T>
METAL_FUNC T simd_min(T data) {
  return kernel_conformance::simd_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return min(a, b); });
}

template <typename T>
METAL_FUNC T simd_max(T data) {
  return kernel_conformance::simd_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return max(a, b); });
}

template <typename T>
METAL_FUNC T simd_and(T data) {
  return kernel_conformance::simd_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a & b; });
}

template <typename T>
METAL_FUNC T simd_or(T data) {
  return kernel_conformance::simd_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a | b; });
}

template <typename T>
METAL_FUNC T simd_xor(T data) {
  return kernel_conformance::simd_reduce(data, [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a ^ b; });
}

template <typename T>
METAL_FUNC T simd_prefix_inclusive_sum(T data) {
  return kernel_conformance::prefix<true>(data, kernel_conformance::simd_width, T(0),
                                          [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a + b; });
}

template <typename T>
METAL_FUNC T simd_prefix_exclusive_sum(T data) {
  return kernel_conformance::prefix<false>(data, kernel_conformance::simd_width, T(0),
                                           [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a + b; });
}

template <typename T>
METAL_FUNC T simd_prefix_inclusive_product(T data) {
  return kernel_conformance::prefix<true>(data, kernel_conformance::simd_width, T(1),
                                          [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a * b; });
}

template <typename T>
METAL_FUNC T simd_prefix_exclusive_product(T data) {
  return kernel_conformance::prefix<false>(data, kernel_conformance::simd_width, T(1),
                                           [](T a, T b) KERNEL_CONFORMANCE_UNCHECKED { return a * b; });
}

template <typename T>
METAL_FUNC T simd_shuffle(T data, ushort simd_lane_id) {
  return kernel_conformance::shuffle(data, simd_lane_id);
}

template <typename T>
METAL_FUNC T simd_broadcast(T data, ushort broadcast_lane_id) {
  return kernel_conformance::shuffle(data, broadcast_lane_id);
}

template <typename T>
METAL_FUNC T simd_broadcast_first(T data) {
  return kernel_conformance::from_first(data);
}

template <typename T>
METAL_FUNC T simd_shuffle_xor(T data, ushort mask) {
  return kernel_conformance::shuffle(data,
                                     kernel_conformance::lane_index() ^ mask);
}

// A lane without a source that far down keeps its own value.
template <typename T>
METAL_FUNC T simd_shuffle_up(T data, ushort delta) {
  const unsigned lane = kernel_conformance::lane_index();
  return kernel_conformance::shuffle(data, lane < delta ? lane : lane - delta);
}

template <typename T>
METAL_FUNC T simd_shuffle_down(T data, ushort delta) {
  const unsigned lane = kernel_conformance::lane_index();
  return kernel_conformance::shuffle(
      data, lane + delta >= kernel_conformance::simd_width ? lane : lane + delta);
}

template <typename T>
METAL_FUNC T simd_shuffle_rotate_up(T data, ushort delta) {
  return kernel_conformance::shuffle(data,
                                     kernel_conformance::lane_index() - delta);
}

template <typename T>
METAL_FUNC T simd_shuffle_rotate_down(T data, ushort delta) {
  return kernel_conformance::shuffle(data,
                                     kernel_conformance::lane_index() + delta);
}

// Shifts within segments of `modulo` lanes; what a segment lacks comes from the filling data.
template <typename T>
METAL_FUNC T simd_shuffle_and_fill_up(T data, T filling_data, ushort delta,
                           ushort modulo = kernel_conformance::simd_width) {
  const unsigned lane = kernel_conformance::lane_index();
  const unsigned base = lane - lane % modulo, within = lane % modulo;
  const unsigned source = base + (within + modulo - delta % modulo) % modulo;
  const T shifted = kernel_conformance::shuffle(data, source);
  const T filled = kernel_conformance::shuffle(filling_data, source);
  return within < delta ? filled : shifted;
}

template <typename T>
METAL_FUNC T simd_shuffle_and_fill_down(T data, T filling_data, ushort delta,
                             ushort modulo = kernel_conformance::simd_width) {
  const unsigned lane = kernel_conformance::lane_index();
  const unsigned base = lane - lane % modulo, within = lane % modulo;
  const unsigned source = base + (within + delta) % modulo;
  const T shifted = kernel_conformance::shuffle(data, source);
  const T filled = kernel_conformance::shuffle(filling_data, source);
  return within + delta >= modulo ? filled : shifted;
}

}  // namespace metal
