// Kernels that have no host name until they are asked for.
#include <metal_stdlib>

using namespace metal;

constant int BLOCK [[function_constant(0)]];
constant float SCALE [[function_constant(1)]];
constant bool HAS_ADDEND [[function_constant(2)]];
constant int unset [[function_constant(3)]];
constant bool large = BLOCK > 32;

// A constructor that nobody wrote depends on a function constant.
struct Block {
  int size = BLOCK;
};

[[kernel]] void told(device float* out [[buffer(0)]],
                     const device float* addend [[buffer(1), function_constant(HAS_ADDEND)]],
                     uint i [[thread_position_in_grid]]) {
  Block block;
  float value = i == 0 ? float(BLOCK) : i == 1 ? SCALE : i == 2 ? (large ? 1.0f : 0.0f) : float(block.size);
  if (HAS_ADDEND) {
    value += addend[i];
  }
  out[i] = value;
}

[[kernel]] void cautious(device float* out [[buffer(0)]], uint i [[thread_position_in_grid]]) {
  out[i] = is_function_constant_defined(unset) ? float(unset) : -1.0f;
}

template <typename T, int N>
[[kernel]] void times(const device T* x [[buffer(0)]], device T* out [[buffer(1)]],
                      uint i [[thread_position_in_grid]]) {
  out[i] = x[i] * T(N);
}

// Another one of this name.
template <typename T>
[[kernel]] void times(const device T* x [[buffer(0)]], device T* out [[buffer(1)]],
                      uint i [[thread_position_in_grid]]) {
  out[i] = -x[i];
}

// What has a host name is used under it.
template <typename T>
[[kernel]] void same(const device T* x [[buffer(0)]], device T* out [[buffer(1)]],
                     uint i [[thread_position_in_grid]]) {
  out[i] = x[i];
}
template [[host_name("same_float")]] [[kernel]] decltype(same<float>) same<float>;
template [[kernel]] void same<half>(const device half*, device half*, uint);

namespace deep {
template <typename T>
struct Pair {
  T a, b;
};
template <typename P, bool Second>
[[kernel]] void part(const device float2* x [[buffer(0)]], device float* out [[buffer(1)]],
                     uint i [[thread_position_in_grid]]) {
  const P pair = {x[i].x, x[i].y};
  out[i] = (Second ? pair.b : pair.a) + (is_function_constant_defined(BLOCK) ? float(BLOCK) : 0.0f);
}
}  // namespace deep

template <typename T>
void no_kernel(device T* out) {
  out[0] = T(0);
}
