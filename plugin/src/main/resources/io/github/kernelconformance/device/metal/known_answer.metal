#include <metal_stdlib>
using namespace metal;

// Each threadgroup of 64 stores its products in reverse.
kernel void probe_known_answer(
    device const uint* x [[buffer(0)]],
    device uint* y [[buffer(1)]],
    constant uint& factor [[buffer(2)]],
    uint thread_index [[thread_index_in_threadgroup]],
    uint group [[threadgroup_position_in_grid]]) {
  threadgroup uint products[64];
  products[thread_index] = x[group * 64 + thread_index] * factor + group;
  threadgroup_barrier(mem_flags::mem_threadgroup);
  y[group * 64 + thread_index] = products[63 - thread_index];
}
