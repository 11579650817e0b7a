#include <metal_stdlib>
using namespace metal;

kernel void float_to_bfloat(device const float* in [[buffer(0)]], device ushort* out [[buffer(1)]],
                            uint i [[thread_position_in_grid]]) {
  out[i] = as_type<ushort>(bfloat(in[i]));
}

// The same by vectors.
kernel void float4_to_bfloat4(device const float4* in [[buffer(0)]], device bfloat4* out [[buffer(1)]],
                              uint i [[thread_position_in_grid]]) {
  out[i] = bfloat4(in[i]);
}

kernel void bfloat_to_float(device const bfloat* in [[buffer(0)]], device float* out [[buffer(1)]],
                            uint i [[thread_position_in_grid]]) {
  out[i] = in[i];
}

kernel void int_to_bfloat(device const int* in [[buffer(0)]], device bfloat* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  out[i] = in[i];
}

kernel void long_to_bfloat(device const long* in [[buffer(0)]], device bfloat* out [[buffer(1)]],
                           uint i [[thread_position_in_grid]]) {
  out[i] = bfloat(in[i]);
}

kernel void float_to_half(device const float* in [[buffer(0)]], device half* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  out[i] = half(in[i]);
}

kernel void half_to_float(device const half* in [[buffer(0)]], device float* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  out[i] = in[i];
}

// Sum, difference, product, quotient and square root of pairs.
kernel void half_arithmetic(device const half2* in [[buffer(0)]], device half* out [[buffer(1)]],
                            uint i [[thread_position_in_grid]]) {
  const half a = in[i].x, b = in[i].y;
  device half* results = out + 5 * i;
  results[0] = a + b;
  results[1] = a - b;
  results[2] = a * b;
  results[3] = a / b;
  results[4] = sqrt(a);
}

kernel void bfloat_arithmetic(device const bfloat2* in [[buffer(0)]], device bfloat* out [[buffer(1)]],
                              uint i [[thread_position_in_grid]]) {
  const bfloat a = in[i].x, b = in[i].y;
  device bfloat* results = out + 5 * i;
  results[0] = a + b;
  results[1] = a - b;
  results[2] = a * b;
  results[3] = a / b;
  results[4] = sqrt(a);
}

kernel void bfloat4_arithmetic(device const bfloat4* in [[buffer(0)]], device bfloat4* out [[buffer(1)]],
                               uint i [[thread_position_in_grid]]) {
  const bfloat4 a = in[2 * i], b = in[2 * i + 1];
  out[4 * i] = a + b;
  out[4 * i + 1] = a - b;
  out[4 * i + 2] = a * b;
  out[4 * i + 3] = a / b;
}

kernel void half_fma(device const half4* in [[buffer(0)]], device half* out [[buffer(1)]],
                     uint i [[thread_position_in_grid]]) {
  out[i] = fma(in[i].x, in[i].y, in[i].z);
}

// Each operation on halves rounds: (a * b) + c and (a + b) + c.
kernel void half_intermediates(device const half4* in [[buffer(0)]], device half2* out [[buffer(1)]],
                               uint i [[thread_position_in_grid]]) {
  out[i] = half2(in[i].x * in[i].y + in[i].z, in[i].x + in[i].y + in[i].z);
}

struct truth {
  operator bool() const { return true; }
};

// The type of a mixed expression, as the size of its value: 2 for bfloat and half, 4 for float.
kernel void mixed_types(device const uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                        uint i [[thread_position_in_grid]]) {
  const bfloat b = 3;
  const half h = 3;
  out[0] = sizeof(b + b);
  out[1] = sizeof(b * 2);
  out[2] = sizeof(b * 2.0f);
  out[3] = sizeof(h + h);
  out[4] = sizeof(h * 2.0f);
  out[5] = is_convertible_v<bfloat, float>;
  out[6] = is_convertible_v<float, bfloat>;
  out[7] = is_convertible_v<half, bfloat>;
  out[8] = is_convertible_v<int, bfloat>;
  out[9] = b > 2 && b < 3.5f && b == b && !(b != 3);
  bfloat c = b;
  c += 1;
  c *= 2.5f;
  out[10] = uint(c);
  out[11] = uint(-c + 20);
  uint d;
  d = c;
  out[12] = d;
  out[13] = sizeof(b > 0 ? b : 0) + sizeof(b > 0 ? 1 : b) + (b > 0 ? 0 : b) + (b < 0 ? -1 : b);
  bfloat e;
  e = truth();
  out[15] = uint(e) + uint(bfloat(truth()));
  out[14] = sizeof(h > 0 ? h : 0) + sizeof(uchar(in[0]) > 0 ? uchar(in[0]) : 0);
}
