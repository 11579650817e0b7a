#include <metal_stdlib>
using namespace metal;

// One defect a kernel, each with the same kernel without it. `n` says how many elements there are.

kernel void read_past_end(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  out[i] = in[i + 1];
}

kernel void read_before_start(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                              uint i [[thread_position_in_grid]]) {
  out[i] = in[int(i) - 2];
}

// Elements of the narrow types: one past the last, one before the first, and the last.
template <typename T>
kernel void read_narrow(const device T* in [[buffer(0)]], device T* out [[buffer(1)]],
                        const device int* first [[buffer(2)]], uint i [[thread_position_in_grid]]) {
  out[i] = in[first[0] + int(i)];
}
template [[host_name("read_uchar")]] [[kernel]] decltype(read_narrow<uchar>) read_narrow<uchar>;
template [[host_name("read_ushort")]] [[kernel]] decltype(read_narrow<ushort>) read_narrow<ushort>;
template [[host_name("read_half")]] [[kernel]] decltype(read_narrow<half>) read_narrow<half>;

kernel void read_inside(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                        uint i [[thread_position_in_grid]]) {
  out[i] = in[i];
}

kernel void read_wide(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                      uint i [[thread_position_in_grid]]) {
  const float4 wide = *reinterpret_cast<const device float4*>(in + 4 * i);
  out[i] = wide.x + wide.y + wide.z + wide.w;
}

kernel void write_past_end(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                           uint i [[thread_position_in_grid]]) {
  out[i] = in[i];
  if (i == 5) {
    out[70] = 1;
  }
}

kernel void write_input(device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                        uint i [[thread_position_in_grid]]) {
  out[i] = in[i];
  if (i == 3) in[i] = 0;
}

kernel void read_unwritten_output(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                                  uint i [[thread_position_in_grid]]) {
  out[i] += in[i];
}

kernel void read_unwritten_tile(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                                uint i [[thread_position_in_grid]]) {
  threadgroup float tile[64];
  if (i != 7) tile[i] = in[i];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = tile[i];
}

kernel void tile_past_end(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  threadgroup float tile[64];
  threadgroup float other[64];
  threadgroup float* moved = tile + 1;
  moved[i] = in[i];
  other[i] = in[i];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = i == 0 ? 0 : tile[i] + other[i];
}

// The tile is an argument; threadgroups take it one after the other.
kernel void argument_tile(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                          threadgroup float* tile [[threadgroup(0)]],
                          uint i [[thread_index_in_threadgroup]]) {
  tile[i] = in[i];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = tile[63 - i];
}

kernel void argument_tile_without_barrier(const device float* in [[buffer(0)]],
                                          device float* out [[buffer(1)]],
                                          threadgroup float* tile [[threadgroup(0)]],
                                          uint i [[thread_index_in_threadgroup]]) {
  tile[i] = in[i];
  out[i] = i % 2 == 0 ? 0 : tile[i - 1];
}

// Only the first threadgroup writes what all read.
kernel void argument_tile_of_another(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                                     threadgroup float* tile [[threadgroup(0)]],
                                     uint i [[thread_index_in_threadgroup]],
                                     uint group [[threadgroup_position_in_grid]]) {
  if (group == 0) tile[i] = in[i];
  out[i + 64 * group] = tile[i];
}

template <typename T>
kernel void template_tile(const device T* in [[buffer(0)]], device T* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  threadgroup T tile[32];
  threadgroup T* all = tile;
  all[i] = in[i];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = all[i];
}
template [[host_name("template_tile_float")]] [[kernel]] decltype(template_tile<float>) template_tile<float>;

constant float table[4] = {1, 2, 3, 4};

kernel void constant_past_end(const device uint* in [[buffer(0)]], device float* out [[buffer(1)]],
                              uint i [[thread_position_in_grid]]) {
  const constant float* entries = table;
  out[i] = entries[in[i]];
}


kernel void misaligned_word(const device uchar* in [[buffer(0)]], device uint* out [[buffer(1)]],
                            uint i [[thread_position_in_grid]]) {
  out[i] = *reinterpret_cast<const device uint*>(in + 4 * i + (i == 2));
}

