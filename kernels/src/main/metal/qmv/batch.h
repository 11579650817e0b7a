// Where the matrices of one product of a batch begin.

#pragma once

#include <metal_stdlib>

using namespace metal;

// The offset, in elements, of the given product in an array whose leading ndims dimensions are the
// batch, the last of them the fastest. A stride may be 0, which is a broadcast.
inline int64_t batch_offset(
    uint product, int ndims, const constant int* shape, const constant int64_t* strides) {
  int64_t offset = 0;
  for (int dim = ndims - 1; dim >= 0; --dim) {
    const uint extent = shape[dim];
    offset += int64_t(product % extent) * strides[dim];
    product /= extent;
  }
  return offset;
}
