// out[r, i] = x[r, i] / sqrt(mean over k of x[r, k]^2 + eps) * w[i].

#include "instantiate.h"
#include "threadgroup.h"

// 1 / sqrt(mean of squares + eps) of a row, for every thread.
template <typename T>
inline float inverse_root_mean_square(
    const device T* x,
    int64_t stride,
    int axis_size,
    float eps,
    threadgroup float* values,
    uint thread_index,
    uint threads,
    uint simdgroup,
    uint simdgroups,
    uint lane) {
  float sum = 0.0f;
  for (int i = thread_index; i < axis_size; i += threads) {
    const float element = static_cast<float>(x[i * stride]);
    sum += element * element;
  }
  sum = threadgroup_sum(sum, values, simdgroup, simdgroups, lane);
  return rsqrt(sum / axis_size + eps);
}

// A threadgroup makes a row.
template <typename T>
[[kernel]] void rms_norm(
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
  const float scale = inverse_root_mean_square(
      x, 1, axis_size, eps, values, thread_index, threads, simdgroup, simdgroups, lane);
  for (int i = thread_index; i < axis_size; i += threads) {
    out[i] = static_cast<T>(static_cast<float>(x[i]) * scale * static_cast<float>(w[i]));
  }
}

// As rms_norm, where x and w have strides, in elements; out is dense.
template <typename T>
[[kernel]] void rms_norm_strided(
    const device T* x [[buffer(0)]],
    const device T* w [[buffer(1)]],
    device T* out [[buffer(2)]],
    const constant float& eps [[buffer(3)]],
    const constant int& axis_size [[buffer(4)]],
    const constant int64_t& x_row_stride [[buffer(5)]],
    const constant int64_t& x_stride [[buffer(6)]],
    const constant int64_t& w_stride [[buffer(7)]],
    uint row [[threadgroup_position_in_grid]],
    uint thread_index [[thread_position_in_threadgroup]],
    uint threads [[threads_per_threadgroup]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint simdgroups [[simdgroups_per_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  threadgroup float values[most_simdgroups];
  x += row * x_row_stride;
  out += int64_t(row) * axis_size;
  const float scale = inverse_root_mean_square(
      x, x_stride, axis_size, eps, values, thread_index, threads, simdgroup, simdgroups, lane);
  for (int i = thread_index; i < axis_size; i += threads) {
    const float weight = static_cast<float>(w[i * w_stride]);
    out[i] = static_cast<T>(static_cast<float>(x[i * x_stride]) * scale * weight);
  }
}

INSTANTIATE_FLOATS("rms_norm", rms_norm)
INSTANTIATE_FLOATS("rms_norm_strided", rms_norm_strided)
