#include <metal_simdgroup_matrix>
#include <metal_stdlib>
using namespace metal;

// One SIMD group; in = A and B, rows of 8. out = A B + A; what each lane holds of A; A transposed;
// a diagonal matrix; A B in half; and a matrix filled with 2.
kernel void simdgroup_matrices(device const float* in [[buffer(0)]],
                               device float* out [[buffer(1)]],
                               uint lane [[thread_index_in_simdgroup]]) {
  simdgroup_float8x8 a, b, c;
  simdgroup_load(a, in);
  simdgroup_load(b, in + 64, 8);
  simdgroup_multiply_accumulate(c, a, b, a);
  simdgroup_store(c, out);
  out[64 + 2 * lane] = a.thread_elements()[0];
  out[65 + 2 * lane] = a.thread_elements()[1];
  simdgroup_float8x8 transposed;
  simdgroup_load(transposed, in, 8, ulong2(0, 0), true);
  simdgroup_store(transposed, out + 128, 8);
  simdgroup_store(make_diagonal_simdgroup_matrix<float, 8>(3.0f), out + 192);
  simdgroup_half8x8 narrow, product;
  for (int i = 0; i < 2; ++i) narrow.thread_elements()[i] = a.thread_elements()[i];
  simdgroup_multiply(product, narrow, narrow);
  c.thread_elements() = float2(product.thread_elements());
  simdgroup_store(c, out + 256);
  simdgroup_store(make_filled_simdgroup_matrix<float, 8>(2.0f), out + 320);
}

// The 8 by 8 elements from row 1 and column 4 on, of rows of 16.
kernel void simdgroup_matrix_origins(device const float* in [[buffer(0)]],
                                     device float* out [[buffer(1)]],
                                     uint lane [[thread_index_in_simdgroup]]) {
  simdgroup_float8x8 a;
  simdgroup_load(a, in, 16, ulong2(4, 1));
  simdgroup_store(a, out);
}
