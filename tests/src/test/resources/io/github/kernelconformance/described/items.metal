// One kernel for each thing that a contract can say.

#include <metal_stdlib>

using namespace metal;

// Two outputs of different types, and axes of no meaning.
[[kernel]] void toy(const device float* x [[buffer(0)]], device int* code [[buffer(1)]],
                    device half* part [[buffer(2)]], const constant int& width [[buffer(3)]],
                    const constant int& turns [[buffer(4)]], uint i [[thread_position_in_grid]]) {
  if (int(i) >= width) {
    return;
  }
  code[i] = int(i) * turns;
  part[i] = half(x[i] * float(turns));
}

// x has strides in elements. The grid is exact, so there is no guard.
template <typename T>
[[kernel]] void scale(const device T* x [[buffer(0)]], device T* out [[buffer(1)]],
                      const constant int64_t* x_strides [[buffer(2)]],
                      const constant int* shape [[buffer(3)]],
                      const constant float& factor [[buffer(4)]],
                      uint2 at [[thread_position_in_grid]]) {
  const int64_t from = at.y * x_strides[0] + at.x * x_strides[1];
  out[at.y * shape[1] + at.x] = static_cast<T>(static_cast<float>(x[from]) * factor);
}
template [[host_name("scale_float")]] [[kernel]] decltype(scale<float>) scale<float>;
template [[host_name("scale_half")]] [[kernel]] decltype(scale<half>) scale<half>;

// A struct by reference, and blocks of 18 bytes.
struct block_q4_0 {
  half d;
  uchar qs[16];
};
struct q4_args {
  int ne00;
  int ne01;
  ulong nb01;
};
[[kernel]] void kernel_mul_mv_q4_0_f32(const constant q4_args& args [[buffer(0)]],
                                       const device char* src0 [[buffer(1)]],
                                       const device float* src1 [[buffer(2)]],
                                       device float* dst [[buffer(3)]],
                                       uint group [[threadgroup_position_in_grid]],
                                       uint simdgroup [[simdgroup_index_in_threadgroup]],
                                       uint lane [[thread_index_in_simdgroup]]) {
  for (int r = 0; r < 4; ++r) {
    const int row = int(group) * 8 + int(simdgroup) * 4 + r;
    if (row >= args.ne01) {
      return;
    }
    const device block_q4_0* blocks =
        reinterpret_cast<const device block_q4_0*>(src0 + row * args.nb01);
    float sum = 0.0f;
    for (int b = int(lane); b < args.ne00 / 32; b += 32) {
      for (int i = 0; i < 32; ++i) {
        const int byte = blocks[b].qs[i % 16];
        const float weight = float(blocks[b].d) * float((i < 16 ? byte & 15 : byte >> 4) - 8);
        sum += weight * src1[b * 32 + i];
      }
    }
    sum = simd_sum(sum);
    if (lane == 0) {
      dst[row] = sum;
    }
  }
}

// Read and written; both bound inside their allocations.
[[kernel]] void accumulate(device float* acc [[buffer(0)]], const device float* x [[buffer(1)]],
                           uint i [[thread_position_in_grid]]) {
  acc[i] += x[i];
}

// Threadgroup memory that the host sizes, and a mask that may be missing.
[[kernel]] void reverse(const device float* x [[buffer(0)]], device float* out [[buffer(1)]],
                        const device float* mask [[buffer(2)]],
                        const constant bool& has_mask [[buffer(3)]],
                        threadgroup float* shared [[threadgroup(0)]],
                        uint i [[thread_position_in_threadgroup]],
                        uint n [[threads_per_threadgroup]]) {
  shared[i] = x[i] + (has_mask ? mask[i] : 0.0f);
  threadgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = shared[n - 1 - i];
}

// A property: which order equal keys come in is open.
[[kernel]] void argsort(const device int* keys [[buffer(0)]], device int* order [[buffer(1)]],
                        const constant int& n [[buffer(2)]], uint i [[thread_position_in_grid]]) {
  int before = 0;
  for (int j = 0; j < n; ++j) {
    before += keys[j] < keys[i] || (keys[j] == keys[i] && j > int(i));
  }
  order[before] = int(i);
}

// Ties: any index of the largest.
[[kernel]] void argmax(const device float* x [[buffer(0)]], device uint* index [[buffer(1)]],
                       const constant int& n [[buffer(2)]], uint row [[thread_position_in_grid]]) {
  int best = 0;
  for (int i = 1; i < n; ++i) {
    if (x[row * n + i] >= x[row * n + best]) {
      best = i;
    }
  }
  index[row] = uint(best);
}

// Scalars of every type, and integers that are read.
[[kernel]] void scalars(const device char* c [[buffer(0)]], const device ushort* u [[buffer(1)]],
                        const device int* token [[buffer(2)]],
                        const device long* table [[buffer(3)]], device long* out [[buffer(4)]],
                        const constant short& s [[buffer(5)]], const constant uchar& b [[buffer(6)]],
                        const constant ulong& l [[buffer(7)]], const constant half& h [[buffer(8)]],
                        uint i [[thread_position_in_grid]]) {
  out[i] = long(c[i]) + long(u[i]) + table[token[i]] + long(s) + long(b) + long(l) + long(float(h));
}

// Two kernels of one contract, with grids and arguments of their own; out has strides.
[[kernel]] void copy_rows(const device int* x [[buffer(0)]], device int* out [[buffer(1)]],
                          const constant int& n [[buffer(2)]],
                          const constant long* out_strides [[buffer(3)]],
                          uint row [[threadgroup_position_in_grid]],
                          uint i [[thread_position_in_threadgroup]],
                          uint threads [[threads_per_threadgroup]]) {
  for (int j = int(i); j < n; j += int(threads)) {
    out[row * out_strides[0] + j * out_strides[1]] = x[row * n + j];
  }
}
[[kernel]] void copy_all(const device int* x [[buffer(0)]], device int* out [[buffer(1)]],
                         const constant int& n [[buffer(2)]],
                         const constant long* out_strides [[buffer(3)]],
                         const constant int& rows [[buffer(4)]],
                         uint i [[thread_position_in_grid]]) {
  if (int(i) < rows * n) {
    out[i / n * out_strides[0] + i % n * out_strides[1]] = x[i];
  }
}
