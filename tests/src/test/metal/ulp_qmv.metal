// A matrix-vector product with mxfp4 weights under the names of fp_qmv's contract, one thread a
// row: right to the last bit, but for row ROW of y, which is OFF units in the last place away.

#include <metal_stdlib>
using namespace metal;

#ifndef OFF
#define OFF 0
#endif
#ifndef ROW
#define ROW 0
#endif

typedef half float16_t;
typedef bfloat bfloat16_t;

constant float magnitudes[8] = {0.0f, 0.5f, 1.0f, 1.5f, 2.0f, 3.0f, 4.0f, 6.0f};

inline float e2m1(uint code) {
  return code < 8 ? magnitudes[code] : -magnitudes[code - 8];
}

// 2^(code - 127); problems with exact results have no code 0 and no code 255.
inline float e8m0(uint8_t code) {
  return as_type<float>(uint(code) << 23);
}

template <typename T, typename Bits>
[[kernel]] void fp_qmv(
    const device uint8_t* w [[buffer(0)]],
    const device uint8_t* scales [[buffer(1)]],
    const device T* x [[buffer(2)]],
    device T* y [[buffer(3)]],
    const constant int& in_vec_size [[buffer(4)]],
    const constant int& out_vec_size [[buffer(5)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint thread_index [[thread_index_in_threadgroup]]) {
  const int row = tile.y * 8 + thread_index;
  if (thread_index >= 8 || row >= out_vec_size) {
    return;
  }
  float sum = 0;
  for (int k = 0; k < in_vec_size; ++k) {
    const int index = row * in_vec_size + k;
    const uint code = index % 2 == 0 ? w[index / 2] & 15 : w[index / 2] >> 4;
    sum += float(x[k]) * e2m1(code) * e8m0(scales[index / 32]);
  }
  const T rounded = T(sum);
  y[row] = row == ROW ? as_type<T>(Bits(as_type<Bits>(rounded) + OFF)) : rounded;
}

#define INSTANTIATE(T, Bits)                                                          \
  template [[host_name("mxfp4_qmv_" #T "_gs_32_b_4_batch_0")]] [[kernel]]             \
      decltype(fp_qmv<T, Bits>) fp_qmv<T, Bits>;

INSTANTIATE(float, uint)
INSTANTIATE(float16_t, ushort)
INSTANTIATE(bfloat16_t, ushort)
