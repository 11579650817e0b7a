// What the shared headers ask of their compiler and NVRTC has under other names, or not at all. Under
// the names of clang's builtins, as macros: that NVRTC declares a few of them itself does no harm.
#pragma once

namespace kernel_conformance::builtin {

using u8 = unsigned char;
using u16 = unsigned short;
using u32 = unsigned int;
using u64 = unsigned long;

#define KERNEL_CONFORMANCE_BUILTIN_1(name) \
  __forceinline__ float call_##name(float x) { return ::name(x); }
#define KERNEL_CONFORMANCE_BUILTIN_2(name) \
  __forceinline__ float call_##name(float x, float y) { return ::name(x, y); }
KERNEL_CONFORMANCE_BUILTIN_1(acosf)
KERNEL_CONFORMANCE_BUILTIN_1(acoshf)
KERNEL_CONFORMANCE_BUILTIN_1(asinf)
KERNEL_CONFORMANCE_BUILTIN_1(asinhf)
KERNEL_CONFORMANCE_BUILTIN_1(atanf)
KERNEL_CONFORMANCE_BUILTIN_1(atanhf)
KERNEL_CONFORMANCE_BUILTIN_1(ceilf)
KERNEL_CONFORMANCE_BUILTIN_1(cosf)
KERNEL_CONFORMANCE_BUILTIN_1(coshf)
KERNEL_CONFORMANCE_BUILTIN_1(cospif)
KERNEL_CONFORMANCE_BUILTIN_1(expf)
KERNEL_CONFORMANCE_BUILTIN_1(exp2f)
KERNEL_CONFORMANCE_BUILTIN_1(exp10f)
KERNEL_CONFORMANCE_BUILTIN_1(fabsf)
KERNEL_CONFORMANCE_BUILTIN_1(floorf)
KERNEL_CONFORMANCE_BUILTIN_1(logf)
KERNEL_CONFORMANCE_BUILTIN_1(log2f)
KERNEL_CONFORMANCE_BUILTIN_1(log10f)
KERNEL_CONFORMANCE_BUILTIN_1(rintf)
KERNEL_CONFORMANCE_BUILTIN_1(roundf)
KERNEL_CONFORMANCE_BUILTIN_1(rsqrtf)
KERNEL_CONFORMANCE_BUILTIN_1(sinf)
KERNEL_CONFORMANCE_BUILTIN_1(sinhf)
KERNEL_CONFORMANCE_BUILTIN_1(sinpif)
KERNEL_CONFORMANCE_BUILTIN_1(sqrtf)
KERNEL_CONFORMANCE_BUILTIN_1(tanf)
KERNEL_CONFORMANCE_BUILTIN_1(tanhf)
KERNEL_CONFORMANCE_BUILTIN_1(truncf)
KERNEL_CONFORMANCE_BUILTIN_2(atan2f)
KERNEL_CONFORMANCE_BUILTIN_2(copysignf)
KERNEL_CONFORMANCE_BUILTIN_2(fmaxf)
KERNEL_CONFORMANCE_BUILTIN_2(fminf)
KERNEL_CONFORMANCE_BUILTIN_2(fmodf)
KERNEL_CONFORMANCE_BUILTIN_2(nextafterf)
KERNEL_CONFORMANCE_BUILTIN_2(powf)
#undef KERNEL_CONFORMANCE_BUILTIN_1
#undef KERNEL_CONFORMANCE_BUILTIN_2
__forceinline__ float call_fmaf(float x, float y, float z) { return ::fmaf(x, y, z); }
__forceinline__ float call_frexpf(float x, int *exponent) { return ::frexpf(x, exponent); }
__forceinline__ float call_ldexpf(float x, int k) { return ::ldexpf(x, k); }
__forceinline__ int call_ilogbf(float x) { return ::ilogbf(x); }

// What the classes of a number are is read from its bits, since nothing else is the same for all.
__forceinline__ constexpr u32 bits(float x) { return __builtin_bit_cast(u32, x); }
__forceinline__ constexpr bool is_infinite(float x) { return (bits(x) & 0x7FFFFFFF) == 0x7F800000; }
__forceinline__ constexpr bool is_finite(float x) { return (bits(x) & 0x7F800000) != 0x7F800000; }
__forceinline__ constexpr bool has_sign(float x) { return bits(x) >> 31; }
__forceinline__ constexpr bool is_normal(float x) {
  return is_finite(x) && (bits(x) & 0x7F800000) != 0;
}

template <typename T>
constexpr int zeros_before(T x) {
  int count = 0;
  for (int bit = 8 * sizeof(T) - 1; bit >= 0 && !(x >> bit & 1); --bit) ++count;
  return count;
}
template <typename T>
constexpr int zeros_behind(T x) {
  int count = 0;
  for (int bit = 0; bit < static_cast<int>(8 * sizeof(T)) && !(x >> bit & 1); ++bit) ++count;
  return count;
}
template <typename T>
constexpr int ones_among(T x) {
  int count = 0;
  for (int bit = 0; bit < static_cast<int>(8 * sizeof(T)); ++bit) count += x >> bit & 1;
  return count;
}
template <typename T>
constexpr T turned(T x) {
  T result = 0;
  for (unsigned bit = 0; bit < 8 * sizeof(T); ++bit) {
    result = static_cast<T>(result << 1 | (x >> bit & 1));
  }
  return result;
}

// T has no sign.
template <typename T>
__forceinline__ constexpr int clzg(T x, int none = 8 * sizeof(T)) {
  if (x == 0) return none;
  if (__builtin_is_constant_evaluated()) return zeros_before(x);
  return ::__clzll(static_cast<long long>(static_cast<u64>(x))) - (64 - 8 * static_cast<int>(sizeof(T)));
}
template <typename T>
__forceinline__ constexpr int ctzg(T x, int none = 8 * sizeof(T)) {
  if (x == 0) return none;
  if (__builtin_is_constant_evaluated()) return zeros_behind(x);
  return ::__ffsll(static_cast<long long>(static_cast<u64>(x))) - 1;
}
template <typename T>
__forceinline__ constexpr int popcountg(T x) {
  return __builtin_is_constant_evaluated() ? ones_among(x) : ::__popcll(static_cast<u64>(x));
}
template <typename T>
__forceinline__ constexpr T bitreverse(T x) {
  return __builtin_is_constant_evaluated()
             ? turned(x)
             : static_cast<T>(::__brevll(static_cast<u64>(x)) >> (64 - 8 * sizeof(T)));
}

// Whether a sum or difference is not the mathematical one.
template <typename T>
__forceinline__ constexpr bool add_overflow(T x, T y, T *sum) {
  if constexpr (sizeof(T) < 8) {
    const long exact = static_cast<long>(x) + static_cast<long>(y);
    *sum = static_cast<T>(exact);
    return static_cast<long>(*sum) != exact;
  } else if constexpr (T(-1) < T(0)) {
    *sum = static_cast<T>(static_cast<u64>(x) + static_cast<u64>(y));
    return ((x ^ *sum) & (y ^ *sum)) < 0;
  } else {
    *sum = x + y;
    return *sum < x;
  }
}
template <typename T>
__forceinline__ constexpr bool sub_overflow(T x, T y, T *difference) {
  if constexpr (sizeof(T) < 8) {
    const long exact = static_cast<long>(x) - static_cast<long>(y);
    *difference = static_cast<T>(exact);
    return static_cast<long>(*difference) != exact;
  } else if constexpr (T(-1) < T(0)) {
    *difference = static_cast<T>(static_cast<u64>(x) - static_cast<u64>(y));
    return ((x ^ y) & (x ^ *difference)) < 0;
  } else {
    *difference = x - y;
    return x < y;
  }
}

// Conversions to half and from it; those of a GPU where code runs.
__forceinline__ u16 half_of(float x) {
  u16 result;
  asm("cvt.rn.f16.f32 %0, %1;" : "=h"(result) : "f"(x));
  return result;
}
__forceinline__ u16 half_of(double x) {
  u16 result;
  asm("cvt.rn.f16.f64 %0, %1;" : "=h"(result) : "d"(x));
  return result;
}
__forceinline__ float float_of(u16 half) {
  float result;
  asm("cvt.f32.f16 %0, %1;" : "=f"(result) : "h"(half));
  return result;
}

// Lanes of a warp. A lane that has returned is not among the active ones.
__forceinline__ unsigned active_mask() { return ::__activemask(); }
__forceinline__ unsigned shuffle(unsigned mask, unsigned value, unsigned source) {
  return ::__shfl_sync(mask, value, static_cast<int>(source));
}
__forceinline__ void warp_barrier(unsigned mask) { ::__syncwarp(mask); }
__forceinline__ void block_barrier() { ::__syncthreads(); }
__forceinline__ void fence() { ::__threadfence(); }
__forceinline__ unsigned thread_index() { return threadIdx.x; }
__forceinline__ unsigned block_index(int axis) {
  return axis == 0 ? blockIdx.x : axis == 1 ? blockIdx.y : blockIdx.z;
}

// The block's shared memory, in bytes of its own address space. It begins with what the system has for
// itself; then come the variables whose size is known, and then the memory whose size the launch tells.
__forceinline__ unsigned shared_memory_begin() {
  unsigned begin = 0;
#if __CUDA_ARCH__ >= 800
  asm("mov.u32 %0, %%reserved_smem_offset_cap;" : "=r"(begin));
#endif
  return begin;
}
__forceinline__ unsigned shared_memory_end(const void *launched) {
  unsigned bytes;
  asm("mov.u32 %0, %%dynamic_smem_size;" : "=r"(bytes));
  return static_cast<unsigned>(::__cvta_generic_to_shared(launched)) + bytes;
}
__forceinline__ void store_shared(unsigned address, unsigned value) {
  asm volatile("st.shared.u32 [%0], %1;" : : "r"(address), "r"(value) : "memory");
}

// What is at the address may have been written.
__forceinline__ void escape(const volatile void *address) {
  asm volatile("" : : "l"(address) : "memory");
}

#define KERNEL_CONFORMANCE_BUILTIN_ATOMIC(T, name, function) \
  __forceinline__ T atomic_##name(T *object, T operand) { return ::function(object, operand); }
#define KERNEL_CONFORMANCE_BUILTIN_ATOMICS(T)              \
  KERNEL_CONFORMANCE_BUILTIN_ATOMIC(T, add, atomicAdd)     \
  KERNEL_CONFORMANCE_BUILTIN_ATOMIC(T, exchange, atomicExch) \
  KERNEL_CONFORMANCE_BUILTIN_ATOMIC(T, min, atomicMin)     \
  KERNEL_CONFORMANCE_BUILTIN_ATOMIC(T, max, atomicMax)     \
  KERNEL_CONFORMANCE_BUILTIN_ATOMIC(T, and, atomicAnd)     \
  KERNEL_CONFORMANCE_BUILTIN_ATOMIC(T, or, atomicOr)       \
  KERNEL_CONFORMANCE_BUILTIN_ATOMIC(T, xor, atomicXor)
KERNEL_CONFORMANCE_BUILTIN_ATOMICS(int)
KERNEL_CONFORMANCE_BUILTIN_ATOMICS(u32)
KERNEL_CONFORMANCE_BUILTIN_ATOMICS(unsigned long long)
KERNEL_CONFORMANCE_BUILTIN_ATOMIC(float, add, atomicAdd)
KERNEL_CONFORMANCE_BUILTIN_ATOMIC(float, exchange, atomicExch)
#undef KERNEL_CONFORMANCE_BUILTIN_ATOMIC
#undef KERNEL_CONFORMANCE_BUILTIN_ATOMICS
__forceinline__ u32 atomic_compare(u32 *object, u32 expected, u32 desired) {
  return ::atomicCAS(object, expected, desired);
}
__forceinline__ unsigned long long atomic_compare(unsigned long long *object, unsigned long long expected,
                                                  unsigned long long desired) {
  return ::atomicCAS(object, expected, desired);
}

}  // namespace kernel_conformance::builtin

