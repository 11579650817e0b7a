// Kernels for tests of the Metal device: right ones, and one for each way to go wrong.
#include <metal_stdlib>
using namespace metal;

kernel void twice(
    const device uint* in [[buffer(0)]],
    device uint* out [[buffer(1)]],
    uint i [[thread_position_in_grid]]) {
  out[i] = 2 * in[i];
}

// The other way round, so that whoever binds by position goes wrong.
kernel void swapped(
    device uint* out [[buffer(3)]],
    const device uint* in [[buffer(1)]],
    uint i [[thread_position_in_grid]]) {
  out[i] = in[i] + 1;
}

kernel void past(
    const device uint* in [[buffer(0)]],
    device uint* out [[buffer(1)]],
    uint i [[thread_position_in_grid]]) {
  out[int(i) + int(in[0])] = 7;
}

kernel void writes_its_input(
    device uint* in [[buffer(0)]],
    device uint* out [[buffer(1)]],
    uint i [[thread_position_in_grid]]) {
  out[i] = in[i];
  in[i] = 9;
}

kernel void wide(
    const device uint* in [[buffer(0)]],
    device uint* out [[buffer(1)]],
    constant ulong& count [[buffer(2)]],
    uint i [[thread_position_in_grid]]) {
  out[i] = in[i] + uint(count);
}

kernel void wants_more(
    const device uint* inn [[buffer(0)]],
    device uint* out [[buffer(1)]],
    uint i [[thread_position_in_grid]]) {
  out[i] = inn[i];
}

kernel void reversed(
    const device uint* in [[buffer(0)]],
    device uint* out [[buffer(1)]],
    threadgroup uint* all [[threadgroup(1)]],
    uint i [[thread_index_in_threadgroup]]) {
  all[i] = in[i];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  out[i] = all[31 - i];
}

template <typename T>
[[kernel]] void widen(
    const device uint* in [[buffer(0)]],
    device T* out [[buffer(1)]],
    uint i [[thread_position_in_grid]]) {
  out[i] = T(in[i]);
}

template [[host_name("widen_float")]] [[kernel]] void widen<float>(
    const device uint*, device float*, uint);
template [[host_name("widen_uint")]] [[kernel]] void widen<uint>(
    const device uint*, device uint*, uint);

// What a kernel does not use need not be bound.
kernel void spares(
    const device uint* in [[buffer(0)]],
    device uint* out [[buffer(1)]],
    const device uint* spare [[buffer(2)]],
    threadgroup uint* room [[threadgroup(0)]],
    uint i [[thread_position_in_grid]]) {
  out[i] = in[i];
}

kernel void past_threadgroup(
    const device uint* in [[buffer(0)]],
    device uint* out [[buffer(1)]],
    threadgroup uint* all [[threadgroup(0)]],
    uint i [[thread_index_in_threadgroup]]) {
  all[i + in[0]] = i;
  out[i] = i;
}
