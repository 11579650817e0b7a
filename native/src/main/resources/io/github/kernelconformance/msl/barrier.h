// The barriers of metal_compute.h on a CPU.
#pragma once

#include "engine.h"

namespace metal {

// Lanes share one memory and one thread of the CPU, so order between them is the order in which they
// run; only the compiler could move an access across.
__attribute__((always_inline)) inline void threadgroup_barrier(mem_flags flags,
                                                               thread_scope = thread_scope_threadgroup) {
  asm volatile("" ::: "memory");
  kernel_conformance::kernel_conformance_barrier(static_cast<unsigned>(flags));
  asm volatile("" ::: "memory");
}

__attribute__((always_inline)) inline void simdgroup_barrier(mem_flags flags,
                                                             thread_scope = thread_scope_simdgroup) {
  asm volatile("" ::: "memory");
  kernel_conformance::kernel_conformance_simdgroup_barrier(static_cast<unsigned>(flags));
  asm volatile("" ::: "memory");
}

}  // namespace metal
