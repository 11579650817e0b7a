#include <metal_stdlib>
using namespace metal;

#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define LANES 32

// Geometric functions of in[0..2] = a, in[3..5] = b.
kernel void geometric(device const float* in [[buffer(0)]], device float* out [[buffer(1)]],
                      uint i [[thread_position_in_grid]]) {
  const float3 a(in[0], in[1], in[2]), b(in[3], in[4], in[5]);
  const float3 vectors[] = {
      cross(a, b), normalize(float3(0, 3, 4)), reflect(float3(1, -1, 0), float3(0, 1, 0)),
      refract(float3(0, -1, 0), float3(0, 1, 0), 0.5f), refract(float3(1, 0, 0), float3(0, 1, 0), 1.5f),
      faceforward(a, b, a), float3(dot(a, b), length(float3(2, 3, 6)), length_squared(a)),
      float3(distance(a, a + float3(0, 3, 4)), distance_squared(a, b), dot(half2(1, 2), half2(3, 4))),
  };
  for (int n = 0; n < 8; ++n) {
    for (int c = 0; c < 3; ++c) out[3 * n + c] = vectors[n][c];
  }
}

// in = 0, infinity, NaN, a subnormal, 1, -1.
kernel void relational(device const float* in [[buffer(0)]], device uint* out [[buffer(1)]],
                       uint i [[thread_position_in_grid]]) {
  const float x = in[i];
  device uint* row = out + 9 * i;
  row[0] = isnan(x);
  row[1] = isinf(x);
  row[2] = isfinite(x);
  row[3] = isnormal(x);
  row[4] = signbit(x);
  row[5] = isordered(x, 1.0f);
  row[6] = isunordered(x, 1.0f);
  row[7] = isnan(half(x));
  row[8] = isinf(bfloat(x));
}

kernel void selection(device const uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                      uint i [[thread_position_in_grid]]) {
  const int3 a(1, 2, 3), b(4, 5, 6);
  const int3 picked = select(a, b, bool3(true, false, true));
  const uint results[] = {
      uint(picked.x), uint(picked.y), uint(picked.z), uint(select(1, 2, true)),
      uint(select(1.0f, 2.0f, false)), all(a < b), any(a > b), all(a == int3(1, 2, 4)),
      any(a == int3(1, 0, 0)), all(bool2(true, false)), any(bool4(false)),
  };
  out[i] = results[i];
}

template <typename T, typename Bits>
void floating(device uint*& out) {
  typedef numeric_limits<T> limits;
  *out++ = as_type<Bits>(limits::max());
  *out++ = as_type<Bits>(limits::min());
  *out++ = as_type<Bits>(limits::lowest());
  *out++ = as_type<Bits>(limits::epsilon());
  *out++ = as_type<Bits>(limits::denorm_min());
  *out++ = as_type<Bits>(limits::infinity());
  *out++ = as_type<Bits>(limits::quiet_NaN());
  *out++ = limits::digits;
  *out++ = limits::max_exponent;
  *out++ = uint(limits::min_exponent);
  *out++ = limits::digits10;
  *out++ = limits::max_digits10;
  *out++ = limits::max_exponent10;
  *out++ = uint(limits::min_exponent10);
}

kernel void floating_limits(device const uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                            uint i [[thread_position_in_grid]]) {
  floating<half, ushort>(out);
  floating<bfloat, ushort>(out);
  floating<float, uint>(out);
}

template <typename T>
void integral(device long*& out) {
  *out++ = long(numeric_limits<T>::min());
  *out++ = long(numeric_limits<T>::max());
  *out++ = numeric_limits<T>::digits;
  *out++ = numeric_limits<T>::digits10;
}

kernel void integer_limits(device const uint* in [[buffer(0)]], device long* out [[buffer(1)]],
                           uint i [[thread_position_in_grid]]) {
  integral<bool>(out);
  integral<char>(out);
  integral<uchar>(out);
  integral<short>(out);
  integral<ushort>(out);
  integral<int>(out);
  integral<uint>(out);
  integral<long>(out);
  integral<ulong>(out);
}

struct base {};
struct derived : base {};

