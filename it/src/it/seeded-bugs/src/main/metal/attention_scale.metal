// out[h, q] = sum over k of softmax over k of (q[h, q] . k[h, k] / sqrt(dims)) * v[h, k].
//
// The bug: scores are not divided by sqrt(dims).

#include "threadgroup.h"
#include "twins.h"

// A threadgroup makes the row of one query. The grid is (queries, heads); `weights` has an element
// for each key.
template <typename T, bool right>
[[kernel]] void attention_scale(
    const device T* q [[buffer(0)]],
    const device T* k [[buffer(1)]],
    const device T* v [[buffer(2)]],
    device T* out [[buffer(3)]],
    const constant int& keys [[buffer(4)]],
    const constant int& dims [[buffer(5)]],
    threadgroup float* weights [[threadgroup(0)]],
    uint2 tile [[threadgroup_position_in_grid]],
    uint2 grid [[threadgroups_per_grid]],
    uint thread_index [[thread_index_in_threadgroup]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint simdgroups [[simdgroups_per_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  threadgroup float values[most_simdgroups];
  const int threads = simdgroups * simd_lanes;
  const int64_t row = int64_t(tile.y) * grid.x + tile.x;
  q += row * dims;
  out += row * dims;
  k += int64_t(tile.y) * keys * dims;
  v += int64_t(tile.y) * keys * dims;

  float largest = -INFINITY;
  for (int key = thread_index; key < keys; key += threads) {
    float score = 0.0f;
    for (int i = 0; i < dims; ++i) {
      score += static_cast<float>(q[i]) * static_cast<float>(k[int64_t(key) * dims + i]);
    }
    score = right ? score / sqrt(static_cast<float>(dims)) : score;
    weights[key] = score;
    largest = max(largest, score);
  }
  largest = threadgroup_max(largest, values, simdgroup, simdgroups, lane);

  float sum = 0.0f;
  for (int key = thread_index; key < keys; key += threads) {
    weights[key] = exp(weights[key] - largest);
    sum += weights[key];
  }
  sum = threadgroup_sum(sum, values, simdgroup, simdgroups, lane);

  for (int i = thread_index; i < dims; i += threads) {
    float output = 0.0f;
    for (int key = 0; key < keys; ++key) {
      output += weights[key] * static_cast<float>(v[int64_t(key) * dims + i]);
    }
    out[i] = static_cast<T>(output / sum);
  }
}

INSTANTIATE_TWINS("attention_scale", attention_scale)
