// out[r] = log of the sum over k of exp(x[r, k]).

#include "instantiate.h"
#include "threadgroup.h"

// A threadgroup makes a row.
template <typename T>
[[kernel]] void logsumexp(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant int& axis_size [[buffer(2)]],
    uint row [[threadgroup_position_in_grid]],
    uint thread_index [[thread_position_in_threadgroup]],
    uint threads [[threads_per_threadgroup]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint simdgroups [[simdgroups_per_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  threadgroup float values[most_simdgroups];
  x += int64_t(row) * axis_size;

  float largest = -INFINITY;
  for (int i = thread_index; i < axis_size; i += threads) {
    largest = max(largest, static_cast<float>(x[i]));
  }
  largest = threadgroup_max(largest, values, simdgroup, simdgroups, lane);

  // Less an infinite maximum, an infinite element would be NaN. It needs no shift: the sum is then
  // infinite or 0, and so is its logarithm.
  // equivalent mutants: constant-doubled: what is added to an infinity is lost
  const float shift = isinf(largest) ? 0.0f : largest;
  float sum = 0.0f;
  for (int i = thread_index; i < axis_size; i += threads) {
    // equivalent mutants: fast-function: what it adds to the sum is off by no more than 4 ulps of the largest term
    sum += exp(static_cast<float>(x[i]) - shift);
  }
  sum = threadgroup_sum(sum, values, simdgroup, simdgroups, lane);
  // equivalent mutants: guard-removed, equality-negated, constant-plus-one: every thread has the same sum
  if (thread_index == 0) {
    // equivalent mutants: fast-function: the sum may be off by more
    out[row] = static_cast<T>(shift + log(sum));
  }
}

INSTANTIATE_FLOATS("logsumexp", logsumexp)
