#include <metal_stdlib>
using namespace metal;

// Threads exchange values through `shared`, in threadgroup memory and in device memory, with other barriers
// between their accesses. `right` is the flag of that memory, `wrong` that of the other.

#define kernels(name, body)                                                                        \
  kernel void tile_##name(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],   \
                          uint i [[thread_index_in_threadgroup]]) {                                \
    constexpr mem_flags right = mem_flags::mem_threadgroup, wrong = mem_flags::mem_device;         \
    constexpr mem_flags none = mem_flags::mem_none;                                                \
    threadgroup float shared[64];                                                                  \
    body                                                                                           \
  }                                                                                                \
  kernel void device_##name(const device float* in [[buffer(0)]], device float* out [[buffer(1)]], \
                            device float* shared [[buffer(2)]],                                    \
                            uint i [[thread_index_in_threadgroup]]) {                              \
    constexpr mem_flags right = mem_flags::mem_device, wrong = mem_flags::mem_threadgroup;         \
    constexpr mem_flags none = mem_flags::mem_none;                                                \
    body                                                                                           \
  }

// A value of a neighbour in the same SIMD group, and of a thread in the other one.
#define exchange(name, barriers)                                           \
  kernels(name##_near, shared[i] = 0; threadgroup_barrier(right); shared[i] = in[i]; barriers out[i] = shared[i ^ 1];) \
  kernels(name##_far, shared[i] = 0; threadgroup_barrier(right); shared[i] = in[i]; barriers out[i] = shared[i ^ 32];)

exchange(no_barrier, )
exchange(threadgroup_right, threadgroup_barrier(right);)
exchange(threadgroup_wrong, threadgroup_barrier(wrong);)
exchange(threadgroup_none, threadgroup_barrier(none);)
exchange(simdgroup_right, simdgroup_barrier(right);)
exchange(simdgroup_none, simdgroup_barrier(none);)
exchange(none_then_right, threadgroup_barrier(none); threadgroup_barrier(right);)
exchange(right_then_none, threadgroup_barrier(right); threadgroup_barrier(none);)
exchange(none_and_wrong, threadgroup_barrier(none); threadgroup_barrier(wrong);)
exchange(none_and_simdgroup, threadgroup_barrier(none); simdgroup_barrier(right);)

// A variable that is no array.
kernel void scalar_without_barrier(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                                   uint i [[thread_index_in_threadgroup]]) {
  threadgroup float first;
  if (i == 0) first = in[0];
  out[i] = i == 0 ? 0 : first;
}
kernel void scalar_with_barrier(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                                uint i [[thread_index_in_threadgroup]]) {
  threadgroup float first;
  if (i == 0) first = in[0];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = first;
}
kernel void unwritten_scalar(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                             uint i [[thread_index_in_threadgroup]]) {
  threadgroup float first;
  if (in[i] > 1e9) first = in[0];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = first;
}

// Writes after writes, and after reads.
kernels(write_after_write, shared[i] = in[i]; threadgroup_barrier(none); shared[i ^ 32] = 2 * in[i];
        out[i] = shared[i ^ 32];)
kernels(same_write, shared[i] = 1; threadgroup_barrier(none); shared[i ^ 32] = 1; out[i] = shared[i ^ 32];)
kernels(write_after_read, shared[i] = in[i]; threadgroup_barrier(right); out[i] = shared[i ^ 32];
        threadgroup_barrier(none); shared[i] = 0;)

// Element 0 is read before and after the barrier and then written: the write races with the reads after it, though
// two threads have read before it.
kernels(read_on_both_sides, if (i == 0) shared[0] = 1; threadgroup_barrier(right);
        out[i] = i < 4 ? shared[0] : in[i]; threadgroup_barrier(none);
        if (i > 30) out[i] = shared[0];
        if (i == 63) shared[0] = 5;)
