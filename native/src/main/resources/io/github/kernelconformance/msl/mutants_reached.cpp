// Which mutants a launch reaches, each group of them by its first. They are told as blocks are.
#include "checks.h"

using namespace kernel_conformance;

namespace {
constexpr unsigned long most_mutants = 65536;
}

extern "C" {
__attribute__((visibility("hidden"))) bool kernel_conformance_reached[most_mutants];

unsigned long kernel_conformance_coverage_count() { return most_mutants; }

unsigned long kernel_conformance_coverage_take(unsigned long *offsets) {
  unsigned long count = 0;
  for (unsigned long i = 0; i < most_mutants; ++i) {
    if (kernel_conformance_reached[i]) {
      offsets[2 * count] = offsets[2 * count + 1] = i;
      ++count;
    }
    kernel_conformance_reached[i] = false;
  }
  return count;
}
}
