// What the entries of kernels for a GPU are made of. The plugin writes one for each kernel that it runs:
//
//   extern "C" __global__ void KERNEL_CONFORMANCE_BOUNDS name(void *a0, unsigned t1, Launched launched) {
//     const Where at(launched);
//     if (at.exists()) call(kernel, Buffer{a0}, Buffer{threadgroup_memory(t1)}, attribute::...(at));
//   }
#pragma once

#include "cuda_grid.h"

// The threads that a threadgroup may have: a kernel must not need more registers than that leaves.
#ifndef KERNEL_CONFORMANCE_MOST_THREADS
#define KERNEL_CONFORMANCE_MOST_THREADS 1024
#endif
#define KERNEL_CONFORMANCE_BOUNDS __launch_bounds__(KERNEL_CONFORMANCE_MOST_THREADS)

#define KERNEL_CONFORMANCE_HERE const Where &at
#include "attributes.h"

// Threadgroup memory whose length the launch tells.
extern __shared__ __align__(16) unsigned char kernel_conformance_threadgroup_memory[];

namespace kernel_conformance {

__forceinline__ void *threadgroup_memory(unsigned offset) {
  return kernel_conformance_threadgroup_memory + offset;
}

}  // namespace kernel_conformance

namespace kernel_conformance {

// A function constant without a value: whatever uses it calls a function that nothing defines, and the
// linker names that.
template <typename T, void (*undefined)()>
struct Unset {
  constexpr Unset() {}
  __forceinline__ operator bare<T>() const {
    undefined();
    return bare<T>();
  }
};

}  // namespace kernel_conformance
