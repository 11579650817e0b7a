// out[r, i] = exp(x[r, i] - m) / sum over k of exp(x[r, k] - m), m the largest element of row r.
//
// The bug: a block is the next power of two, and what it loads past the row is 0, not -infinity.

#include "twins.h"

constant constexpr int tree_size = 256;

// A threadgroup, of 256 threads, makes a row, and combines the threads' shares in a tree.
template <typename T, bool right>
[[kernel]] void softmax_zero_load(
    const device T* x [[buffer(0)]],
    device T* out [[buffer(1)]],
    const constant int& axis_size [[buffer(2)]],
    uint row [[threadgroup_position_in_grid]],
    uint thread_index [[thread_position_in_threadgroup]]) {
  threadgroup float tree[tree_size];
  const float past = right ? -INFINITY : 0.0f;
  x += int64_t(row) * axis_size;
  out += int64_t(row) * axis_size;
  int block = 1;
  while (block < axis_size) {
    block *= 2;
  }

  float share = -INFINITY;
  for (int i = thread_index; i < block; i += tree_size) {
    share = max(share, i < axis_size ? static_cast<float>(x[i]) : past);
  }
  tree[thread_index] = share;
  for (uint half_size = tree_size / 2; half_size > 0; half_size /= 2) {
    threadgroup_barrier(mem_flags::mem_threadgroup);
    if (thread_index < half_size) {
      tree[thread_index] = max(tree[thread_index], tree[thread_index + half_size]);
    }
  }
  threadgroup_barrier(mem_flags::mem_threadgroup);
  const float largest = tree[0];
  threadgroup_barrier(mem_flags::mem_threadgroup);

  share = 0.0f;
  for (int i = thread_index; i < block; i += tree_size) {
    share += exp((i < axis_size ? static_cast<float>(x[i]) : past) - largest);
  }
  tree[thread_index] = share;
  for (uint half_size = tree_size / 2; half_size > 0; half_size /= 2) {
    threadgroup_barrier(mem_flags::mem_threadgroup);
    if (thread_index < half_size) {
      tree[thread_index] += tree[thread_index + half_size];
    }
  }
  threadgroup_barrier(mem_flags::mem_threadgroup);
  for (int i = thread_index; i < axis_size; i += tree_size) {
    out[i] = static_cast<T>(exp(static_cast<float>(x[i]) - largest) / tree[0]);
  }
}

INSTANTIATE_TWINS("softmax_zero_load", softmax_zero_load)