// Alternately traits that hold and traits that do not.
kernel void traits(device const uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                   uint i [[thread_position_in_grid]]) {
  const bool results[] = {
      is_same_v<int, int32_t>,               is_same_v<int, uint>,
      is_floating_point_v<half>,             is_floating_point_v<int>,
      is_floating_point_v<bfloat>,           is_floating_point_v<bool>,
      is_integral_v<uchar>,                  is_integral_v<float>,
      is_integral<bool>::value,              is_integral_v<bfloat>,
      is_signed_v<char>,                     is_signed_v<uchar>,
      is_signed_v<bfloat>,                   is_unsigned_v<half>,
      is_arithmetic_v<bfloat>,               is_arithmetic_v<float2>,
      is_convertible_v<int, float>,          is_convertible_v<float4, int4>,
      is_same_v<make_unsigned_t<int>, uint>, is_pointer_v<int>,
      is_same_v<remove_cv_t<const int>, int>, is_enum_v<int>,
      is_same_v<conditional_t<true, int, float>, int>, is_same_v<conditional_t<false, int, float>, int>,
      is_base_of_v<base, derived>,           is_base_of_v<derived, base>,
      is_same_v<common_type_t<int, float>, float>, false_type::value,
      is_same_v<decay_t<int[3]>, int *>,     is_class_v<bfloat>,
      is_same_v<enable_if_t<true, int>, int>, bool_constant<false>::value,
      is_trivially_copyable_v<float3>,       is_reference_v<int>,
      is_same_v<remove_reference_t<int &>, int>, is_const_v<int>,
      is_same_v<remove_addrspace_t<const device int>, const int>, is_array_v<int *>,
  };
  out[i] = results[i];
}

// Each of 64 threads adds its part; the one that comes last reads what became of it.
kernel void atomics(device atomic_uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                    uint i [[thread_position_in_grid]]) {
  out[i] = atomic_fetch_add_explicit(&in[0], 2u, memory_order_relaxed);
  atomic_fetch_sub_explicit(&in[1], 1u, memory_order_relaxed);
  atomic_fetch_max_explicit(&in[2], i, memory_order_relaxed);
  atomic_fetch_min_explicit(&in[3], 100 - i, memory_order_relaxed);
  atomic_fetch_or_explicit(&in[4], 1u << (i % 32), memory_order_relaxed);
  atomic_fetch_and_explicit(&in[5], ~(1u << (i % 8)), memory_order_relaxed);
  atomic_fetch_xor_explicit(&in[6], i, memory_order_relaxed);
  uint expected = atomic_load_explicit(&in[7], memory_order_relaxed);
  while (!atomic_compare_exchange_weak_explicit(&in[7], &expected, expected * 3 + 1,
                                                memory_order_relaxed, memory_order_relaxed)) {
  }
  device atomic<float>* sum = reinterpret_cast<device atomic<float>*>(&in[8]);
  atomic_fetch_add_explicit(sum, 0.5f, memory_order_relaxed);
  if (atomic_fetch_add_explicit(&in[11], 1u, memory_order_relaxed) == 63) {
    out[64] = atomic_exchange_explicit(&in[9], 5u, memory_order_relaxed);
    atomic_store_explicit(&in[10], 6u, memory_order_relaxed);
    for (int n = 0; n < 11; ++n) {
      out[65 + n] = atomic_load_explicit(&in[n], memory_order_relaxed);
    }
  }
}

kernel void matrices(device const float* in [[buffer(0)]], device float* out [[buffer(1)]],
                     uint i [[thread_position_in_grid]]) {
  const float2x3 a(float3(1, 2, 3), float3(4, 5, 6));
  const float3x2 b(1, 2, 3, 4, 5, 6);
  const float3x3 product = a * b;
  for (int c = 0; c < 3; ++c) {
    for (int r = 0; r < 3; ++r) *out++ = product[c][r];
  }
  const float3 image = a * float2(1, 10);
  const float2 preimage = float3(1, 1, 1) * a;
  *out++ = image.x;
  *out++ = image.y;
  *out++ = image.z;
  *out++ = preimage.x;
  *out++ = preimage.y;
  *out++ = transpose(a)[2][1];
  *out++ = determinant(float2x2(1, 2, 3, 4));
  *out++ = determinant(float3x3(float3(2, 0, 3), float3(1, 3, 2), float3(1, 1, 1)));
  *out++ = determinant(float4x4(float4(2, 1, 0, 0), float4(1, 2, 1, 0), float4(0, 1, 2, 1), float4(0, 0, 1, 2)));
  *out++ = float4x4(3.0f)[3][3];
  *out++ = float4x4(3.0f)[3][2];
  *out++ = (2.0f * a - a)[1].y;
  *out++ = a == float2x3(half2x3(a));
  *out++ = sizeof(half3x3);
}

