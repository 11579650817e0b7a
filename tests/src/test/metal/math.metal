#include <metal_stdlib>
using namespace metal;

#define ROW(call, count)                                                                         \
  (device const float* in [[buffer(0)]], device float* out [[buffer(1)]],                        \
   uint i [[thread_position_in_grid]]) {                                                         \
    const float x = in[i];                                                                       \
    device float* row = out + count * i;                                                         \
    call                                                                                         \
  }

// Functions of any number.
kernel void unary ROW({
  row[0] = sin(x);
  row[1] = cos(x);
  row[2] = tan(x);
  row[3] = asinh(x);
  row[4] = atan(x);
  row[5] = sinh(x);
  row[6] = cosh(x);
  row[7] = tanh(x);
  row[8] = exp(x);
  row[9] = exp2(x);
  row[10] = exp10(x);
  row[11] = precise::sin(x);
  row[12] = fast::cos(x);
}, 13)

// Functions of numbers of at least 1.
kernel void unary_from_one ROW({
  row[0] = log(x);
  row[1] = log2(x);
  row[2] = log10(x);
  row[3] = sqrt(x);
  row[4] = rsqrt(x);
  row[5] = acosh(x);
  row[6] = precise::sqrt(x);
}, 7)

// Functions of numbers from -1 to 1.
kernel void unary_to_one ROW({
  row[0] = asin(x);
  row[1] = acos(x);
  row[2] = atanh(x);
  row[3] = sinpi(x);
  row[4] = cospi(x);
  row[5] = tanpi(x);
}, 6)

// Functions whose result is exact.
kernel void exact ROW({
  int exponent;
  float integral;
  row[0] = ceil(x);
  row[1] = floor(x);
  row[2] = trunc(x);
  row[3] = rint(x);
  row[4] = round(x);
  row[5] = fract(x);
  row[6] = fabs(x);
  row[7] = frexp(x, exponent);
  row[8] = exponent;
  row[9] = modf(x, integral);
  row[10] = integral;
  row[11] = ilogb(x);
  row[12] = ldexp(x, 3);
  row[13] = sign(x);
  row[14] = saturate(x);
}, 15)

// Functions of pairs.
kernel void binary(device const float2* in [[buffer(0)]], device float* out [[buffer(1)]],
                   uint i [[thread_position_in_grid]]) {
  const float x = in[i].x, y = in[i].y;
  device float* row = out + 12 * i;
  row[0] = atan2(x, y);
  row[1] = pow(fabs(x), y);
  row[2] = powr(fabs(x), y);
  row[3] = divide(x, y);
  row[4] = fmod(x, y);
  row[5] = copysign(x, y);
  row[6] = fdim(x, y);
  row[7] = fmin(x, y);
  row[8] = max(x, y);
  row[9] = nextafter(x, y);
  row[10] = step(x, y);
  row[11] = fma(x, y, x);
}

// What is special: signed zeros, infinities, NaN.
kernel void special(device const float* in [[buffer(0)]], device float* out [[buffer(1)]],
                    uint i [[thread_position_in_grid]]) {
  const float zero = in[0], infinity = in[1], nan = in[2];
  const float results[] = {
      fmin(nan, 1.0f), fmax(1.0f, nan), max(nan, 2.0f), fract(-1e-10f), sinpi(1.0f), cospi(0.5f),
      powr(-1.0f, 2.0f), pow(zero, zero), fdim(nan, 1.0f), sign(nan), round(-2.5f), rint(2.5f),
      sqrt(-1.0f), rsqrt(zero), log(zero), exp(-infinity), atan2(zero, -1.0f), clamp(nan, 1.0f, 2.0f),
      fract(nan), step(1.0f, 1.0f), tanpi(0.25f), mix(1.0f, 3.0f, 0.25f), smoothstep(0.0f, 2.0f, 0.5f),
      median3(3.0f, 1.0f, 2.0f), max3(3.0f, 1.0f, 2.0f), min3(3.0f, 1.0f, 2.0f),
  };
  out[i] = results[i];
}

// Every function of halves, on every half.
kernel void half_unary(device const half* in [[buffer(0)]], device half* out [[buffer(1)]],
                       uint i [[thread_position_in_grid]]) {
  const half x = in[i];
  device half* row = out + 8 * i;
  row[0] = exp(x);
  row[1] = sin(x);
  row[2] = tanh(x);
  row[3] = sqrt(x);
  row[4] = floor(x);
  row[5] = fract(x);
  row[6] = nextafter(x, half(0));
  row[7] = abs(x);
}

// Vectors give what their components give; scalars widen.
kernel void by_components(device const float4* in [[buffer(0)]], device float* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  const float4 a = in[0], b = in[1];
  int4 exponent;
  float4 cosine;
  const float4 results[] = {
      exp(a), max(a, b), max(a, 2.0f), clamp(a, 0.0f, b), mix(a, b, 0.5f), fma(a, b, 1.0f), pow(b, 2),
      float4(frexp(a, exponent)), float4(exponent), sincos(a, cosine), cosine, step(1.5f, a),
      smoothstep(0.0f, 4.0f, a), float4(abs(half4(a))), float4(floor(bfloat4(a))), ldexp(a, 2),
      min(packed_float4(a), b), sqrt(b), sign(a), saturate(a),
  };
  for (int n = 0; n < 20; ++n) {
    for (int c = 0; c < 4; ++c) out[4 * n + c] = results[n][c];
  }
}
