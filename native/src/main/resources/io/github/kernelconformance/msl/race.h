// Whether accesses to one byte by different threads are ordered.
#pragma once

#include "blocks.h"
#include "checks.h"

namespace kernel_conformance {

// How much there is to remember of a launch.
struct Tracked {
  unsigned long bytes, pieces;

  void add(const Block &block);
};

// Starts a launch: what earlier ones did is forgotten.
void races_begin(Launch *launch, const Tracked &all);

// Has the accesses to a block compared, if there is memory to remember them.
void track(Block &block);

// A threadgroup starts, at a linear index into the grid.
void races_threadgroup(unsigned index);

// Compares an access of the running lane, to bytes of a block that is tracked, with earlier ones. Must
// come before the access.
void check_order(const Block &block, unsigned long address, unsigned long bytes, bool write, bool atomic,
                 const void *place);

// Whether kernel_conformance_checks_settle has anything to do.
extern unsigned pending_stores;

}  // namespace kernel_conformance
