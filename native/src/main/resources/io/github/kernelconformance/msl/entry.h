// Calls a kernel with its arguments found by buffer index or position attribute ("Attributes for Built-in Variables"). The
// plugin generates one such call for each kernel that it runs.
#pragma once

#include "engine.h"

// The addresses of arguments and the positions of lanes are the engine's, not the kernel's.
#ifdef KERNEL_CONFORMANCE_CHECKS
#pragma clang attribute push(__attribute__((no_sanitize("address"))), apply_to = function)
#define KERNEL_CONFORMANCE_ENGINE_CODE __attribute__((no_sanitize("address")))
#else
#define KERNEL_CONFORMANCE_ENGINE_CODE
#endif

namespace kernel_conformance {

// The place of the lane that runs.
struct Where {
  const Grid &grid() const { return kernel_conformance_grid; }
  const Lane &lane() const { return *kernel_conformance_lane; }
  unsigned simdgroup() const { return kernel_conformance_lane->group->index; }
};

}  // namespace kernel_conformance

#define KERNEL_CONFORMANCE_HERE const Where &at = Where()
#include "attributes.h"

#ifdef KERNEL_CONFORMANCE_CHECKS
#pragma clang attribute pop
#endif

// Exports a function under `symbol` that calls `kernel`, a parenthesised expression, with the given
// arguments; `arguments` is the array of addresses that it is called with.
#define KERNEL_CONFORMANCE_ENTRY(symbol, kernel, ...)                                             \
  extern "C" __attribute__((visibility("default"))) KERNEL_CONFORMANCE_ENGINE_CODE void symbol(   \
      [[maybe_unused]] void *const *arguments) {                                                  \
    ::kernel_conformance::call(kernel __VA_OPT__(, ) __VA_ARGS__);                               \
  }

// Exports which checks a library was compiled with.
#define KERNEL_CONFORMANCE_CHECKED(mask) \
  extern "C" __attribute__((visibility("default"))) extern const unsigned kernel_conformance_checked = mask;
