// Grids in threads, and arguments of every kind.
#include <metal_stdlib>

using namespace metal;

constant uint FIELDS = 32;

// All that a thread knows of its place, 32 numbers for each thread of the grid.
[[kernel]] void places(device uint* out [[buffer(0)]],
                       uint3 at [[thread_position_in_grid]],
                       uint3 size [[threads_per_grid]],
                       uint3 within [[thread_position_in_threadgroup]],
                       uint3 group [[threadgroup_position_in_grid]],
                       uint3 groups [[threadgroups_per_grid]],
                       uint3 threads [[threads_per_threadgroup]],
                       uint3 dispatched [[dispatch_threads_per_threadgroup]],
                       uint index [[thread_index_in_threadgroup]],
                       uint lane [[thread_index_in_simdgroup]],
                       uint simdgroup [[simdgroup_index_in_threadgroup]],
                       uint simdgroups [[simdgroups_per_threadgroup]],
                       uint dispatched_simdgroups [[dispatch_simdgroups_per_threadgroup]],
                       uint quadgroups [[quadgroups_per_threadgroup]],
                       uint dispatched_quadgroups [[dispatch_quadgroups_per_threadgroup]]) {
  threadgroup uint met[1024];
  device uint* to = out + ((at.z * size.y + at.y) * size.x + at.x) * FIELDS;
  const uint3 vectors[] = {at, size, within, group, groups, threads, dispatched};
  for (uint i = 0; i < 7; ++i) {
    to[3 * i] = vectors[i].x;
    to[3 * i + 1] = vectors[i].y;
    to[3 * i + 2] = vectors[i].z;
  }
  to[21] = index;
  to[22] = lane;
  to[23] = simdgroup;
  to[24] = simdgroups;
  to[25] = dispatched_simdgroups;
  to[26] = quadgroups;
  to[27] = dispatched_quadgroups;
  to[28] = simd_sum(1u);
  met[index] = index;
  threadgroup_barrier(mem_flags::mem_threadgroup);
  const uint all = threads.x * threads.y * threads.z;
  to[29] = met[all - 1 - index];
  to[30] = simd_max(lane);
  to[31] = quad_sum(1u);
}

// A struct with gaps, by reference.
struct Sizes {
  int n;
  ulong stride;
  short small;
  float scale;
  int more[3];
};
[[kernel]] void of_struct(const constant Sizes& sizes [[buffer(0)]], device float* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  const float values[] = {float(sizes.n),       float(sizes.stride >> 32), float(sizes.small),
                          sizes.scale,          float(sizes.more[0]),      float(sizes.more[1]),
                          float(sizes.more[2]), float(sizeof(Sizes))};
  out[i] = values[i];
}

// Blocks of 18 bytes.
struct Block {
  half d;
  uchar qs[16];
};
[[kernel]] void of_blocks(const device Block* blocks [[buffer(0)]], device float* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  out[i] = float(blocks[i].d) * float(blocks[i].qs[15]);
}

// Threadgroup memory that the launch sizes: two arguments.
[[kernel]] void of_threadgroup(const device uchar* x [[buffer(0)]], device uchar* out [[buffer(1)]],
                               threadgroup uchar* first [[threadgroup(0)]],
                               threadgroup uchar* second [[threadgroup(1)]],
                               uint i [[thread_position_in_threadgroup]],
                               uint n [[threads_per_threadgroup]]) {
  first[i] = x[i];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  second[n - 1 - i] = first[i];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = second[i];
}

// What a flag tells not to read.
[[kernel]] void of_unbound(const device float* x [[buffer(0)]], const device float* mask [[buffer(1)]],
                           const constant float& scale [[buffer(2)]], device float* more [[buffer(3)]],
                           const constant int& flags [[buffer(4)]], device float* out [[buffer(5)]],
                           uint i [[thread_position_in_grid]]) {
  float value = x[i];
  if (flags & 1) {
    value += mask[i];
  }
  if (flags & 2) {
    value *= scale;
  }
  if (flags & 4) {
    more[i] = value;
  }
  out[i] = value;
}
