// The barriers of metal_compute.h on a GPU, which order all memory, whatever the flags say.
#pragma once

namespace metal {

METAL_FUNC void threadgroup_barrier(mem_flags, thread_scope = thread_scope_threadgroup) {
  kernel_conformance::builtin::block_barrier();
}

METAL_FUNC void simdgroup_barrier(mem_flags, thread_scope = thread_scope_simdgroup) {
  kernel_conformance::builtin::warp_barrier(kernel_conformance::active_lanes());
}

}  // namespace metal
