// What the entries of kernels for a GPU are made of. The plugin writes one for each kernel that it runs:
//
//   extern "C" __global__ void KERNEL_CONFORMANCE_BOUNDS name(void *a0, unsigned t1, Launched launched) {
//     const Where at(launched);
//     if (at.begins()) call(kernel, Buffer{a0}, Buffer{threadgroup_memory(t1)}, attribute::...(at));
//   }
//   extern "C" __device__ decltype(parameter_types(kernel)) name_parameters{};
//   extern "C" __device__ unsigned char name_existing[] = {1, existence(constant)};
//
// The last one stands only beside kernels of which a function constant decides whether a parameter exists.
#pragma once

#include "cuda_grid.h"

// The threads that a threadgroup may have: a kernel must not need more registers than that leaves.
#ifndef KERNEL_CONFORMANCE_MOST_THREADS
#define KERNEL_CONFORMANCE_MOST_THREADS 1024
#endif
#define KERNEL_CONFORMANCE_BOUNDS __launch_bounds__(KERNEL_CONFORMANCE_MOST_THREADS)

#define KERNEL_CONFORMANCE_HERE const Where &at
#include "attributes.h"

namespace kernel_conformance {

__forceinline__ void *threadgroup_memory(unsigned offset) {
  return kernel_conformance_threadgroup_memory + offset;
}

}  // namespace kernel_conformance

namespace kernel_conformance {

// Threadgroup variables hold what the entry has filled them with. The compiler may take what nobody has
// written for anything else, unless it has to think that somebody has.
template <typename... T>
__forceinline__ void filled(T &...variables) {
  (builtin::escape(&variables), ...);
}

// Zeros in threadgroup variables, which start with them.
template <typename... T>
__forceinline__ void clear(T &...variables) {
  if (builtin::thread_index() == 0) {
    const auto zero = [](unsigned char *bytes, unsigned count) {
      for (unsigned i = 0; i < count; ++i) bytes[i] = 0;
    };
    (zero(reinterpret_cast<unsigned char *>(&variables), sizeof(variables)), ...);
  }
  builtin::block_barrier();
}

// A constant that is computed from function constants is a function where one of them has no value.
template <typename T>
__forceinline__ T value_of(T (*constant)()) {
  return constant();
}
template <typename T>
__forceinline__ constexpr T value_of(T constant) {
  return constant;
}

}  // namespace kernel_conformance
