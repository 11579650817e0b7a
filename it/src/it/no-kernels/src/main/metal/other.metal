#include <metal_stdlib>
using namespace metal;

// Near the contract, but neither the name nor the template is that of a cell.
[[host_name("mxfp4_qmv_float_gs_32_b4_batch_0")]] kernel void misspelt(
    device float* y [[buffer(0)]], uint i [[thread_position_in_grid]]) {
  y[i] = 0;
}

template <typename T>
[[kernel]] void fp_qmv(device T* y [[buffer(0)]], uint i [[thread_position_in_grid]]) {
  y[i] = 0;
}
