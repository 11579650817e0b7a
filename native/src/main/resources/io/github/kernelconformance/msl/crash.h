// Tells, before the process ends, which signal a kernel raised and where.
#pragma once

namespace kernel_conformance {

// While one exists, a fatal signal that its thread raises is the kernel's: it is reported on standard
// error and ends the process. Every other fatal signal goes to whoever handled it before. The report
// is one line,
//
//   kernel_conformance_fault SIGNAL CODE ADDRESS STACK_ENDED X Y Z THREAD OFFSET...
//
// in hexadecimal: the signal and its si_code; the address of a failed access; 1 where that is on the
// page that guards the lane's stack; the threadgroup's position; the thread's index in it; and, from
// the innermost, some offsets in this library of the instruction and of the calls that led there.
class Crash_guard {
 public:
  Crash_guard();
  ~Crash_guard();
  Crash_guard(const Crash_guard &) = delete;
  Crash_guard &operator=(const Crash_guard &) = delete;
};

// The stack of a lane: from `guard`, which is inaccessible up to `low`, to `end`.
struct Stack {
  const char *guard, *low, *end;
};

// Whether an access that failed was one to a page that guards a buffer. The kernel may go on then: the
// engine has opened the page, and keeps a finding. Calls only what is async-signal-safe.
__attribute__((visibility("hidden"))) bool open_guard(const char *address, const char *instruction,
                                                      bool write);

// The stack that an address is in; all null where it is in none. Defined by the engine.
__attribute__((visibility("hidden"))) Stack stack_around(const void *address);

}  // namespace kernel_conformance
