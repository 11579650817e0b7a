#include <metal_stdlib>
using namespace metal;

// A grid of 2 x 3 x 2 threadgroups of 8 x 4 x 2 threads. Each thread writes what it sees at
// `out + 3 * index`, where index is made from the scalar forms it is called with.

struct Thread {
  uint3 group, groups, local, size;
};

static inline uint index_of(Thread t) {
  const uint group = (t.group.z * t.groups.y + t.group.y) * t.groups.x + t.group.x;
  const uint local = (t.local.z * t.size.y + t.local.y) * t.size.x + t.local.x;
  return group * t.size.x * t.size.y * t.size.z + local;
}

#define ATTRIBUTE(name, type, attribute, X, Y, Z)                                            \
  kernel void name(device uint* out [[buffer(1)]], type v [[attribute]],                     \
                   uint3 group [[threadgroup_position_in_grid]],                             \
                   uint3 groups [[threadgroups_per_grid]],                                   \
                   uint3 local [[thread_position_in_threadgroup]],                           \
                   uint3 size [[threads_per_threadgroup]]) {                                 \
    const uint i = 3 * index_of({group, groups, local, size});                               \
    out[i] = X;                                                                              \
    out[i + 1] = Y;                                                                          \
    out[i + 2] = Z;                                                                          \
  }

#define VECTOR(attribute)                                                                    \
  ATTRIBUTE(attribute##_uint, uint, attribute, v, 0, 0)                                      \
  ATTRIBUTE(attribute##_uint2, uint2, attribute, v.x, v.y, 0)                                \
  ATTRIBUTE(attribute##_uint3, uint3, attribute, v.x, v.y, v.z)                              \
  ATTRIBUTE(attribute##_ushort, ushort, attribute, v, 0, 0)                                  \
  ATTRIBUTE(attribute##_ushort2, ushort2, attribute, v.x, v.y, 0)                            \
  ATTRIBUTE(attribute##_ushort3, ushort3, attribute, v.x, v.y, v.z)

#define SCALAR(attribute)                                                                    \
  ATTRIBUTE(attribute##_uint, uint, attribute, v, 0, 0)                                      \
  ATTRIBUTE(attribute##_ushort, ushort, attribute, v, 0, 0)

VECTOR(thread_position_in_grid)
VECTOR(thread_position_in_threadgroup)
VECTOR(threadgroup_position_in_grid)
VECTOR(threadgroups_per_grid)
VECTOR(threads_per_grid)
VECTOR(threads_per_threadgroup)
VECTOR(dispatch_threads_per_threadgroup)
VECTOR(grid_size)
VECTOR(grid_origin)
SCALAR(thread_index_in_threadgroup)
SCALAR(thread_index_in_simdgroup)
SCALAR(thread_index_in_quadgroup)
SCALAR(simdgroup_index_in_threadgroup)
SCALAR(quadgroup_index_in_threadgroup)
SCALAR(simdgroups_per_threadgroup)
SCALAR(quadgroups_per_threadgroup)
SCALAR(dispatch_simdgroups_per_threadgroup)
SCALAR(dispatch_quadgroups_per_threadgroup)
SCALAR(threads_per_simdgroup)
SCALAR(thread_execution_width)
