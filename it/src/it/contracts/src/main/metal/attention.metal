// out[h, q] = sum over k of softmax over k of (q[h, q] . k[h / group, k] * scale + mask[q, k])
// * v[h / group, k], in one pass over the keys: whenever a tile of keys raises the maximum, what was
// summed before is scaled down.

#include "instantiate.h"

constant bool has_mask [[function_constant(0)]];
constant bool masked = is_function_constant_defined(has_mask) && has_mask;

constant constexpr int lanes = 32;    // a tile has as many keys
constant constexpr int queries_at_once = 4;

// A SIMD group makes one query's row of D outputs. In a tile each lane has one key for the scores,
// and then D / 32 outputs, a lane's 32 apart.
template <typename T, int D>
[[kernel]] void attention(
    const device T* q [[buffer(0)]],
    const device T* k [[buffer(1)]],
    const device T* v [[buffer(2)]],
    device T* out [[buffer(3)]],
    const constant int& queries [[buffer(4)]],
    const constant int& keys [[buffer(5)]],
    const constant int& group [[buffer(6)]],
    const constant float& scale [[buffer(7)]],
    const device T* mask [[buffer(8), function_constant(masked)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  const int query = int(tile.x) * queries_at_once + int(simdgroup);
  if (query >= queries) {
    return;
  }
  q += (int64_t(tile.y) * queries + query) * D;
  out += (int64_t(tile.y) * queries + query) * D;
  k += int64_t(tile.y) / group * keys * D;
  v += int64_t(tile.y) / group * keys * D;

  float largest = -INFINITY;
  float sum = 0.0f;
  float sums[D / lanes] = {};
  for (int begin = 0; begin < keys; begin += lanes) {
    const int key = begin + int(lane);
    float score = -INFINITY;
    if (key < keys) {
      float product = 0.0f;
      for (int i = 0; i < D; ++i) {
        product += static_cast<float>(q[i]) * static_cast<float>(k[int64_t(key) * D + i]);
      }
      score = product * scale;
      if (masked) {
        score += static_cast<float>(mask[int64_t(query) * keys + key]);
      }
    }

    // As long as all scores are -infinity, so is the maximum, and less itself it would be NaN.
    const float before = largest;
    largest = max(largest, simd_max(score));
    const float shift = largest == -INFINITY ? 0.0f : largest;
    const float rescale = exp(before - shift);
    const float weight = key < keys ? exp(score - shift) : 0.0f;
    sum = sum * rescale + simd_sum(weight);
    for (int i = 0; i < D / lanes; ++i) {
      sums[i] *= rescale;
    }
    for (int j = 0; j < min(lanes, keys - begin); ++j) {
      const float weight_of_key = simd_broadcast(weight, ushort(j));
      const device T* row = v + int64_t(begin + j) * D;
      for (int i = 0; i < D / lanes; ++i) {
        sums[i] += weight_of_key * static_cast<float>(row[i * lanes + int(lane)]);
      }
    }
  }
  for (int i = 0; i < D / lanes; ++i) {
    out[i * lanes + int(lane)] = static_cast<T>(sums[i] / sum);
  }
}

#define INSTANTIATE_ATTENTION(T)                           \
  INSTANTIATE("attention_" #T "_d_32", attention<T, 32>)   \
  INSTANTIATE("attention_" #T "_d_64", attention<T, 64>)   \
  INSTANTIATE("attention_" #T "_d_128", attention<T, 128>)

INSTANTIATE_ATTENTION(float)
INSTANTIATE_ATTENTION(half)
INSTANTIATE_ATTENTION(bfloat)
