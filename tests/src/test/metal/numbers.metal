// Halves, bfloats and vectors in every kind of expression that a compiler could take in another way
// where they are classes. One thread runs it.
#include <metal_stdlib>
using namespace metal;
constant half table[3] = {1.0h, 2.5h, half(3)};
constexpr constant half limit = 4.0h;
constant half4 vectors[2] = {half4(1, 2, 3, 4), half4(0.5h)};
struct Pair { half a; float b; half2 c; };
union Bits { half h; ushort u; };
template <typename T> T twice(T x) { return x + x; }
template <typename T, typename U> U to(T x) { return static_cast<U>(x); }
float takes_float(float x) { return x; }
half takes_half(half x) { return x; }
inline half over(half x) { return x * 2; }
inline float over(float x) { return x * 3; }
kernel void halves(device const half* in [[buffer(0)]], device half* out [[buffer(1)]], device const float* f [[buffer(2)]], device float* g [[buffer(3)]], uint i [[thread_position_in_grid]]) {
  half h = in[i], k = in[i + 1]; float x = f[i]; bool c = x > 0; int n = int(x);
  out[0] = c ? h : k;
  out[1] = c ? h : 0.0h;
  out[2] = c ? h : 0;
  out[3] = c ? 0 : h;
  out[4] = h > 0 ? h : -h;
  out[5] = h > 0.0f ? h * 2 : h / 2;
  out[6] = max(h, k) + min(h, half(1)) + abs(h) + clamp(h, half(0), half(1)) + fma(h, k, h) + pow(h, 2.0h) + sqrt(h) + exp(h);
  g[0] = h * 2.0f; g[1] = h + x; g[2] = x / h; g[3] = h;
  h += x; h -= k; h *= 2; h /= 3.0f; h++; ++h; h--; --h;
  out[7] = h; out[8] = x; out[9] = half(x); out[10] = n; out[11] = half(n) + n; out[12] = static_cast<half>(x * x);
  if (h) out[13] = 1; if (!h) out[14] = 2; if (h && c) out[15] = 3; if (h == k || h != 0 || h < 1 || h >= 2.5f) out[16] = 4;
  half4 v = {1, 2, 3, 4}; half4 w = half4(h, k, h, k) * v + h; w *= k; v = v * 2; v /= 2.0h; v = 1 / v;
  float4 q = float4(v) * h + x; half4 r = half4(q); half2 s = v.xy + w.zw; v.xz = s; v.x += h; v.wz *= s;
  out[17] = dot(v, w) + v.yx.x + r.w + s.y + q.x;
  half a[4] = {1.0f, 2, x > 1 ? 1.0h : 2.0h, h};
  out[18] = a[n & 3] + table[n & 1] + limit + vectors[n & 1].z;
  Pair p = {h, x, s}; p.a = p.b; p.b = p.a * p.b; out[19] = p.a + p.c.x;
  Bits b; b.h = h; b.u ^= 0x8000; out[20] = b.h; out[21] = as_type<half>(ushort(b.u + 1)); out[22] = as_type<half2>(uint(n)).y;
  g[4] = takes_float(h); out[23] = takes_half(x); out[24] = over(h); g[5] = over(x);
  out[25] = twice(h) + to<half, half>(h) + half(to<float, half>(x)) + half(to<half, int>(h));
  device const half4* p4 = (device const half4*)(in + 4 * i); out[26] = p4->x + (*p4)[n & 3] + p4[1].w;
  threadgroup half shared[64]; shared[i & 63] = h; threadgroup_barrier(mem_flags::mem_threadgroup); out[27] = shared[(i + 1) & 63];
  out[28] = simd_sum(h) + simd_max(h) + simd_shuffle_down(h, 1) + quad_sum(h);
  half hh{x}; half hz = half(); out[29] = hh + hz; int m = h; uchar u = uchar(abs(h)); bool bb = h; g[6] = m + u + bb;
  out[30] = select(h, k, c) + mix(h, k, 0.5h) + sign(h) + step(h, k) + saturate(h) + floor(h) + fract(h) + rsqrt(h);
  half3 t = half3(h, k, 1); half3x3 mm = half3x3(t, t, t); t = mm * t; out[31] = t.x + cross(t, t.zxy).y + length(t) + normalize(t).z;
  packed_half3 ph = packed_half3(t); out[32] = ph.x + half3(ph).y;
  bfloat bf = bfloat(x); bfloat bg = bfloat(h); g[7] = bf + x; g[8] = bf * bg; g[9] = float(bf) + h; bf = c ? bf : bg; bf = bf > 0 ? bf : 0; g[10] = bf < bg; g[11] = bf; h = half(bf);
  bf += bg; bf = bf * 2; bfloat4 bv = bfloat4(bf, bg, bf, bg); bv = bv * bv + bf; g[12] = float4(bv).x; bv.xy = bv.zw;
  g[14] = c ? x : h; g[15] = c ? h : 1.0f; g[16] = c ? 1.0f : h; g[17] = c ? bf : x; g[18] = c ? h : x;
  g[19] = c ? n : x; out[33] = c ? h : n; g[20] = fmax(x, float(h)); g[21] = (c ? h : k) * x;
  short si = short(h); si += h; n *= h; x *= h; x += c ? h : k; g[22] = si + n + x; g[23] = h * half(k) * 0.5f; const half e = 1e-3h; g[24] = e; out[34] = numeric_limits<half>::max() + HALF_MAX; out[35] = INFINITY; out[36] = -numeric_limits<half>::infinity();
  float4 cc = {1, 2, 3, 4}; cc.rgb = cc.bgr; g[25] = cc.r + cc.a; uint4 z = uint4(1, 2, 3, 4); z = z << 33; z.xy <<= uint2(1, 2); g[26] = z.x + (n << (i + 35)) + (n >> i);
  const auto lam = [&](half y) { return y * h; }; out[37] = lam(h); out[38] = metal::precise::exp(h) + metal::fast::log(k);
  volatile threadgroup half* vp = shared; (void)vp; out[39] = half(ushort(3)) * short(4) + 5u + 6l; g[27] = 2.0f - h; g[28] = 1 - h; out[40] = 1.0h - h;
}
