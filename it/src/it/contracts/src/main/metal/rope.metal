// Rotary position embedding: each pair of elements is rotated by an angle, position * frequency.
//
// x is [heads, positions, 2 * pairs]. A pair is elements p and p + pairs, or, interleaved, 2 p and
// 2 p + 1. The first position is `offset`.

#include "instantiate.h"

// Where the two elements of a pair are.
struct pair_place {
  int64_t first;
  int64_t second;
};

template <bool interleaved>
inline pair_place place_of(uint3 at, uint3 grid) {
  const int64_t row = (int64_t(at.z) * grid.y + at.y) * 2 * grid.x;
  if (interleaved) {
    return {row + 2 * at.x, row + 2 * at.x + 1};
  }
  return {row + at.x, row + at.x + grid.x};
}

// Rotates one pair of x; `out` may be x.
template <typename T, typename In>
inline void rotate_pair(In x, device T* out, pair_place place, float angle) {
  const float first = static_cast<float>(x[place.first]);
  const float second = static_cast<float>(x[place.second]);
  const float cosine = cos(angle);
  const float sine = sin(angle);
  out[place.first] = static_cast<T>(first * cosine - second * sine);
  out[place.second] = static_cast<T>(first * sine + second * cosine);
}

// The grid in threads is (pairs, positions, heads).
template <typename T, bool interleaved>
[[kernel]] void rope(
    const device T* x [[buffer(0)]],
    const device float* frequencies [[buffer(1)]],
    device T* out [[buffer(2)]],
    const constant int& offset [[buffer(3)]],
    uint3 at [[thread_position_in_grid]],
    uint3 grid [[threads_per_grid]]) {
  const float angle = static_cast<float>(offset + int(at.y)) * frequencies[at.x];
  rotate_pair(x, out, place_of<interleaved>(at, grid), angle);
}

// As rope, in place.
template <typename T, bool interleaved>
[[kernel]] void rope_in_place(
    device T* x [[buffer(0)]],
    const device float* frequencies [[buffer(1)]],
    const constant int& offset [[buffer(2)]],
    uint3 at [[thread_position_in_grid]],
    uint3 grid [[threads_per_grid]]) {
  const float angle = static_cast<float>(offset + int(at.y)) * frequencies[at.x];
  rotate_pair(x, x, place_of<interleaved>(at, grid), angle);
}

#define INSTANTIATE_ROPE(T)                                       \
  INSTANTIATE("rope_" #T, rope<T, false>)                         \
  INSTANTIATE("rope_interleaved_" #T, rope<T, true>)              \
  INSTANTIATE("rope_in_place_" #T, rope_in_place<T, false>)

INSTANTIATE_ROPE(float)
INSTANTIATE_ROPE(half)
INSTANTIATE_ROPE(bfloat)
