#include <metal_stdlib>
using namespace metal;

// What a thread does in the middle of its run.
void pause(int how) {
  switch (how) {
    case 1: simdgroup_barrier(mem_flags::mem_none); break;
    case 2: quad_sum(1); break;
    case 3: threadgroup_barrier(mem_flags::mem_none); break;
    case 4: {
      volatile int zero = 0;
      zero = 1 / zero;  // the thread ends here
      break;
    }
  }
}

// Has `depth` frames on the thread's stack while it pauses. Gives the sum of what they hold: its depth and
// `value` in each.
__attribute__((noinline)) int held(int depth, int value, int how) {
  volatile int own[16];
  own[depth % 16] = depth + value;
  if (depth == 1) {
    pause(how);
    return own[depth % 16];
  }
  const int inner = held(depth - 1, value, how);
  return inner + own[depth % 16];
}

// Threads pause as in[i] says.
kernel void some_wait(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                      uint i [[thread_position_in_grid]]) {
  out[i] = held(4, int(i), in[i]);
}

// Threads have in[0] frames on their stacks when they pause as in[1] says.
kernel void deep(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                 uint i [[thread_position_in_grid]]) {
  out[i] = 42;
  out[i] = held(in[0], int(i), in[1]);
}

// Whose turn it was to start, and whose to end. Threads wait for their SIMD group where in[i] is not 0.
kernel void turns(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                  device atomic_int* turn [[buffer(2)]], uint i [[thread_position_in_grid]],
                  uint size [[threads_per_grid]]) {
  out[i] = atomic_fetch_add_explicit(turn, 1, memory_order_relaxed);
  if (in[i]) simd_sum(1);
  out[size + i] = atomic_fetch_add_explicit(turn + 1, 1, memory_order_relaxed);
}

// Thread in[0] reads past the end of `in`, after the odd ones waited for their SIMD group.
kernel void reads_past_end(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                           uint i [[thread_position_in_grid]]) {
  if (i % 2) simdgroup_barrier(mem_flags::mem_none);
  out[i] = in[int(i) == in[0] ? 10000 : 0];
}

// Thread in[0] does so in every order but the plain one, in which each thread's turn is its index.
kernel void reads_past_end_in_another_order(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                                            device atomic_int* turn [[buffer(2)]],
                                            uint i [[thread_position_in_grid]]) {
  const int at = atomic_fetch_add_explicit(turn, 1, memory_order_relaxed);
  if (i % 2) simdgroup_barrier(mem_flags::mem_none);
  out[i] = in[int(i) == in[0] && at != int(i) ? 10000 : 0];
}

// Every fourth thread waits for its SIMD group in another place than the one behind it; the even ones have left.
kernel void waits_apart(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                        uint i [[thread_position_in_grid]]) {
  out[i] = in[i];
  if (i % 4 == 1) out[i] = simd_sum(in[i]);
  if (i % 4 == 3) out[i] = simd_max(in[i]);
}

// The even threads end while they have an array; the odd ones then have a longer one.
kernel void ends_beside_an_array(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                                 uint i [[thread_position_in_grid]]) {
  out[i] = 42;
  if (i % 2) {
    int values[64];
    thread int* all = values;
    for (int k = 0; k < 64; ++k) all[k] = in[0] + k;
    out[i] = all[in[0] + 63];
  } else {
    int values[3];
    thread int* all = values;
    for (int k = 0; k < 3; ++k) all[k] = in[0] + k;
    out[i] = 1 / all[in[0]];
  }
}
