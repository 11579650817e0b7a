// Kernels whose outputs are not all written, or read before they are.
#include <metal_stdlib>

using namespace metal;

template <typename T>
[[kernel]] void all_written(const device T* in [[buffer(0)]], device T* out [[buffer(1)]],
                            uint i [[thread_position_in_grid]]) {
  out[i] = in[i];
}

// Element 3 stays as it is.
template <typename T>
[[kernel]] void one_left(const device T* in [[buffer(0)]], device T* out [[buffer(1)]],
                         uint i [[thread_position_in_grid]]) {
  if (i != 3) {
    out[i] = in[i];
  }
}

// A max hides a NaN.
template <typename T>
[[kernel]] void largest(const device T* in [[buffer(0)]], device T* out [[buffer(1)]],
                        uint i [[thread_position_in_grid]]) {
  out[i] = max(out[i], in[i]);
}

// So does a comparison.
template <typename T>
[[kernel]] void larger(const device T* in [[buffer(0)]], device T* out [[buffer(1)]],
                       uint i [[thread_position_in_grid]]) {
  if (!(out[i] > in[i])) {
    out[i] = in[i];
  }
}

#define SECOND_RUN(name, T) \
  template [[host_name(#name "_" #T)]] [[kernel]] decltype(name<T>) name<T>;
#define SECOND_RUNS(name) \
  SECOND_RUN(name, float) SECOND_RUN(name, half) SECOND_RUN(name, bfloat) SECOND_RUN(name, int)

SECOND_RUNS(all_written)
SECOND_RUNS(one_left)
SECOND_RUNS(largest)
SECOND_RUNS(larger)

// The neighbours of a bit-field, and the gaps of a struct, stay as they are.
struct Parts {
  uint low : 5;
  uint high : 27;
};
[[kernel]] void bits_left(const device int* in [[buffer(0)]], device Parts* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  out[i].low = uint(in[i]);
}
struct Gaps {
  uchar first;
  ushort second;
};
[[kernel]] void gaps_left(const device int* in [[buffer(0)]], device Gaps* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  out[i].first = uchar(in[i]);
  out[i].second = ushort(in[i]);
}