#define KERNEL_CONFORMANCE_BUILTIN ::kernel_conformance::builtin::
#define __builtin_acosf KERNEL_CONFORMANCE_BUILTIN call_acosf
#define __builtin_acoshf KERNEL_CONFORMANCE_BUILTIN call_acoshf
#define __builtin_asinf KERNEL_CONFORMANCE_BUILTIN call_asinf
#define __builtin_asinhf KERNEL_CONFORMANCE_BUILTIN call_asinhf
#define __builtin_atanf KERNEL_CONFORMANCE_BUILTIN call_atanf
#define __builtin_atanhf KERNEL_CONFORMANCE_BUILTIN call_atanhf
#define __builtin_ceilf KERNEL_CONFORMANCE_BUILTIN call_ceilf
#define __builtin_cosf KERNEL_CONFORMANCE_BUILTIN call_cosf
#define __builtin_coshf KERNEL_CONFORMANCE_BUILTIN call_coshf
#define __builtin_expf KERNEL_CONFORMANCE_BUILTIN call_expf
#define __builtin_exp2f KERNEL_CONFORMANCE_BUILTIN call_exp2f
#define __builtin_exp10f KERNEL_CONFORMANCE_BUILTIN call_exp10f
#define __builtin_fabsf KERNEL_CONFORMANCE_BUILTIN call_fabsf
#define __builtin_floorf KERNEL_CONFORMANCE_BUILTIN call_floorf
#define __builtin_logf KERNEL_CONFORMANCE_BUILTIN call_logf
#define __builtin_log2f KERNEL_CONFORMANCE_BUILTIN call_log2f
#define __builtin_log10f KERNEL_CONFORMANCE_BUILTIN call_log10f
#define __builtin_rintf KERNEL_CONFORMANCE_BUILTIN call_rintf
#define __builtin_roundf KERNEL_CONFORMANCE_BUILTIN call_roundf
#define __builtin_sinf KERNEL_CONFORMANCE_BUILTIN call_sinf
#define __builtin_sinhf KERNEL_CONFORMANCE_BUILTIN call_sinhf
#define __builtin_sqrtf KERNEL_CONFORMANCE_BUILTIN call_sqrtf
#define __builtin_tanf KERNEL_CONFORMANCE_BUILTIN call_tanf
#define __builtin_tanhf KERNEL_CONFORMANCE_BUILTIN call_tanhf
#define __builtin_truncf KERNEL_CONFORMANCE_BUILTIN call_truncf
#define __builtin_atan2f KERNEL_CONFORMANCE_BUILTIN call_atan2f
#define __builtin_copysignf KERNEL_CONFORMANCE_BUILTIN call_copysignf
#define __builtin_fmaxf KERNEL_CONFORMANCE_BUILTIN call_fmaxf
#define __builtin_fminf KERNEL_CONFORMANCE_BUILTIN call_fminf
#define __builtin_fmodf KERNEL_CONFORMANCE_BUILTIN call_fmodf
#define __builtin_nextafterf KERNEL_CONFORMANCE_BUILTIN call_nextafterf
#define __builtin_powf KERNEL_CONFORMANCE_BUILTIN call_powf
#define __builtin_fmaf KERNEL_CONFORMANCE_BUILTIN call_fmaf
#define __builtin_frexpf KERNEL_CONFORMANCE_BUILTIN call_frexpf
#define __builtin_ldexpf KERNEL_CONFORMANCE_BUILTIN call_ldexpf
#define __builtin_ilogbf KERNEL_CONFORMANCE_BUILTIN call_ilogbf
#define __builtin_isinf KERNEL_CONFORMANCE_BUILTIN is_infinite
#define __builtin_isfinite KERNEL_CONFORMANCE_BUILTIN is_finite
#define __builtin_isnormal KERNEL_CONFORMANCE_BUILTIN is_normal
#define __builtin_signbit KERNEL_CONFORMANCE_BUILTIN has_sign
#define __builtin_clzg KERNEL_CONFORMANCE_BUILTIN clzg
#define __builtin_clzl KERNEL_CONFORMANCE_BUILTIN clzg<unsigned long>
#define __builtin_ctzg KERNEL_CONFORMANCE_BUILTIN ctzg
#define __builtin_ctz KERNEL_CONFORMANCE_BUILTIN ctzg<unsigned>
#define __builtin_ctzl KERNEL_CONFORMANCE_BUILTIN ctzg<unsigned long>
#define __builtin_popcountg KERNEL_CONFORMANCE_BUILTIN popcountg
#define __builtin_bitreverse8 KERNEL_CONFORMANCE_BUILTIN bitreverse<unsigned char>
#define __builtin_bitreverse16 KERNEL_CONFORMANCE_BUILTIN bitreverse<unsigned short>
#define __builtin_bitreverse32 KERNEL_CONFORMANCE_BUILTIN bitreverse<unsigned>
#define __builtin_bitreverse64 KERNEL_CONFORMANCE_BUILTIN bitreverse<unsigned long>
#define __builtin_add_overflow KERNEL_CONFORMANCE_BUILTIN add_overflow
#define __builtin_sub_overflow KERNEL_CONFORMANCE_BUILTIN sub_overflow
#define __builtin_inff() __builtin_bit_cast(float, 0x7F800000u)
#define __builtin_nanf(tag) __builtin_bit_cast(float, 0x7FC00000u)