kernel void packing(device const uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                    uint i [[thread_position_in_grid]]) {
  const uint results[] = {
      pack_float_to_unorm4x8(float4(0, 1, 0.5f, 2)),
      pack_float_to_snorm4x8(float4(0, 1, -1, -2)),
      pack_float_to_unorm2x16(float2(1, 0.25f)),
      pack_float_to_snorm2x16(float2(-1, 1)),
      pack_float_to_unorm10a2(float4(1, 0, 1, 1)),
      pack_float_to_unorm565(float3(1, 0, 1)),
      as_type<uint>(unpack_unorm4x8_to_float(0xFF000033).x),
      as_type<uint>(unpack_snorm4x8_to_float(0x80).x),
      as_type<uint>(unpack_unorm2x16_to_float(0xFFFF0000).y),
      as_type<uint>(unpack_snorm2x16_to_float(0x8001).x),
  };
  out[i] = results[i];
}

// An array, a uniform, and constants of the program.
constant int squares[4] = {0, 1, 4, 9};

kernel void containers(device const uint* in [[buffer(0)]], device int* out [[buffer(1)]],
                       uint i [[thread_position_in_grid]]) {
  array<int, 4> values = {{1, 2, 3, 4}};
  const uniform<int> two = make_uniform(2);
  values[i] += squares[i] * two;
  out[i] = values[i] + int(values.size());
}

// Types of a program's own, with limits of their own, as programs give them.
struct pair {
  int first, second;
};
struct brain {
  ushort bits;
};

namespace metal {
template <>
struct _numeric_limits_impl<pair> {
  static constexpr pair max() { return {7, 8}; }
};
template <>
struct _numeric_limits_impl<brain> : _fp_numeric_limits_impl_base {
  static constexpr constant int digits = 8;
};
}  // namespace metal

template <typename T>
constexpr constant bool exchanges = __is_valid_simdgroup_type<T>::value;

// The names of Metal's own headers that public code uses.
kernel void names(device const uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                  uint i [[thread_position_in_grid]]) {
  uint computed = 0;
  assert(computed++ == 0);
  const uint results[] = {
      vec_elements<half3>::value, vec_elements<const packed_float4>::value, vec_elements<int>::value,
      is_vector_v<bool2>, is_vector_v<float>, is_same_v<make_scalar_t<ushort4>, ushort>,
      uint(numeric_limits<const pair>::max().second), numeric_limits<brain>::digits,
      numeric_limits<brain>::has_infinity, numeric_limits<pair *>::is_specialized,
      exchanges<half>, exchanges<float4>, exchanges<char2>, exchanges<uint>,
      exchanges<long>, exchanges<bfloat>, exchanges<bool>, exchanges<pair>,
  };
  out[i] = results[i] + computed;
}

// A program's own function of the name of one of the library's helpers, called with vectors.
template <typename T>
T sum(vec<T, 4> v) {
  return v.x + v.y + v.z + v.w;
}

// Literals of a template are floats: the size of one and of a sum with one, and a difference that is
// 0 in float and not in double for x = 3. Literals in conditional expressions.
template <typename T>
void literals(device float* out, T x) {
  out[0] = sizeof(0.5);
  out[1] = sizeof(x + 0.5);
  out[2] = float(x * 0.1 - 0.3);
  out[3] = sum(float4(x, x < 0 ? 0 : x, x > 0 ? 0 : 2 * x, 1e0));
}

// An instantiation that leaves T to be deduced, and a parameter declared as an array.
template <int N, typename T>
kernel void deduced(device const T in[1], device T* out, uint i [[thread_position_in_grid]]) {
  literals(out, in[0]);
  float turns = 0;
#pragma unroll (MIN(N, LANES))
  for (int n = 0; n < N; ++n) turns += n;
  out[4] = turns;
}
template [[host_name("deduced_4")]] kernel void deduced<4>(device const float* in, device float* out,
                                                           uint i);

// Coherence and a fence: the last of 64 threads sees what all wrote.
kernel void fenced(volatile coherent(device) device atomic_uint* in [[buffer(0)]],
                   device uint* out [[buffer(1)]], uint i [[thread_position_in_grid]]) {
  out[i + 1] = i;
  atomic_thread_fence(mem_flags::mem_device, memory_order_seq_cst, thread_scope_device);
  if (atomic_fetch_add_explicit(&in[0], 1u, memory_order_relaxed) == 63) {
    uint total = 0;
    for (int n = 0; n < 64; ++n) total += out[n + 1];
    out[0] = total;
  }
}