// Vectors from byte 8 * in[0] on: whole, copied, converted, written, and packed.
template <typename V, typename W>
void double_vectors(const device uint* in, device uint* out, uint i) {
  const device V* from = reinterpret_cast<const device V*>(in + 4 + in[0]);
  device W* to = reinterpret_cast<device W*>(out + in[1]);
  to[i] = W(V(2) * from[i]);
}
kernel void whole_float4(const device uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                         uint i [[thread_position_in_grid]]) {
  double_vectors<float4, float4>(in, out, i);
}
kernel void whole_float3(const device uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                         uint i [[thread_position_in_grid]]) {
  double_vectors<float3, float3>(in, out, i);
}
kernel void whole_half4(const device uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                        uint i [[thread_position_in_grid]]) {
  double_vectors<half4, float4>(in, out, i);
}
kernel void whole_uint2(const device uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                        uint i [[thread_position_in_grid]]) {
  double_vectors<uint2, uint2>(in, out, i);
}
kernel void whole_packed_float4(const device uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                                uint i [[thread_position_in_grid]]) {
  double_vectors<packed_float4, packed_float4>(in, out, i);
}
kernel void copied_float4(const device uint* in [[buffer(0)]], device float* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  const float4 copy = *reinterpret_cast<const device float4*>(in + 4 + in[0] + 4 * i);
  const float4 double_copy = copy + copy;
  out[in[1] + i] = double_copy.x + copy.w;
}

kernel void packed_word(const device uchar* in [[buffer(0)]], device uint* out [[buffer(1)]],
                        uint i [[thread_position_in_grid]]) {
  const packed_uchar4 bytes = *reinterpret_cast<const device packed_uchar4*>(in + 4 * i + (i == 2));
  out[i] = bytes[0] + bytes[1] + bytes[2] + bytes[3];
}

kernel void optional(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                     const constant int* extra [[buffer(2)]], uint i [[thread_position_in_grid]]) {
  out[i] = in[i];
  if (in[i] > 50) out[i] += extra[2];
}

kernel void through_null(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                         uint i [[thread_position_in_grid]]) {
  const device float* from = in[i] == 9 ? nullptr : in;
  out[i] = from[i];
}

// Reads, and writes, at the address in[0].
kernel void wild_read(const device ulong* in [[buffer(0)]], device float* out [[buffer(1)]],
                      uint i [[thread_position_in_grid]]) {
  out[i] = 0;
  if (i == 3) out[i] = *reinterpret_cast<const device float*>(in[0]);
}

kernel void wild_write(const device ulong* in [[buffer(0)]], device float* out [[buffer(1)]],
                       uint i [[thread_position_in_grid]]) {
  out[i] = 0;
  if (i == 3) *reinterpret_cast<device float*>(in[0]) = 1;
}

kernel void neighbour_without_barrier(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                                      uint i [[thread_index_in_threadgroup]]) {
  threadgroup float tile[64];
  tile[i] = in[i];
  out[i] = i % 2 == 0 ? tile[i] : tile[i - 1];
}

kernel void neighbour_with_barrier(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                                   uint i [[thread_index_in_threadgroup]]) {
  threadgroup float tile[64];
  tile[i] = in[i];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = i % 2 == 0 ? tile[i] : tile[i - 1];
}

kernel void neighbour_with_simdgroup_barrier(const device float* in [[buffer(0)]],
                                             device float* out [[buffer(1)]],
                                             uint i [[thread_index_in_threadgroup]]) {
  threadgroup float tile[64];
  tile[i] = in[i];
  simdgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = i % 2 == 0 ? tile[i] : tile[i - 1];
}

kernel void other_group_with_simdgroup_barrier(const device float* in [[buffer(0)]],
                                               device float* out [[buffer(1)]],
                                               uint i [[thread_index_in_threadgroup]]) {
  threadgroup float tile[64];
  tile[i] = in[i];
  simdgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = i < 32 ? 0 : tile[i - 32];
}

