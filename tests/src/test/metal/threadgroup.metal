#include <metal_stdlib>
using namespace metal;

// Reverses the values of a threadgroup through shared memory.
kernel void reverse(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                    uint i [[thread_index_in_threadgroup]],
                    uint size [[threads_per_threadgroup]]) {
  threadgroup int tile[1024];
  tile[i] = in[i];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = tile[size - 1 - i];
}

// A tree over the whole threadgroup: a barrier in each round.
kernel void tree_sum(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                     uint i [[thread_index_in_threadgroup]],
                     uint size [[threads_per_threadgroup]]) {
  threadgroup int tile[1024];
  tile[i] = in[i];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  for (uint stride = size / 2; stride > 0; stride /= 2) {
    if (i < stride) tile[i] += tile[i + stride];
    threadgroup_barrier(mem_flags::mem_threadgroup);
  }
  out[i] = tile[0];
}

// Neighbours exchange through shared memory behind a SIMD-group barrier.
kernel void swap_neighbours(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                            uint i [[thread_index_in_threadgroup]]) {
  threadgroup int tile[1024];
  tile[i] = in[i];
  simdgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = tile[i ^ 1];
}

template <typename T, int Count>
struct Pair {
  T values[Count];
};

template <typename T>
T shared_total(T value, uint i, threadgroup T* shared) {
  shared[i] = value;
  threadgroup_barrier(mem_flags::mem_threadgroup);
  T total = 0;
  for (uint k = 0; k < 64; ++k) total += shared[k];
  return total;
}

// Two instantiations of one template have shared variables of their own; a pointer to shared
// memory is each thread's own.
template <typename T>
kernel void shared_by_type(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                           uint i [[thread_index_in_threadgroup]]) {
  threadgroup Pair<T, 64> pair;
  threadgroup T* values = pair.values;
  out[i] = int(shared_total<T>(T(in[i]), i, values));
}

template [[host_name("shared_by_type_" "int")]] [[kernel]]
decltype(shared_by_type<int>) shared_by_type<int>;
template [[host_name("shared_by_type_float")]] [[kernel]]
decltype(shared_by_type<float>) shared_by_type<float>;

// Threadgroup memory starts undefined: a NaN here, whatever the threadgroup before left in it.
kernel void unwritten(device int* out [[buffer(1)]], uint i [[thread_position_in_grid]]) {
  threadgroup float value;
  out[i] = isnan(value) ? 1 : 0;
  threadgroup_barrier(mem_flags::mem_threadgroup);
  value = 1;
}

// Atomics of device memory across threadgroups.
kernel void count(device atomic_int* out [[buffer(1)]], uint i [[thread_position_in_grid]]) {
  atomic_fetch_add_explicit(out + i % 4, int(i), memory_order_relaxed);
}
