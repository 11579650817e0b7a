#include <metal_stdlib>
using namespace metal;

// The index is far enough outside to be outside, and near enough to hit no other buffer's memory.
kernel void probe_wrong_store(
    device const uint* index [[buffer(0)]],
    device uint* y [[buffer(1)]]) {
  y[index[0]] = 1;
}
