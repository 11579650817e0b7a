#include <metal_stdlib>
using namespace metal;

// What is left of a product after its rounded value is taken away: nothing, unless both are fused.
kernel void probe_contraction(
    device const float* x [[buffer(0)]],
    device float* y [[buffer(1)]]) {
  y[0] = x[0] * x[1] + x[2];
  float product = x[0] * x[1];
  y[1] = product + x[2];
}
