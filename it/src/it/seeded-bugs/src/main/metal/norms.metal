// Rows divided by a norm. A threadgroup makes a row.

#include "threadgroup.h"
#include "twins.h"

// The sum of the squares of a row, for every thread.
template <typename T>
inline float sum_of_squares(
    const device T* x,
    int axis_size,
    threadgroup float* values,
    uint thread_index,
    uint threads,
    uint simdgroup,
    uint simdgroups,
    uint lane) {
  float sum = 0.0f;
  for (int i = thread_index; i < axis_size; i += threads) {
    const float element = static_cast<float>(x[i]);
    sum += element * element;
  }
  return threadgroup_sum(sum, values, simdgroup, simdgroups, lane);
}

// out[r, i] = x[r, i] / sqrt(mean over k of x[r, k]^2 + eps) * w[i].
//
// The bug: it divides by what is under the root.
template <typename T, bool right>
[[kernel]] void rms_norm_root(
    const device T* x [[buffer(0)]],
    const device T* w [[buffer(1)]],
    device T* out [[buffer(2)]],
    const constant float& eps [[buffer(3)]],
    const constant int& axis_size [[buffer(4)]],
    uint row [[threadgroup_position_in_grid]],
    uint thread_index [[thread_position_in_threadgroup]],
    uint threads [[threads_per_threadgroup]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint simdgroups [[simdgroups_per_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  threadgroup float values[most_simdgroups];
  x += int64_t(row) * axis_size;
  out += int64_t(row) * axis_size;
  const float sum = sum_of_squares(
      x, axis_size, values, thread_index, threads, simdgroup, simdgroups, lane);
  const float square = sum / axis_size + eps;
  const float scale = right ? rsqrt(square) : 1.0f / square;
  for (int i = thread_index; i < axis_size; i += threads) {
    out[i] = static_cast<T>(static_cast<float>(x[i]) * scale * static_cast<float>(w[i]));
  }
}

// out[r, i] = x[r, i] / sqrt(sum over k of x[r, k]^2 + eps).
//
// The bug: it divides by what is under the root.
template <typename T, bool right>
[[kernel]] void l2_norm_root(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant float& eps [[buffer(2)]],
    const constant int& axis_size [[buffer(3)]],
    uint row [[threadgroup_position_in_grid]],
    uint thread_index [[thread_position_in_threadgroup]],
    uint threads [[threads_per_threadgroup]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint simdgroups [[simdgroups_per_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  threadgroup float values[most_simdgroups];
  x += int64_t(row) * axis_size;
  out += int64_t(row) * axis_size;
  const float square = eps + sum_of_squares(
      x, axis_size, values, thread_index, threads, simdgroup, simdgroups, lane);
  const float scale = right ? rsqrt(square) : 1.0f / square;
  for (int i = thread_index; i < axis_size; i += threads) {
    out[i] = static_cast<T>(static_cast<float>(x[i]) * scale);
  }
}

INSTANTIATE_TWINS("rms_norm_root", rms_norm_root)
INSTANTIATE_TWINS("l2_norm_root", l2_norm_root)