kernel void write_after_read(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                             uint i [[thread_index_in_threadgroup]]) {
  threadgroup float tile[64];
  tile[i] = in[i];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  const float next = tile[(i + 1) % 64];
  tile[i] = 2 * next;
  out[i] = next;
}

// Threadgroups write the same element: other values, or the same.
kernel void groups_write_other_values(device float* out [[buffer(1)]],
                                      uint i [[thread_index_in_threadgroup]],
                                      uint group [[threadgroup_position_in_grid]]) {
  out[i] = float(group);
}

kernel void groups_write_same_values(device float* out [[buffer(1)]],
                                     uint i [[thread_index_in_threadgroup]],
                                     uint group [[threadgroup_position_in_grid]]) {
  out[i] = float(i);
}

struct wide {
  float4 values[8];
};

kernel void groups_write_same_structures(const device wide* in [[buffer(0)]],
                                         device wide* out [[buffer(1)]],
                                         uint i [[thread_index_in_threadgroup]]) {
  if (i == 0) *out = *in;
}

kernel void groups_write_other_structures(const device wide* in [[buffer(0)]],
                                          device wide* out [[buffer(1)]],
                                          uint i [[thread_index_in_threadgroup]],
                                          uint group [[threadgroup_position_in_grid]]) {
  if (i == 0) *out = in[group];
}

kernel void atomics(const device uint* in [[buffer(0)]], device atomic_uint* out [[buffer(1)]],
                    uint i [[thread_index_in_threadgroup]]) {
  if (i == 0) atomic_store_explicit(out, 0u, memory_order_relaxed);
  threadgroup_barrier(mem_flags::mem_device);
  atomic_fetch_add_explicit(out, in[i], memory_order_relaxed);
}

kernel void atomic_and_plain(const device uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                             uint i [[thread_index_in_threadgroup]]) {
  if (i == 0) out[0] = 0;
  atomic_fetch_add_explicit(reinterpret_cast<device atomic_uint*>(out), in[i], memory_order_relaxed);
}

kernel void array_index(const device uint* in [[buffer(0)]], device float* out [[buffer(1)]],
                        uint i [[thread_position_in_grid]]) {
  float local[4] = {1, 2, 3, 4};
  out[i] = local[in[i]];
}

kernel void overflow(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                     uint i [[thread_position_in_grid]]) {
  out[i] = in[i] + 1;
}

kernel void division(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                   uint i [[thread_position_in_grid]]) {
  out[i] = 100 / in[i];
}

kernel void shift(const device uint* in [[buffer(0)]], device uint* out [[buffer(1)]],
                  uint i [[thread_position_in_grid]]) {
  out[i] = 1u << in[i];
}

kernel void conversion(const device float* in [[buffer(0)]], device int* out [[buffer(1)]],
                    uint i [[thread_position_in_grid]]) {
  out[i] = int(in[i]);
}

kernel void sum_in_branch(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  float sum = in[i];
  if (i < 16) {
    sum = simd_sum(sum);
  }
  out[i] = sum + simd_max(sum);
}

kernel void sum_of_all(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                       uint i [[thread_position_in_grid]]) {
  if (i >= 48) {
    out[i] = 0;
    return;
  }
  out[i] = simd_sum(in[i]) + quad_sum(in[i]);
}

kernel void quads_apart(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                        uint i [[thread_position_in_grid]]) {
  float sum = in[i];
  for (uint turn = 0; turn <= i / 4; ++turn) sum += quad_sum(sum);
  out[i] = sum;
}

kernel void two_barriers(const device float* in [[buffer(0)]], device float* out [[buffer(1)]],
                         uint i [[thread_position_in_grid]]) {
  if (i < 32) {
    threadgroup_barrier(mem_flags::mem_threadgroup);
    out[i] = in[i];
  } else {
    threadgroup_barrier(mem_flags::mem_device);
    out[i] = 2 * in[i];
  }
}

// The first to come tells the others.
kernel void first_come(device atomic_uint* out [[buffer(1)]], uint i [[thread_position_in_grid]],
                       uint group [[threadgroup_position_in_grid]]) {
  atomic_store_explicit(out, group, memory_order_relaxed);
}
