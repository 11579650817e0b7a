// out[r, i] = exp(x[r, i] - m) / sum over k of exp(x[r, k] - m), m the largest element of row r.
//
// The bug: rows are padded with zeros to a multiple of 128, and the padding enters the sum.

#include "threadgroup.h"
#include "twins.h"

constant constexpr int strip = 128;

// A threadgroup, of 128 threads, makes a row.
template <typename T, bool right>
[[kernel]] void softmax_padding(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant int& axis_size [[buffer(2)]],
    uint row [[threadgroup_position_in_grid]],
    uint thread_index [[thread_position_in_threadgroup]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint simdgroups [[simdgroups_per_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  threadgroup float values[most_simdgroups];
  x += int64_t(row) * axis_size;
  out += int64_t(row) * axis_size;

  float largest = -INFINITY;
  for (int i = thread_index; i < axis_size; i += strip) {
    largest = max(largest, static_cast<float>(x[i]));
  }
  largest = threadgroup_max(largest, values, simdgroup, simdgroups, lane);

  const int padded = (axis_size + strip - 1) / strip * strip;
  const int end = right ? axis_size : padded;
  float sum = 0.0f;
  for (int i = thread_index; i < end; i += strip) {
    const float element = i < axis_size ? static_cast<float>(x[i]) : 0.0f;
    sum += exp(element - largest);
  }
  sum = threadgroup_sum(sum, values, simdgroup, simdgroups, lane);

  for (int i = thread_index; i < axis_size; i += strip) {
    out[i] = static_cast<T>(exp(static_cast<float>(x[i]) - largest) / sum);
  }
}

INSTANTIATE_TWINS("softmax_padding", softmax_padding)
