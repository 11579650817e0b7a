#include <metal_stdlib>
using namespace metal;

// Sizes and alignments of the vector types, in the order of the specification's tables.
kernel void layouts(device const uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                    uint i [[thread_position_in_grid]]) {
  const uint table[] = {
      sizeof(bool2),  alignof(bool2),  sizeof(bool3),  alignof(bool3),  sizeof(bool4),  alignof(bool4),
      sizeof(char2),  alignof(char2),  sizeof(char3),  alignof(char3),  sizeof(char4),  alignof(char4),
      sizeof(short2), alignof(short2), sizeof(short3), alignof(short3), sizeof(short4), alignof(short4),
      sizeof(int2),   alignof(int2),   sizeof(int3),   alignof(int3),   sizeof(int4),   alignof(int4),
      sizeof(long2),  alignof(long2),  sizeof(long3),  alignof(long3),  sizeof(long4),  alignof(long4),
      sizeof(half2),  alignof(half2),  sizeof(half3),  alignof(half3),  sizeof(half4),  alignof(half4),
      sizeof(bfloat2), alignof(bfloat2), sizeof(bfloat3), alignof(bfloat3), sizeof(bfloat4), alignof(bfloat4),
      sizeof(float2), alignof(float2), sizeof(float3), alignof(float3), sizeof(float4), alignof(float4),
      sizeof(packed_char3), alignof(packed_char3), sizeof(packed_half3), alignof(packed_half3),
      sizeof(packed_float2), alignof(packed_float2), sizeof(packed_float3), alignof(packed_float3),
      sizeof(packed_float4), alignof(packed_float4), sizeof(float3x3), alignof(float3x3),
  };
  out[i] = table[i];
}

static void put(device float*& out, float4 v) {
  for (int i = 0; i < 4; ++i) *out++ = v[i];
}

// Every way to build a float4, of in[0..7] = 1..8.
kernel void constructors(device const float* in [[buffer(0)]], device float* out [[buffer(1)]],
                         uint i [[thread_position_in_grid]]) {
  const float2 ab(in[0], in[1]), cd(in[2], in[3]);
  const float3 abc(ab, in[2]), bcd(in[1], cd);
  put(out, float4(in[0]));
  put(out, float4(in[0], in[1], in[2], in[3]));
  put(out, float4(ab, in[2], in[3]));
  put(out, float4(in[0], bcd.xy, in[3]));
  put(out, float4(in[0], in[1], cd));
  put(out, float4(ab, cd));
  put(out, float4(abc, in[3]));
  put(out, float4(in[0], bcd));
  put(out, float4{in[0], in[1]});
  float4 braces = {ab, cd};
  put(out, braces);
  put(out, float4());
  put(out, 7);
  put(out, float4(int4(1, 2, 3, 4)));
  put(out, float4(half4(1.5h, 2.5h, -3.5h, 4.0h)));
  put(out, float4(packed_float4(in[3], in[2], in[1], in[0])));
}

// Reading and writing swizzles of (1, 2, 3, 4).
kernel void swizzles(device const float* in [[buffer(0)]], device float* out [[buffer(1)]],
                     uint i [[thread_position_in_grid]]) {
  const float4 v(in[0], in[1], in[2], in[3]);
  put(out, v.wzyx);
  put(out, v.rrgg);
  put(out, float4(v.zy, v.ab));
  put(out, float4(v.xyz.zyx, v.w));
  float4 w = v;
  w.xy = float2(10, 20);
  put(out, w);
  w.wx += 1;
  put(out, w);
  w.zyx = w.xyz;
  put(out, w);
  w.x *= 2;
  w.g -= 3;
  w[2] = 9;
  ++w.w;
  put(out, w);
  float3 three(v.x);
  three.yz = v.zw;
  three.b = -three.b;
  put(out, float4(three, 0));
  packed_float3 packed = v.xyz;
  packed.zx = v.xy;
  packed *= 2.0f;
  put(out, float4(packed + v.www, packed[1]));
}

// Operators of vectors with vectors and scalars, on integers.
kernel void operators(device const int* in [[buffer(0)]], device int* out [[buffer(1)]],
                      uint i [[thread_position_in_grid]]) {
  const int3 a(in[0], in[1], in[2]), b(in[3], in[4], in[5]);
  const int3 results[] = {
      a + b, a - b, a * b, a / b, a % b, a & b, a | b, a ^ b, a << 2, a >> 1, -a, ~a,
      2 + a, a - 1, 3 * a, 100 / a, int3(a < b), int3(a <= b), int3(a > b), int3(a >= b),
      int3(a == b), int3(a != b), int3(!(a == b)), int3(a < 0 || b < 0), int3(a < 0 && b > 0),
  };
  for (int n = 0; n < 25; ++n) {
    for (int c = 0; c < 3; ++c) out[3 * n + c] = results[n][c];
  }
}

// Components of 8 bits wrap; they are not widened to int.
kernel void narrow_components(device const uchar* in [[buffer(0)]], device uchar* out [[buffer(1)]],
                              uint i [[thread_position_in_grid]]) {
  const uchar4 a(in[0], in[1], in[2], in[3]);
  const uchar4 sum = a + a;
  for (int c = 0; c < 4; ++c) out[c] = sum[c];
}

// float to int cuts the fraction off, anything to bool asks for non-zero, bool to anything gives 0 or 1.
kernel void conversions(device const float* in [[buffer(0)]], device int* out [[buffer(1)]],
                        uint i [[thread_position_in_grid]]) {
  const float4 v(in[0], in[1], in[2], in[3]);
  const int4 results[] = {int4(v), int4(bool4(v)), int4(char4(v)), int4(bfloat4(v)), int4(half4(v)),
                          int4(long4(v)), int4(ushort4(short4(v)))};
  for (int n = 0; n < 7; ++n) {
    for (int c = 0; c < 4; ++c) out[4 * n + c] = results[n][c];
  }
}

kernel void bits(device const uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                 uint i [[thread_position_in_grid]]) {
  out[0] = as_type<uint>(1.0f);
  out[1] = as_type<uint>(half2(1.0h, -2.0h));
  out[2] = as_type<uint>(uchar4(1, 2, 3, 4));
  out[3] = uint(as_type<ulong>(uint2(0, 7)) >> 32);
  out[4] = as_type<uint>(as_type<float>(in[0]));
  out[5] = as_type<ushort>(bfloat(1.0f));
  out[6] = as_type<uint3>(float3(1.0f, 2.0f, 4.0f)).z;
}
