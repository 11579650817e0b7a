// out[r, i] = (x[r, i] - mean) / sqrt(variance + eps) * w[i] + b[i], of the elements of row r.

#include "instantiate.h"
#include "threadgroup.h"

// A threadgroup makes a row. The variance is the mean of squared distances from the mean: as the mean
// of squares less the square of the mean, it would cancel where the mean is large.
template <typename T>
[[kernel]] void layer_norm(
    const device T* x [[buffer(0)]],
    const device T* w [[buffer(1)]],
    const device T* b [[buffer(2)]],
    device T* out [[buffer(3)]],
    const constant float& eps [[buffer(4)]],
    const constant int& axis_size [[buffer(5)]],
    uint row [[threadgroup_position_in_grid]],
    uint thread_index [[thread_position_in_threadgroup]],
    uint threads [[threads_per_threadgroup]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint simdgroups [[simdgroups_per_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  threadgroup float values[most_simdgroups];
  x += int64_t(row) * axis_size;
  out += int64_t(row) * axis_size;

  float sum = 0.0f;
  for (int i = thread_index; i < axis_size; i += threads) {
    sum += static_cast<float>(x[i]);
  }
  const float mean = threadgroup_sum(sum, values, simdgroup, simdgroups, lane) / axis_size;

  float squares = 0.0f;
  for (int i = thread_index; i < axis_size; i += threads) {
    const float distance = static_cast<float>(x[i]) - mean;
    squares += distance * distance;
  }
  const float variance = threadgroup_sum(squares, values, simdgroup, simdgroups, lane) / axis_size;
  // equivalent mutants: fast-function: the variance may be off by more
  const float scale = rsqrt(variance + eps);

  for (int i = thread_index; i < axis_size; i += threads) {
    const float normal = (static_cast<float>(x[i]) - mean) * scale;
    out[i] = static_cast<T>(normal * static_cast<float>(w[i]) + static_cast<float>(b[i]));
  }
}

INSTANTIATE_FLOATS("layer_norm", layer_norm)
