// Matrix-vector products with affine-quantized weights: y[m, n] = sum over k of x[m, k] * W[n, k].
// README.md of this module has the contract.

#include <metal_stdlib>

#include "qmv/affine_weights.h"
#include "qmv/batch.h"
#include "qmv/qmv.h"
#include "qmv/types.h"

using namespace metal;

template <typename T, int group_size, int bits, bool batched>
[[kernel]] void affine_qmv_fast(
    const device uint32_t* w [[buffer(0)]],
    const device T* scales [[buffer(1)]],
    const device T* biases [[buffer(2)]],
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
    const constant int64_t* b_strides [[buffer(14)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  // equivalent mutants: guard-removed: with one product its index is 0, and so is every offset
  if (batched) {
    w += batch_offset(tile.z, w_batch_ndims, w_shape, w_strides);
    scales += batch_offset(tile.z, w_batch_ndims, w_shape, s_strides);
    biases += batch_offset(tile.z, w_batch_ndims, w_shape, b_strides);
    x += batch_offset(tile.z, x_batch_ndims, x_shape, x_strides);
    y += int64_t(tile.z) * x_shape[x_batch_ndims] * out_vec_size;
  }
  x += int64_t(tile.x) * in_vec_size;
  y += int64_t(tile.x) * out_vec_size;
  const affine_weights<T, group_size, bits> weights = {w, scales, biases, in_vec_size};
  qmv_fast<4>(weights, x, y, in_vec_size, tile.y, simdgroup, lane);
}

template <typename T, int group_size, int bits, bool batched>
[[kernel]] void affine_qmv(
    const device uint32_t* w [[buffer(0)]],
    const device T* scales [[buffer(1)]],
    const device T* biases [[buffer(2)]],
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
    const constant int64_t* b_strides [[buffer(14)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  // equivalent mutants: guard-removed: with one product its index is 0, and so is every offset
  if (batched) {
    w += batch_offset(tile.z, w_batch_ndims, w_shape, w_strides);
    scales += batch_offset(tile.z, w_batch_ndims, w_shape, s_strides);
    biases += batch_offset(tile.z, w_batch_ndims, w_shape, b_strides);
    x += batch_offset(tile.z, x_batch_ndims, x_shape, x_strides);
    y += int64_t(tile.z) * x_shape[x_batch_ndims] * out_vec_size;
  }
  x += int64_t(tile.x) * in_vec_size;
  y += int64_t(tile.x) * out_vec_size;
  const affine_weights<T, group_size, bits> weights = {w, scales, biases, in_vec_size};
  qmv(weights, x, y, in_vec_size, out_vec_size, tile.y, simdgroup, lane);
}

template <typename T, int group_size, int bits, int K, bool batched>
[[kernel]] void affine_qmv_quad(
    const device uint32_t* w [[buffer(0)]],
    const device T* scales [[buffer(1)]],
    const device T* biases [[buffer(2)]],
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
    const constant int64_t* b_strides [[buffer(14)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint quadgroup [[quadgroup_index_in_threadgroup]],
    uint lane [[thread_index_in_quadgroup]]) {
  // equivalent mutants: guard-removed: with one product its index is 0, and so is every offset
  if (batched) {
    w += batch_offset(tile.z, w_batch_ndims, w_shape, w_strides);
    scales += batch_offset(tile.z, w_batch_ndims, w_shape, s_strides);
    biases += batch_offset(tile.z, w_batch_ndims, w_shape, b_strides);
    x += batch_offset(tile.z, x_batch_ndims, x_shape, x_strides);
    y += int64_t(tile.z) * x_shape[x_batch_ndims] * out_vec_size;
  }
  x += int64_t(tile.x) * K;
  y += int64_t(tile.x) * out_vec_size;
  // equivalent mutants: constant-plus-one: of K whole groups and words are counted
  const affine_weights<T, group_size, bits> weights = {w, scales, biases, K};
  qmv_quad<K>(weights, x, y, out_vec_size, tile.y, quadgroup, lane);
}

template <typename T, int group_size, int bits, int vectors, bool batched>
[[kernel]] void affine_qmv_wide(
    const device uint32_t* w [[buffer(0)]],
    const device T* scales [[buffer(1)]],
    const device T* biases [[buffer(2)]],
    const device T* x [[buffer(3)]],
    device T* y [[buffer(4)]],
    const constant int& in_vec_size [[buffer(5)]],
    const constant int& out_vec_size [[buffer(6)]],
    const constant int& M [[buffer(7)]],
    const constant int& x_batch_ndims [[buffer(8)]],
    const constant int* x_shape [[buffer(9)]],
    const constant int64_t* x_strides [[buffer(10)]],
    const constant int& w_batch_ndims [[buffer(11)]],
    const constant int* w_shape [[buffer(12)]],
    const constant int64_t* w_strides [[buffer(13)]],
    const constant int64_t* s_strides [[buffer(14)]],
    const constant int64_t* b_strides [[buffer(15)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  // equivalent mutants: guard-removed: with one product its index is 0, and so is every offset
  if (batched) {
    w += batch_offset(tile.z, w_batch_ndims, w_shape, w_strides);
    scales += batch_offset(tile.z, w_batch_ndims, w_shape, s_strides);
    biases += batch_offset(tile.z, w_batch_ndims, w_shape, b_strides);
    x += batch_offset(tile.z, x_batch_ndims, x_shape, x_strides);
    y += int64_t(tile.z) * M * out_vec_size;
  }
  const affine_weights<T, group_size, bits> weights = {w, scales, biases, in_vec_size};
  qmv_wide<vectors, 8>(
      weights, x, y, in_vec_size, out_vec_size, M, tile.xy, simdgroup, lane);
}

#define INSTANTIATE(name, ...) \
  template [[host_name(name)]] [[kernel]] decltype(__VA_ARGS__) __VA_ARGS__;

#define INSTANTIATE_QUAD(T, group_size, bits, K, batch)                                    \
  INSTANTIATE(                                                                             \
      "affine_qmv_quad_" #T "_gs_" #group_size "_b_" #bits "_d_" #K "_batch_" #batch,      \
      affine_qmv_quad<T, group_size, bits, K, batch>)

#define INSTANTIATE_WIDE(T, group_size, bits, vectors, batch)                                      \
  INSTANTIATE(                                                                                     \
      "affine_qmv_wide_" #T "_gs_" #group_size "_b_" #bits "_nv_" #vectors "_kl_8_batch_" #batch,  \
      affine_qmv_wide<T, group_size, bits, vectors, batch>)

#define INSTANTIATE_BATCH(T, group_size, bits, batch)                         \
  INSTANTIATE(                                                                \
      "affine_qmv_fast_" #T "_gs_" #group_size "_b_" #bits "_batch_" #batch,  \
      affine_qmv_fast<T, group_size, bits, batch>)                            \
  INSTANTIATE(                                                                \
      "affine_qmv_" #T "_gs_" #group_size "_b_" #bits "_batch_" #batch,       \
      affine_qmv<T, group_size, bits, batch>)                                 \
  INSTANTIATE_WIDE(T, group_size, bits, 2, batch)                             \
  INSTANTIATE_WIDE(T, group_size, bits, 3, batch)                             \
  INSTANTIATE_WIDE(T, group_size, bits, 4, batch)                             \
  INSTANTIATE_WIDE(T, group_size, bits, 5, batch)                             \
  INSTANTIATE_QUAD(T, group_size, bits, 128, batch)

// K = 64 is no multiple of a group of 128.
#define INSTANTIATE_BITS(T, bits)            \
  INSTANTIATE_BATCH(T, 32, bits, 0)          \
  INSTANTIATE_BATCH(T, 32, bits, 1)          \
  INSTANTIATE_BATCH(T, 64, bits, 0)          \
  INSTANTIATE_BATCH(T, 64, bits, 1)          \
  INSTANTIATE_BATCH(T, 128, bits, 0)         \
  INSTANTIATE_BATCH(T, 128, bits, 1)         \
  INSTANTIATE_QUAD(T, 32, bits, 64, 0)       \
  INSTANTIATE_QUAD(T, 32, bits, 64, 1)       \
  INSTANTIATE_QUAD(T, 64, bits, 64, 0)       \
  INSTANTIATE_QUAD(T, 64, bits, 64, 1)

#define INSTANTIATE_TYPE(T)  \
  INSTANTIATE_BITS(T, 2)     \
  INSTANTIATE_BITS(T, 3)     \
  INSTANTIATE_BITS(T, 4)     \
  INSTANTIATE_BITS(T, 5)     \
  INSTANTIATE_BITS(T, 6)     \
  INSTANTIATE_BITS(T, 8)

INSTANTIATE_TYPE(float)
INSTANTIATE_TYPE(float16_t)
INSTANTIATE_TYPE(bfloat16_t)
