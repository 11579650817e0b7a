#include <metal_stdlib>
using namespace metal;

kernel void probe_simd_width(
    device uint* y [[buffer(0)]],
    uint thread_index [[thread_index_in_threadgroup]],
    uint width [[threads_per_simdgroup]]) {
  y[2 * thread_index] = width;
  y[2 * thread_index + 1] = simd_sum(1u);
}
