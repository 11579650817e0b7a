// What NVRTC declares before a text begins, as far as the library uses it: enough for clang to check a text
// that is for NVRTC. Nothing is defined, since nothing is linked.
#pragma once

#define __CUDA_ARCH__ 900
#define __forceinline__ inline __attribute__((always_inline))
#define __global__
#define __device__
#define __shared__
#define __align__(n) __attribute__((aligned(n)))
#define __launch_bounds__(n)

using size_t = decltype(sizeof(0));
using ptrdiff_t = decltype(static_cast<int *>(nullptr) - static_cast<int *>(nullptr));

struct uint3 {
  unsigned x, y, z;
};
// CUDA's vectors and functions have names that Metal's have too.
struct float2 {
  float x, y;
};
struct float4 {
  float x, y, z, w;
};
extern const uint3 threadIdx, blockIdx, blockDim, gridDim;
constexpr int warpSize = 32;

#define FUNCTION_1(name) extern "C" float name##f(float); double name(double); float name(float);
#define FUNCTION_2(name) \
  extern "C" float name##f(float, float); double name(double, double); float name(float, float);
FUNCTION_1(acos) FUNCTION_1(acosh) FUNCTION_1(asin) FUNCTION_1(asinh) FUNCTION_1(atan) FUNCTION_1(atanh)
FUNCTION_1(ceil) FUNCTION_1(cos) FUNCTION_1(cosh) FUNCTION_1(cospi) FUNCTION_1(erf) FUNCTION_1(exp)
FUNCTION_1(exp10) FUNCTION_1(exp2) FUNCTION_1(expm1) FUNCTION_1(fabs) FUNCTION_1(floor) FUNCTION_1(log)
FUNCTION_1(log10) FUNCTION_1(log1p) FUNCTION_1(log2) FUNCTION_1(rint) FUNCTION_1(round) FUNCTION_1(rsqrt)
FUNCTION_1(sin) FUNCTION_1(sinh) FUNCTION_1(sinpi) FUNCTION_1(sqrt) FUNCTION_1(tan) FUNCTION_1(tanh)
FUNCTION_1(trunc)
FUNCTION_2(atan2) FUNCTION_2(copysign) FUNCTION_2(fmax) FUNCTION_2(fmin) FUNCTION_2(fmod)
FUNCTION_2(nextafter) FUNCTION_2(pow)
#undef FUNCTION_1
#undef FUNCTION_2
extern "C" float fmaf(float, float, float);
extern "C" float frexpf(float, int *);
extern "C" float ldexpf(float, int);
extern "C" int ilogbf(float);
int abs(int);
int max(int, int);
int min(int, int);
float max(float, float);
float min(float, float);
bool isnan(float);
bool isinf(float);

int __clzll(long long);
int __ffsll(long long);
int __popcll(unsigned long long);
unsigned long long __brevll(unsigned long long);
unsigned __activemask();
unsigned __shfl_sync(unsigned, unsigned, int, int = 32);
void __syncwarp(unsigned);
void __syncthreads();
void __threadfence();
size_t __cvta_generic_to_shared(const void *);

#define ATOMICS(T)          \
  T atomicAdd(T *, T);      \
  T atomicExch(T *, T);     \
  T atomicMin(T *, T);      \
  T atomicMax(T *, T);      \
  T atomicAnd(T *, T);      \
  T atomicOr(T *, T);       \
  T atomicXor(T *, T);      \
  T atomicCAS(T *, T, T);
ATOMICS(int)
ATOMICS(unsigned)
ATOMICS(unsigned long long)
#undef ATOMICS
float atomicAdd(float *, float);
float atomicExch(float *, float);

namespace std {
template <typename T>
class initializer_list {
 public:
  constexpr initializer_list() = default;
  constexpr size_t size() const { return size_; }
  constexpr const T *begin() const { return elements_; }
  constexpr const T *end() const { return elements_ + size_; }

 private:
  const T *elements_ = nullptr;
  size_t size_ = 0;
};
}  // namespace std
