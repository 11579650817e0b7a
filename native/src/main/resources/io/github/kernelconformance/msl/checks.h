// The seam between the engine and its checks, coverage and adversary. checks.cpp, coverage.cpp and
// adversary.cpp are linked only where they are wanted; without them these functions are null.
#pragma once

#include "engine.h"
#include "launch.h"

#define KERNEL_CONFORMANCE_HOOK __attribute__((weak, visibility("hidden")))

namespace kernel_conformance {
extern "C" {

// Memory of a launch: `size` bytes, the same for every launch that fits.
KERNEL_CONFORMANCE_HOOK void kernel_conformance_checks_begin(Launch *launch, unsigned char *arena,
                                                             unsigned long arena_size,
                                                             unsigned char *stacks,
                                                             unsigned long stacks_size);
KERNEL_CONFORMANCE_HOOK void kernel_conformance_checks_end();

// A threadgroup starts, at a linear index into the grid.
KERNEL_CONFORMANCE_HOOK void kernel_conformance_checks_threadgroup(unsigned index);

// The running lane has stored what its last callback announced.
KERNEL_CONFORMANCE_HOOK void kernel_conformance_checks_settle();

// The running lane ends without returning from its functions.
KERNEL_CONFORMANCE_HOOK void kernel_conformance_checks_left();

// Lanes at `place` go on without `other`, which stands at `other_place` or at a barrier.
KERNEL_CONFORMANCE_HOOK void kernel_conformance_checks_diverged(bool barrier, const Lane *lane,
                                                                const void *place,
                                                                const Lane *other,
                                                                const void *other_place);

// How many blocks kernels have, and the offsets in this library of those that ran since this was
// last asked, of which there are at most so many; returns how many.
KERNEL_CONFORMANCE_HOOK unsigned long kernel_conformance_coverage_count();
KERNEL_CONFORMANCE_HOOK unsigned long kernel_conformance_coverage_take(unsigned long *offsets);

// Around the threadgroups of a launch.
KERNEL_CONFORMANCE_HOOK void kernel_conformance_adversary_begin();
KERNEL_CONFORMANCE_HOOK void kernel_conformance_adversary_end();
}
}  // namespace kernel_conformance
