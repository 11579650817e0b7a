// The table of accuracy of single precision without fast math.
#include "adversary_exact.h"
#include "adversary_worst.h"

namespace kernel_conformance::precise_row {

enum Function : unsigned {
#define KERNEL_CONFORMANCE_ROW(name, ulps) function_##name,
  KERNEL_CONFORMANCE_ROWS(KERNEL_CONFORMANCE_ROW)
  KERNEL_CONFORMANCE_ROWS_OF_PAIRS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
};

#define KERNEL_CONFORMANCE_ROW(name, ulps)                                                  \
  float name(float x) {                                                                     \
    return within_ulps<float>(ulps, {function_##name, exact::name(x), x, double(0)});       \
  }
KERNEL_CONFORMANCE_ROWS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW

#define KERNEL_CONFORMANCE_ROW(name, ulps)                                                  \
  float name(float x, float y) {                                                            \
    return within_ulps<float>(ulps, {function_##name, exact::name(x, y), x, y});            \
  }
KERNEL_CONFORMANCE_ROWS_OF_PAIRS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW

}  // namespace kernel_conformance::precise_row
