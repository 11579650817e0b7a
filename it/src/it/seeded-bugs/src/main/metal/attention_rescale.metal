// out[h, q] = sum over k of softmax over k of (q[h, q] . k[h, k] / sqrt(dims)) * v[h, k], in one pass
// over the keys.
//
// The bug: what was summed is not scaled down when a later tile of keys raises the maximum.

#include "twins.h"

constant constexpr int lanes = 32;  // a tile has as many keys
constant constexpr int most_dims = 128;

// A threadgroup, one SIMD group, makes the row of one query. The grid is (queries, heads). In a tile
// each lane has one key for the scores, and then every 32nd output.
template <typename T, bool right>
[[kernel]] void attention_rescale(
    const device T* q [[buffer(0)]],
    const device T* k [[buffer(1)]],
    const device T* v [[buffer(2)]],
    device T* out [[buffer(3)]],
    const constant int& keys [[buffer(4)]],
    const constant int& dims [[buffer(5)]],
    uint2 tile [[threadgroup_position_in_grid]],
    uint2 grid [[threadgroups_per_grid]],
    uint lane [[thread_index_in_simdgroup]]) {
  const int64_t row = int64_t(tile.y) * grid.x + tile.x;
  q += row * dims;
  out += row * dims;
  k += int64_t(tile.y) * keys * dims;
  v += int64_t(tile.y) * keys * dims;

  float largest = -INFINITY;
  float sum = 0.0f;
  float sums[most_dims / lanes] = {};
  for (int begin = 0; begin < keys; begin += lanes) {
    const int key = begin + int(lane);
    float score = -INFINITY;
    if (key < keys) {
      score = 0.0f;
      for (int i = 0; i < dims; ++i) {
        score += static_cast<float>(q[i]) * static_cast<float>(k[int64_t(key) * dims + i]);
      }
      score /= sqrt(static_cast<float>(dims));
    }

    // As long as all scores are -infinity, so is the maximum, and less itself it would be NaN.
    const float before = largest;
    largest = max(largest, simd_max(score));
    const float shift = largest == -INFINITY ? 0.0f : largest;
    const float rescale = right ? exp(before - shift) : 1.0f;
    const float weight = key < keys ? exp(score - shift) : 0.0f;
    sum = sum * rescale + simd_sum(weight);
    for (int i = 0; i < most_dims / lanes; ++i) {
      sums[i] *= rescale;
    }
    for (int j = 0; j < min(lanes, keys - begin); ++j) {
      const float weight_of_key = simd_broadcast(weight, ushort(j));
      for (int i = lane; i < dims; i += lanes) {
        sums[i / lanes] += weight_of_key * static_cast<float>(v[int64_t(begin + j) * dims + i]);
      }
    }
  }
  for (int i = lane; i < dims; i += lanes) {
    out[i] = static_cast<T>(sums[i / lanes] / sum);
  }
}

INSTANTIATE_TWINS("attention_rescale", attention_rescale)
