// Matrix-vector products with fp-quantized weights: y[m, n] = sum over k of x[m, k] * W[n, k].
// README.md of this module has the contract.

#include <metal_stdlib>

#include "formats/modes.h"
#include "qmv/batch.h"
#include "qmv/fp_weights.h"
#include "qmv/qmv.h"
#include "qmv/types.h"

using namespace metal;

template <typename T, typename Mode, bool batched>
[[kernel]] void fp_qmv_fast(
    const device uint32_t* w [[buffer(0)]],
    const device uint8_t* scales [[buffer(1)]],
    const device T* x [[buffer(2)]],
    device T* y [[buffer(3)]],
    const constant int& in_vec_size [[buffer(4)]],
    const constant int& out_vec_size [[buffer(5)]],
    const constant int& x_batch_ndims [[buffer(6)]],
    const constant int* x_shape [[buffer(7)]],
    const constant int64_t* x_strides [[buffer(8)]],
    const constant int& w_batch_ndims [[buffer(9)]],
    const constant int* w_shape [[buffer(10)]],
    const constant int64_t* w_strides [[buffer(11)]],
    const constant int64_t* s_strides [[buffer(12)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  if (batched) {
    w += batch_offset(tile.z, w_batch_ndims, w_shape, w_strides);
    scales += batch_offset(tile.z, w_batch_ndims, w_shape, s_strides);
    x += batch_offset(tile.z, x_batch_ndims, x_shape, x_strides);
    y += int64_t(tile.z) * x_shape[x_batch_ndims] * out_vec_size;
  }
  x += int64_t(tile.x) * in_vec_size;
  y += int64_t(tile.x) * out_vec_size;
  const fp_weights<Mode> weights = {w, scales, in_vec_size};
  qmv_fast(weights, x, y, in_vec_size, tile.y, simdgroup, lane);
}

template <typename T, typename Mode, bool batched>
[[kernel]] void fp_qmv(
    const device uint32_t* w [[buffer(0)]],
    const device uint8_t* scales [[buffer(1)]],
    const device T* x [[buffer(2)]],
    device T* y [[buffer(3)]],
    const constant int& in_vec_size [[buffer(4)]],
    const constant int& out_vec_size [[buffer(5)]],
    const constant int& x_batch_ndims [[buffer(6)]],
    const constant int* x_shape [[buffer(7)]],
    const constant int64_t* x_strides [[buffer(8)]],
    const constant int& w_batch_ndims [[buffer(9)]],
    const constant int* w_shape [[buffer(10)]],
    const constant int64_t* w_strides [[buffer(11)]],
    const constant int64_t* s_strides [[buffer(12)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  if (batched) {
    w += batch_offset(tile.z, w_batch_ndims, w_shape, w_strides);
    scales += batch_offset(tile.z, w_batch_ndims, w_shape, s_strides);
    x += batch_offset(tile.z, x_batch_ndims, x_shape, x_strides);
    y += int64_t(tile.z) * x_shape[x_batch_ndims] * out_vec_size;
  }
  x += int64_t(tile.x) * in_vec_size;
  y += int64_t(tile.x) * out_vec_size;
  const fp_weights<Mode> weights = {w, scales, in_vec_size};
  qmv(weights, x, y, in_vec_size, out_vec_size, tile.y, simdgroup, lane);
}

template <typename T, typename Mode, int K, bool batched>
[[kernel]] void fp_qmv_quad(
    const device uint32_t* w [[buffer(0)]],
    const device uint8_t* scales [[buffer(1)]],
    const device T* x [[buffer(2)]],
    device T* y [[buffer(3)]],
    const constant int& in_vec_size [[buffer(4)]],
    const constant int& out_vec_size [[buffer(5)]],
    const constant int& x_batch_ndims [[buffer(6)]],
    const constant int* x_shape [[buffer(7)]],
    const constant int64_t* x_strides [[buffer(8)]],
    const constant int& w_batch_ndims [[buffer(9)]],
    const constant int* w_shape [[buffer(10)]],
    const constant int64_t* w_strides [[buffer(11)]],
    const constant int64_t* s_strides [[buffer(12)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint quadgroup [[quadgroup_index_in_threadgroup]],
    uint lane [[thread_index_in_quadgroup]]) {
  if (batched) {
    w += batch_offset(tile.z, w_batch_ndims, w_shape, w_strides);
    scales += batch_offset(tile.z, w_batch_ndims, w_shape, s_strides);
    x += batch_offset(tile.z, x_batch_ndims, x_shape, x_strides);
    y += int64_t(tile.z) * x_shape[x_batch_ndims] * out_vec_size;
  }
  x += int64_t(tile.x) * K;
  y += int64_t(tile.x) * out_vec_size;
  const fp_weights<Mode> weights = {w, scales, K};
  qmv_quad<K>(weights, x, y, out_vec_size, tile.y, quadgroup, lane);
}

#define INSTANTIATE(name, ...) \
  template [[host_name(name)]] [[kernel]] decltype(__VA_ARGS__) __VA_ARGS__;

#define INSTANTIATE_BATCH(mode, T, group_size, bits, batch)                                       \
  INSTANTIATE(                                                                                    \
      #mode "_qmv_fast_" #T "_gs_" #group_size "_b_" #bits "_batch_" #batch,                      \
      fp_qmv_fast<T, mode, batch>)                                                                \
  INSTANTIATE(                                                                                    \
      #mode "_qmv_" #T "_gs_" #group_size "_b_" #bits "_batch_" #batch, fp_qmv<T, mode, batch>)   \
  INSTANTIATE(                                                                                    \
      #mode "_qmv_quad_" #T "_gs_" #group_size "_b_" #bits "_d_64_batch_" #batch,                 \
      fp_qmv_quad<T, mode, 64, batch>)                                                            \
  INSTANTIATE(                                                                                    \
      #mode "_qmv_quad_" #T "_gs_" #group_size "_b_" #bits "_d_128_batch_" #batch,                \
      fp_qmv_quad<T, mode, 128, batch>)

#define INSTANTIATE_TYPE(mode, T, group_size, bits)   \
  INSTANTIATE_BATCH(mode, T, group_size, bits, 0)     \
  INSTANTIATE_BATCH(mode, T, group_size, bits, 1)

#define INSTANTIATE_MODE(mode, group_size, bits)         \
  INSTANTIATE_TYPE(mode, float, group_size, bits)        \
  INSTANTIATE_TYPE(mode, float16_t, group_size, bits)    \
  INSTANTIATE_TYPE(mode, bfloat16_t, group_size, bits)

INSTANTIATE_MODE(mxfp4, 32, 4)
INSTANTIATE_MODE(mxfp8, 32, 8)
INSTANTIATE_MODE(nvfp4, 16, 4)
