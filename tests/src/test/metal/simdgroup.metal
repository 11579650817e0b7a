#include <metal_stdlib>
using namespace metal;

// Each kernel runs on one threadgroup; `in` has a value for each thread, `out` takes one.

#define REDUCTION(name, type, function)                                                      \
  kernel void name(const device type* in [[buffer(0)]], device type* out [[buffer(1)]],      \
                   uint i [[thread_index_in_threadgroup]]) {                                 \
    out[i] = function(in[i]);                                                                \
  }

REDUCTION(sum_float, float, simd_sum)
REDUCTION(sum_int, int, simd_sum)
REDUCTION(sum_half, half, simd_sum)
REDUCTION(sum_uchar, uchar, simd_sum)
REDUCTION(product_int, int, simd_product)
REDUCTION(min_int, int, simd_min)
REDUCTION(max_int, int, simd_max)
REDUCTION(max_float, float, simd_max)
REDUCTION(and_int, int, simd_and)
REDUCTION(or_int, int, simd_or)
REDUCTION(xor_int, int, simd_xor)
REDUCTION(prefix_inclusive_sum_int, int, simd_prefix_inclusive_sum)
REDUCTION(prefix_exclusive_sum_int, int, simd_prefix_exclusive_sum)
REDUCTION(prefix_inclusive_product_int, int, simd_prefix_inclusive_product)
REDUCTION(prefix_exclusive_product_int, int, simd_prefix_exclusive_product)
REDUCTION(broadcast_first_int, int, simd_broadcast_first)

REDUCTION(quad_sum_float, float, quad_sum)
REDUCTION(quad_sum_int, int, quad_sum)
REDUCTION(quad_product_int, int, quad_product)
REDUCTION(quad_min_int, int, quad_min)
REDUCTION(quad_max_int, int, quad_max)
REDUCTION(quad_and_int, int, quad_and)
REDUCTION(quad_or_int, int, quad_or)
REDUCTION(quad_xor_int, int, quad_xor)
REDUCTION(quad_prefix_inclusive_sum_int, int, quad_prefix_inclusive_sum)
REDUCTION(quad_prefix_exclusive_sum_int, int, quad_prefix_exclusive_sum)
REDUCTION(quad_prefix_inclusive_product_int, int, quad_prefix_inclusive_product)
REDUCTION(quad_prefix_exclusive_product_int, int, quad_prefix_exclusive_product)
REDUCTION(quad_broadcast_first_int, int, quad_broadcast_first)

#define SHUFFLE(name, call)                                                                  \
  kernel void name(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],        \
                   uint i [[thread_index_in_threadgroup]],                                   \
                   ushort lane [[thread_index_in_simdgroup]]) {                              \
    const int value = in[i];                                                                 \
    out[i] = call;                                                                           \
  }

SHUFFLE(shuffle_reversed, simd_shuffle(value, 31 - lane))
SHUFFLE(broadcast_7, simd_broadcast(value, 7))
SHUFFLE(shuffle_xor_5, simd_shuffle_xor(value, 5))
SHUFFLE(shuffle_up_3, simd_shuffle_up(value, 3))
SHUFFLE(shuffle_down_3, simd_shuffle_down(value, 3))
SHUFFLE(rotate_up_3, simd_shuffle_rotate_up(value, 3))
SHUFFLE(rotate_down_3, simd_shuffle_rotate_down(value, 3))
SHUFFLE(fill_up_3, simd_shuffle_and_fill_up(value, -value, 3))
SHUFFLE(fill_down_3, simd_shuffle_and_fill_down(value, -value, 3))
SHUFFLE(fill_up_3_of_8, simd_shuffle_and_fill_up(value, -value, 3, 8))
SHUFFLE(fill_down_3_of_8, simd_shuffle_and_fill_down(value, -value, 3, 8))
SHUFFLE(quad_shuffle_reversed, quad_shuffle(value, 3 - lane % 4))
SHUFFLE(quad_broadcast_2, quad_broadcast(value, 2))
SHUFFLE(quad_shuffle_xor_3, quad_shuffle_xor(value, 3))
SHUFFLE(quad_shuffle_up_1, quad_shuffle_up(value, 1))
SHUFFLE(quad_shuffle_down_1, quad_shuffle_down(value, 1))
SHUFFLE(quad_rotate_up_1, quad_shuffle_rotate_up(value, 1))
SHUFFLE(quad_rotate_down_1, quad_shuffle_rotate_down(value, 1))
SHUFFLE(quad_fill_up_1, quad_shuffle_and_fill_up(value, -value, 1))
SHUFFLE(quad_fill_down_1, quad_shuffle_and_fill_down(value, -value, 1))
SHUFFLE(quad_fill_up_1_of_2, quad_shuffle_and_fill_up(value, -value, 1, 2))
SHUFFLE(any_negative, simd_any(value < 0))
SHUFFLE(all_negative, simd_all(value < 0))
SHUFFLE(ballot_odd, int(static_cast<simd_vote::vote_t>(simd_ballot((value & 1) != 0))))
SHUFFLE(active_mask, int(static_cast<simd_vote::vote_t>(simd_active_threads_mask())))
SHUFFLE(is_first, simd_is_first())
SHUFFLE(quad_any_negative, quad_any(value < 0))
SHUFFLE(quad_all_negative, quad_all(value < 0))
SHUFFLE(quad_ballot_odd, static_cast<quad_vote::vote_t>(quad_ballot((value & 1) != 0)))
SHUFFLE(quad_active_mask, static_cast<quad_vote::vote_t>(quad_active_threads_mask()))
SHUFFLE(quad_first, quad_is_first())

// A vector is exchanged component by component.
kernel void sum_float4(const device float4* in [[buffer(0)]], device float4* out [[buffer(1)]],
                       uint i [[thread_index_in_threadgroup]]) {
  out[i] = simd_sum(in[i]) + simd_shuffle_xor(in[i], 1);
}

// Lanes that have returned are inactive: lanes below 20 sum alone.
kernel void sum_after_return(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                             uint i [[thread_index_in_threadgroup]],
                             uint lane [[thread_index_in_simdgroup]]) {
  if (lane >= 20) {
    out[i] = -1;
    return;
  }
  out[i] = simd_sum(in[i]);
}

// Each side of a branch sums its own lanes, and all of them meet again behind it.
kernel void sum_in_branches(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                            uint i [[thread_index_in_threadgroup]],
                            uint lane [[thread_index_in_simdgroup]]) {
  int total;
  if (lane < 5) {
    total = simd_sum(in[i]);
  } else {
    total = 1000 * simd_sum(in[i]);
  }
  out[i] = total + simd_sum(1);
}

// Lane n goes round n times: each round sums the lanes still in the loop.
kernel void sum_in_uneven_loop(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                               uint i [[thread_index_in_threadgroup]],
                               uint lane [[thread_index_in_simdgroup]]) {
  int total = 0;
  for (uint round = 0; round < lane; ++round) total += simd_sum(in[i]);
  out[i] = total + 100000 * simd_sum(1);
}

// Some lanes sum numbers while the others wait behind the branch with vectors.
kernel void sum_of_numbers_and_vectors(const device int* in [[buffer(0)]],
                                       device int* out [[buffer(1)]],
                                       uint i [[thread_index_in_threadgroup]],
                                       uint lane [[thread_index_in_simdgroup]]) {
  int total = 0;
  if (lane % 3 != 1) total = simd_sum(in[i]);
  const int4 all = simd_sum(int4(in[i], 1, -in[i], 0));
  out[i] = total + 100000 * all.y + all.x + all.z;
}
