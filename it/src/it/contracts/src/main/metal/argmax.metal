// out[r] = the index of the largest element of row r; of several, the first. A NaN is larger than
// any number.

#include "instantiate.h"
#include "threadgroup.h"

struct candidate {
  float value;
  uint index;
};

inline bool wins(candidate a, candidate b) {
  if (isnan(a.value) != isnan(b.value)) {
    return isnan(a.value);
  }
  // equivalent mutants: comparison-strictness.2: a candidate that meets itself may win or lose
  return a.value > b.value || (!(a.value < b.value) && a.index < b.index);
}

// The winner of a SIMD group, for each lane.
inline candidate simd_winner(candidate own) {
  for (ushort distance = simd_lanes / 2; distance > 0; distance /= 2) {
    const candidate other = {
        simd_shuffle_xor(own.value, distance), simd_shuffle_xor(own.index, distance)};
    if (wins(other, own)) {
      own = other;
    }
  }
  return own;
}

// A threadgroup makes a row. x has strides, in elements.
template <typename T>
[[kernel]] void argmax(
    const device T* x [[buffer(0)]],
    device uint* out [[buffer(1)]],
    const constant int& axis_size [[buffer(2)]],
    const constant int64_t& x_row_stride [[buffer(3)]],
    const constant int64_t& x_stride [[buffer(4)]],
    uint row [[threadgroup_position_in_grid]],
    uint thread_index [[thread_position_in_threadgroup]],
    uint threads [[threads_per_threadgroup]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint simdgroups [[simdgroups_per_threadgroup]],
    // equivalent mutants: size-halved.0: an element that is seen twice wins as it did
    uint lane [[thread_index_in_simdgroup]]) {
  threadgroup float values[most_simdgroups];
  threadgroup uint indices[most_simdgroups];
  // It wins only over -infinities, and where all are -infinity the first is right.
  // equivalent mutants: constant-plus-one, constant-minus-one: any index that loses against 0 will do, or 0
  const candidate none = {-INFINITY, 0xFFFFFFFFu};
  x += row * x_row_stride;

  candidate best = none;
  for (int i = thread_index; i < axis_size; i += threads) {
    const candidate next = {static_cast<float>(x[i * x_stride]), uint(i)};
    if (wins(next, best)) {
      best = next;
    }
  }
  best = simd_winner(best);
  // equivalent mutants: guard-removed, equality-negated, constant-plus-one: every lane has the same winner
  if (lane == 0) {
    values[simdgroup] = best.value;
    indices[simdgroup] = best.index;
  }
  threadgroup_barrier(mem_flags::mem_threadgroup);
  // equivalent mutants: guard-removed: every SIMD group finds the same winner
  if (simdgroup == 0) {
    best = none;
    if (lane < simdgroups) {
      best = {values[lane], indices[lane]};
    }
    best = simd_winner(best);
    // equivalent mutants: guard-removed, equality-negated, constant-plus-one: every lane has the same winner
    if (lane == 0) {
      out[row] = best.index;
    }
  }
}

INSTANTIATE_FLOATS("argmax", argmax)
