// Matrix-vector products with fp-quantized weights: y[m, n] = sum over k of x[m, k] * W[n, k].
// README.md of this module has the contract.

#include <metal_stdlib>

#include "formats/modes.h"
#include "qmv/batch.h"
#include "qmv/fp_weights.h"
#include "qmv/qmv.h"
#include "qmv/types.h"

using namespace metal;

template <typename T, typename Mode, bool batched, bool scaled, int rows>
[[kernel]] void fp_qmv_fast(
    const device uint32_t* w [[buffer(0)]],
    const device uint8_t* scales [[buffer(1)]],
    const device float* global_scale [[buffer(2)]],
    const device T* x [[buffer(3)]],
    device T* y [[buffer(4)]],
    const constant int& in_vec_size [[buffer(5)]],
    const constant int& out_vec_size [[buffer(6)]],
    const constant int& x_batch_ndims [[buffer(7)]],
    const constant int* x_shape [[buffer(8)]],
    const constant int64_t* x_strides [[buffer(9)]],
    const constant int& w_batch_ndims [[buffer(10)]],
    const constant int* w_shape [[buffer(11)]],
    const constant int64_t* w_strides [[buffer(12)]],
    const constant int64_t* s_strides [[buffer(13)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  // equivalent mutants: guard-removed: with one product its index is 0, and so is every offset
  if (batched) {
    w += batch_offset(tile.z, w_batch_ndims, w_shape, w_strides);
    scales += batch_offset(tile.z, w_batch_ndims, w_shape, s_strides);
    x += batch_offset(tile.z, x_batch_ndims, x_shape, x_strides);
    y += int64_t(tile.z) * x_shape[x_batch_ndims] * out_vec_size;
  }
  x += int64_t(tile.x) * in_vec_size;
  y += int64_t(tile.x) * out_vec_size;
  const fp_weights<Mode> weights = {w, scales, in_vec_size};
  const float factor = scaled ? global_factor(*global_scale) : 1.0f;
  qmv_fast<rows>(weights, x, y, in_vec_size, tile.y, simdgroup, lane, factor);
}

template <typename T, typename Mode, bool batched, bool scaled>
[[kernel]] void fp_qmv(
    const device uint32_t* w [[buffer(0)]],
    const device uint8_t* scales [[buffer(1)]],
    const device float* global_scale [[buffer(2)]],
    const device T* x [[buffer(3)]],
    device T* y [[buffer(4)]],
    const constant int& in_vec_size [[buffer(5)]],
    const constant int& out_vec_size [[buffer(6)]],
    const constant int& x_batch_ndims [[buffer(7)]],
    const constant int* x_shape [[buffer(8)]],
    const constant int64_t* x_strides [[buffer(9)]],
    const constant int& w_batch_ndims [[buffer(10)]],
    const constant int* w_shape [[buffer(11)]],
    const constant int64_t* w_strides [[buffer(12)]],
    const constant int64_t* s_strides [[buffer(13)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  // equivalent mutants: guard-removed: with one product its index is 0, and so is every offset
  if (batched) {
    w += batch_offset(tile.z, w_batch_ndims, w_shape, w_strides);
    scales += batch_offset(tile.z, w_batch_ndims, w_shape, s_strides);
    x += batch_offset(tile.z, x_batch_ndims, x_shape, x_strides);
    y += int64_t(tile.z) * x_shape[x_batch_ndims] * out_vec_size;
  }
  x += int64_t(tile.x) * in_vec_size;
  y += int64_t(tile.x) * out_vec_size;
  const fp_weights<Mode> weights = {w, scales, in_vec_size};
  const float factor = scaled ? global_factor(*global_scale) : 1.0f;
  qmv(weights, x, y, in_vec_size, out_vec_size, tile.y, simdgroup, lane, factor);
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
  // equivalent mutants: guard-removed: with one product its index is 0, and so is every offset
  if (batched) {
    w += batch_offset(tile.z, w_batch_ndims, w_shape, w_strides);
    scales += batch_offset(tile.z, w_batch_ndims, w_shape, s_strides);
    x += batch_offset(tile.z, x_batch_ndims, x_shape, x_strides);
    y += int64_t(tile.z) * x_shape[x_batch_ndims] * out_vec_size;
  }
  x += int64_t(tile.x) * K;
  y += int64_t(tile.x) * out_vec_size;
  // equivalent mutants: constant-plus-one: of K whole groups and words are counted
  const fp_weights<Mode> weights = {w, scales, K};
  qmv_quad<K>(weights, x, y, out_vec_size, tile.y, quadgroup, lane);
}

template <typename T, typename Mode, int vectors, bool batched>
[[kernel]] void fp_qmv_wide(
    const device uint32_t* w [[buffer(0)]],
    const device uint8_t* scales [[buffer(1)]],
    const device T* x [[buffer(2)]],
    device T* y [[buffer(3)]],
    const constant int& in_vec_size [[buffer(4)]],
    const constant int& out_vec_size [[buffer(5)]],
    const constant int& M [[buffer(6)]],
    const constant int& x_batch_ndims [[buffer(7)]],
    const constant int* x_shape [[buffer(8)]],
    const constant int64_t* x_strides [[buffer(9)]],
    const constant int& w_batch_ndims [[buffer(10)]],
    const constant int* w_shape [[buffer(11)]],
    const constant int64_t* w_strides [[buffer(12)]],
    const constant int64_t* s_strides [[buffer(13)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  // equivalent mutants: guard-removed: with one product its index is 0, and so is every offset
  if (batched) {
    w += batch_offset(tile.z, w_batch_ndims, w_shape, w_strides);
    scales += batch_offset(tile.z, w_batch_ndims, w_shape, s_strides);
    x += batch_offset(tile.z, x_batch_ndims, x_shape, x_strides);
    y += int64_t(tile.z) * M * out_vec_size;
  }
  const fp_weights<Mode> weights = {w, scales, in_vec_size};
  qmv_wide<vectors, 16>(
      weights, x, y, in_vec_size, out_vec_size, M, tile.xy, simdgroup, lane);
}

#define INSTANTIATE(name, ...) \
  template [[host_name(name)]] [[kernel]] decltype(__VA_ARGS__) __VA_ARGS__;

#define INSTANTIATE_WIDE(mode, T, group_size, bits, vectors, batch)                                   \
  INSTANTIATE(                                                                                        \
      #mode "_qmv_wide_" #T "_gs_" #group_size "_b_" #bits "_nv_" #vectors "_kl_16_batch_" #batch,    \
      fp_qmv_wide<T, mode, vectors, batch>)

#define INSTANTIATE_BATCH(mode, T, group_size, bits, batch)                            \
  INSTANTIATE(                                                                         \
      #mode "_qmv_fast_" #T "_gs_" #group_size "_b_" #bits "_batch_" #batch,           \
      fp_qmv_fast<T, mode, batch, false, 4>)                                           \
  INSTANTIATE(                                                                         \
      #mode "_qmv_" #T "_gs_" #group_size "_b_" #bits "_batch_" #batch,                \
      fp_qmv<T, mode, batch, false>)                                                   \
  INSTANTIATE(                                                                         \
      #mode "_qmv_quad_" #T "_gs_" #group_size "_b_" #bits "_d_64_batch_" #batch,      \
      fp_qmv_quad<T, mode, 64, batch>)                                                 \
  INSTANTIATE(                                                                         \
      #mode "_qmv_quad_" #T "_gs_" #group_size "_b_" #bits "_d_128_batch_" #batch,     \
      fp_qmv_quad<T, mode, 128, batch>)                                                \
  INSTANTIATE_WIDE(mode, T, group_size, bits, 2, batch)                                \
  INSTANTIATE_WIDE(mode, T, group_size, bits, 3, batch)                                \
  INSTANTIATE_WIDE(mode, T, group_size, bits, 4, batch)                                \
  INSTANTIATE_WIDE(mode, T, group_size, bits, 5, batch)

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

#define INSTANTIATE_NVFP4(T, batch)                              \
  INSTANTIATE(                                                   \
      "nvfp4_qmv_fast_" #T "_gs_16_b_4_r_2_batch_" #batch,       \
      fp_qmv_fast<T, nvfp4, batch, false, 2>)                    \
  INSTANTIATE(                                                   \
      "nvfp4_qmv_fast_" #T "_gs_16_b_4_r_2_batch_" #batch "_hgs", \
      fp_qmv_fast<T, nvfp4, batch, true, 2>)                     \
  INSTANTIATE(                                                   \
      "nvfp4_qmv_fast_" #T "_gs_16_b_4_batch_" #batch "_hgs",    \
      fp_qmv_fast<T, nvfp4, batch, true, 4>)                     \
  INSTANTIATE(                                                   \
      "nvfp4_qmv_" #T "_gs_16_b_4_batch_" #batch "_hgs",         \
      fp_qmv<T, nvfp4, batch, true>)

INSTANTIATE_NVFP4(float, 0)
INSTANTIATE_NVFP4(float, 1)
INSTANTIATE_NVFP4(float16_t, 0)
INSTANTIATE_NVFP4(float16_t, 1)
INSTANTIATE_NVFP4(bfloat16_t, 0)
INSTANTIATE_NVFP4(bfloat16_t, 1)
