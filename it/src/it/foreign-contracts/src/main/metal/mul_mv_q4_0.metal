// dst[i, j, row] = sum over k of src0[i', row, k] * src1[i, j, k], where src0 is in blocks of q4_0.
//
// The names, the struct and the grid are those by which the host program of llama.cpp calls its
// kernel; the kernel is our own.

#include <metal_stdlib>

#include "q4_0.h"

using namespace metal;

// Sizes (ne) and strides in bytes (nb) of src0 (ne00 to nb03), src1 (ne10 to nb13) and dst, the
// fastest dimension first. nb00 is from block to block.
struct mul_mv_args {
  int32_t ne00;
  int32_t ne01;
  int32_t ne02;
  uint64_t nb00;
  uint64_t nb01;
  uint64_t nb02;
  uint64_t nb03;
  int32_t ne10;
  int32_t ne11;
  int32_t ne12;
  uint64_t nb10;
  uint64_t nb11;
  uint64_t nb12;
  uint64_t nb13;
  int32_t ne0;
  int32_t ne1;
  int32_t nr0;  // rows that a SIMD group makes
  int16_t r2;   // how many matrices of src1 share one of src0, in the third dimension
  int16_t r3;   // and in the fourth
};

constant constexpr int simd_lanes = 32;

// The grid is (rows of src0 by threadgroups, ne11, ne12 * the fourth size of src1). The lanes of a
// SIMD group take the blocks of a row in turns.
[[kernel]] void kernel_mul_mv_q4_0_f32(
    constant mul_mv_args& args [[buffer(0)]],
    const device char* src0 [[buffer(1)]],
    const device char* src1 [[buffer(2)]],
    device char* dst [[buffer(3)]],
    uint3 tile [[threadgroup_position_in_grid]],
    uint simdgroup [[simdgroup_index_in_threadgroup]],
    uint simdgroups [[simdgroups_per_threadgroup]],
    uint lane [[thread_index_in_simdgroup]]) {
  const int third = int(tile.z) % args.ne12;
  const int fourth = int(tile.z) / args.ne12;
  src0 += third / args.r2 * args.nb02 + fourth / args.r3 * args.nb03;
  src1 += tile.y * args.nb11 + third * args.nb12 + fourth * args.nb13;
  device float* out =
      reinterpret_cast<device float*>(dst) + (int64_t(tile.z) * args.ne1 + tile.y) * args.ne0;

  const int begin = (int(tile.x) * int(simdgroups) + int(simdgroup)) * args.nr0;
  const int end = min(begin + args.nr0, args.ne01);
  for (int row = begin; row < end; ++row) {
    float sum = 0.0f;
    for (int i = lane; i < args.ne00 / q4_0_weights; i += simd_lanes) {
      const device char* block = src0 + row * args.nb01 + i * args.nb00;
      sum += product(
          *reinterpret_cast<const device block_q4_0*>(block),
          src1 + i * q4_0_weights * args.nb10,
          args.nb10);
    }
    sum = simd_sum(sum);
    if (lane == 0) {
      out[row] = sum;
    }
  }
}
