#include <metal_stdlib>
using namespace metal;

kernel void probe_bfloat(
    device const float* x [[buffer(0)]],
    device bfloat* y [[buffer(1)]],
    uint thread_index [[thread_index_in_threadgroup]]) {
  y[thread_index] = bfloat(x[thread_index]);
}
