#include <metal_stdlib>

// A thread makes a row. The weights are floats in both kernels.
template <typename T>
[[kernel]] void rms_norm(
    const device T* x [[buffer(0)]],
    const device float* w [[buffer(1)]],
    device T* out [[buffer(2)]],
    const constant float& eps [[buffer(3)]],
    const constant int& axis_size [[buffer(4)]],
    uint row [[thread_position_in_grid]]) {
  x += row * axis_size;
  out += row * axis_size;
  float sum = 0.0f;
  for (int i = 0; i < axis_size; i++) {
    sum += float(x[i]) * float(x[i]);
  }
  const float scale = metal::precise::rsqrt(sum / axis_size + eps);
  for (int i = 0; i < axis_size; i++) {
    out[i] = T(float(x[i]) * scale * w[i]);
  }
}

template [[host_name("rms_norm_float")]] [[kernel]] void rms_norm<float>(
    const device float*, const device float*, device float*, const constant float&, const constant int&, uint);
template [[host_name("rms_norm_half")]] [[kernel]] void rms_norm<half>(
    const device half*, const device float*, device half*, const constant float&, const constant int&, uint);
