// "Threadgroup and SIMD-Group Synchronization Functions".
#pragma once

#include "engine.h"

namespace metal {

enum class mem_flags : unsigned {
  mem_none = 0,
  mem_device = 1,
  mem_threadgroup = 2,
  mem_texture = 4,
  mem_threadgroup_imageblock = 8,
  mem_object_data = 16,
};

constexpr mem_flags operator|(mem_flags a, mem_flags b) {
  return static_cast<mem_flags>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

constexpr mem_flags operator&(mem_flags a, mem_flags b) {
  return static_cast<mem_flags>(static_cast<unsigned>(a) & static_cast<unsigned>(b));
}

enum thread_scope {
  thread_scope_thread,
  thread_scope_simdgroup,
  thread_scope_threadgroup,
  thread_scope_device,
};

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
