// The mat-vecs of fp_qmv as hosts called them before M led the grid: it is (N / 8, M, batch) here,
// and the names say group size and bits but no mode.
//
// formats/ and qmv/ are those of the module kernels.

#include <metal_stdlib>

#include "formats/modes.h"
#include "qmv/batch.h"
#include "qmv/fp_weights.h"
#include "qmv/qmv.h"
#include "qmv/types.h"

using namespace metal;

template <typename T, typename Mode, bool batched, bool fast>
[[kernel]] void old_qmv(
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
  x += int64_t(tile.y) * in_vec_size;
  y += int64_t(tile.y) * out_vec_size;
  const fp_weights<Mode> weights = {w, scales, in_vec_size};
  if (fast) {
    qmv_fast<rows_at_once>(weights, x, y, in_vec_size, tile.x, simdgroup, lane);
  } else {
    qmv(weights, x, y, in_vec_size, out_vec_size, tile.x, simdgroup, lane);
  }
}

#define INSTANTIATE(name, ...) \
  template [[host_name(name)]] [[kernel]] decltype(__VA_ARGS__) __VA_ARGS__;

#define INSTANTIATE_BATCH(mode, T, group_size, bits, batch)                      \
  INSTANTIATE(                                                                   \
      "qmv_fast_" #T "_gs_" #group_size "_b_" #bits "_batch_" #batch,            \
      old_qmv<T, mode, batch, true>)                                             \
  INSTANTIATE(                                                                   \
      "qmv_" #T "_gs_" #group_size "_b_" #bits "_batch_" #batch,                 \
      old_qmv<T, mode, batch, false>)

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
