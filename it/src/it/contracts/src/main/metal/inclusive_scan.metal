// out[r, i] = sum over k <= i of x[r, k].

#include "instantiate.h"
#include "threadgroup.h"

// What sums are kept in.
template <typename T>
struct accumulator {
  typedef float type;
};

template <>
struct accumulator<int> {
  typedef int type;
};

// A threadgroup makes a row, as many elements at once as it has threads. Nothing is subtracted, so
// an infinity or a NaN reaches only what comes after it.
template <typename T>
[[kernel]] void inclusive_scan(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant int& axis_size [[buffer(2)]],
    uint row [[threadgroup_position_in_grid]],
    uint thread_index [[thread_position_in_threadgroup]],
    uint threads [[threads_per_threadgroup]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint simdgroups [[simdgroups_per_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  typedef typename accumulator<T>::type sum_type;
  threadgroup sum_type sums[most_simdgroups];
  x += int64_t(row) * axis_size;
  out += int64_t(row) * axis_size;

  sum_type before = 0;  // the sum of all elements of earlier rounds
  // equivalent mutants: comparison-strictness: a round without elements writes nothing
  for (int begin = 0; begin < axis_size; begin += threads) {
    const int i = begin + thread_index;
    // equivalent mutants: constant-plus-one: what is past the end is added only to what is past it
    const sum_type element = i < axis_size ? static_cast<sum_type>(x[i]) : sum_type(0);
    const sum_type within = simd_prefix_inclusive_sum(element);
    threadgroup_barrier(mem_flags::mem_threadgroup);
    if (lane == simd_lanes - 1) {
      sums[simdgroup] = within;
    }
    threadgroup_barrier(mem_flags::mem_threadgroup);
    // equivalent mutants: constant-plus-one: with more rounds than one there are 32 SIMD groups
    const sum_type sum_of_group = lane < simdgroups ? sums[lane] : sum_type(0);
    const sum_type of_earlier_groups =
        simd_broadcast(simd_prefix_exclusive_sum(sum_of_group), ushort(simdgroup));
    if (i < axis_size) {
      out[i] = static_cast<T>(before + of_earlier_groups + within);
    }
    before += simd_sum(sum_of_group);
  }
}

INSTANTIATE_FLOATS("inclusive_scan", inclusive_scan)
INSTANTIATE("inclusive_scan_int", inclusive_scan<int>)
