#include <metal_stdlib>
using namespace metal;

// Accesses that start from the address of `x`, at a distance of `at[0]` bytes, in one thread of many.

inline uint first_bits(uchar it) { return it; }
inline uint first_bits(ushort it) { return it; }
inline uint first_bits(uint it) { return it; }
inline uint first_bits(uint4 it) { return it.x + it.w; }

template <typename T>
kernel void read_at(const device uchar* before [[buffer(0)]], const device uchar* x [[buffer(1)]],
                    const device uchar* after [[buffer(2)]], const device long* at [[buffer(3)]],
                    device uint* out [[buffer(4)]], uint i [[thread_position_in_grid]]) {
  out[i] = before[i] + after[i];
  if (i == 40) out[i] = first_bits(*reinterpret_cast<const device T*>(x + at[0]));
}

template <typename T>
kernel void write_at(device uchar* before [[buffer(0)]], device uchar* x [[buffer(1)]],
                     device uchar* after [[buffer(2)]], const device long* at [[buffer(3)]],
                     device uint* out [[buffer(4)]], uint i [[thread_position_in_grid]]) {
  out[i] = i;
  if (i == 40) *reinterpret_cast<device T*>(x + at[0]) = T(7);
}

// From threadgroup memory to a buffer.
template <typename T>
kernel void read_from_tile(const device uchar* after [[buffer(2)]], const device long* at [[buffer(3)]],
                           device uint* out [[buffer(4)]], threadgroup uchar* x [[threadgroup(0)]],
                           uint i [[thread_position_in_grid]]) {
  out[i] = after[i];
  x[i] = uchar(i);
  threadgroup_barrier(mem_flags::mem_threadgroup);
  if (i == 40) out[i] = first_bits(*reinterpret_cast<threadgroup T*>(x + at[0]));
}

#define instantiate(bytes, T)                                                             \
  template [[host_name("read_" #bytes)]] [[kernel]] decltype(read_at<T>) read_at<T>;      \
  template [[host_name("write_" #bytes)]] [[kernel]] decltype(write_at<T>) write_at<T>;   \
  template [[host_name("tile_" #bytes)]] [[kernel]] decltype(read_from_tile<T>) read_from_tile<T>;
instantiate(1, uchar)
instantiate(2, ushort)
instantiate(4, uint)
instantiate(16, uint4)

// Addresses as numbers.
kernel void address_as_number(const device uchar* x [[buffer(1)]], device uint* out [[buffer(4)]],
                              uint i [[thread_position_in_grid]]) {
  out[i] = i == 40 ? uint(reinterpret_cast<ulong>(x + i) >> 12) : x[i];
}

kernel void which_is_first(const device uchar* x [[buffer(1)]], const device uchar* after [[buffer(2)]],
                           device uint* out [[buffer(4)]], uint i [[thread_position_in_grid]]) {
  out[i] = x + i < after ? x[i] : after[i];
}

kernel void distance_in_a_buffer(const device uchar* x [[buffer(1)]], device uint* out [[buffer(4)]],
                                 uint i [[thread_position_in_grid]]) {
  const device uchar* to = x + i;
  out[i] = uint(to - x) + (to < x ? 1 : 0) + uint(reinterpret_cast<ulong>(x) % 16);
}

// The last thread's index stays.
kernel void last_to_come(device atomic_uint* out [[buffer(4)]], uint i [[thread_position_in_grid]]) {
  atomic_store_explicit(out + 1, 0u, memory_order_relaxed);
  atomic_store_explicit(out, i, memory_order_relaxed);
}
