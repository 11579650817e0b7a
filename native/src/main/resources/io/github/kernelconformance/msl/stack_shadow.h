// The shadow of the lanes' stacks. The compiler writes it where a function begins and ends: a red
// zone stands around each array of a thread whose accesses it cannot prove safe.
#pragma once

namespace kernel_conformance {

// An array of a thread.
struct Local {
  unsigned char *address;
  unsigned long length;
  const char *name; // the same for each access to it in a launch; null where it is not known
};

enum class Stack_access {
  allowed,
  outside,   // of the array that it is in the red zone of
  misaligned,
  elsewhere, // beyond what the running lane has on its stack
};

// Makes the shadow before the first launch; forgets what an earlier launch called its arrays.
void stack_shadow_begin(unsigned char *stacks, unsigned long size);

// What an access to an address in some lane's stack does; if it is outside or misaligned, `local`
// tells of what.
Stack_access stack_access(unsigned long address, unsigned long bytes, unsigned alignment,
                          Local &local);

}  // namespace kernel_conformance
