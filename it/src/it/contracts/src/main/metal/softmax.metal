// out[r, i] = exp(x[r, i] - m) / sum over k of exp(x[r, k] - m), m the largest element of row r.

#include "instantiate.h"
#include "threadgroup.h"

// A threadgroup makes a row. x has strides, in elements; out is dense.
template <typename T>
[[kernel]] void softmax(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant int& axis_size [[buffer(2)]],
    const constant int64_t& x_row_stride [[buffer(3)]],
    const constant int64_t& x_stride [[buffer(4)]],
    uint row [[threadgroup_position_in_grid]],
    uint thread_index [[thread_position_in_threadgroup]],
    uint threads [[threads_per_threadgroup]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint simdgroups [[simdgroups_per_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  threadgroup float values[most_simdgroups];
  x += row * x_row_stride;
  out += int64_t(row) * axis_size;

  float largest = -INFINITY;
  for (int i = thread_index; i < axis_size; i += threads) {
    largest = max(largest, static_cast<float>(x[i * x_stride]));
  }
  largest = threadgroup_max(largest, values, simdgroup, simdgroups, lane);

  float sum = 0.0f;
  for (int i = thread_index; i < axis_size; i += threads) {
    // equivalent mutants: fast-function: what it adds to the sum is off by no more than 4 ulps of the largest term
    sum += exp(static_cast<float>(x[i * x_stride]) - largest);
  }
  sum = threadgroup_sum(sum, values, simdgroup, simdgroups, lane);

  for (int i = thread_index; i < axis_size; i += threads) {
    out[i] = static_cast<T>(exp(static_cast<float>(x[i * x_stride]) - largest) / sum);
  }
}

INSTANTIATE_FLOATS("softmax", softmax)
