#include <metal_stdlib>
using namespace metal;

kernel void probe_subnormals(
    device const float* x [[buffer(0)]],
    device float* y [[buffer(1)]]) {
  y[0] = x[0];
  y[1] = x[0] + x[0];
}
