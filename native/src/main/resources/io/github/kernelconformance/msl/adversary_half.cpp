// The table of accuracy of half precision: an ulp for each function, whatever the math mode.
#include "adversary_exact.h"
#include "adversary_worst.h"

namespace kernel_conformance::half_row {

enum Function : unsigned {
#define KERNEL_CONFORMANCE_ROW(name, ulps) function_##name,
  KERNEL_CONFORMANCE_ROWS(KERNEL_CONFORMANCE_ROW)
  KERNEL_CONFORMANCE_ROWS_OF_PAIRS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
};

// What is correctly rounded as a float is so as a half.
#define KERNEL_CONFORMANCE_ROW(name, ulps)                                                       \
  half name(half x) {                                                                            \
    return within_ulps<half>(ulps ? 1 : 0, {function_##name, exact::name(x), x, double(0)});     \
  }
KERNEL_CONFORMANCE_ROWS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW

half atan2(half y, half x) {
  return within_ulps<half>(1, {function_atan2, exact::atan2(y, x), y, x});
}
half divide(half x, half y) { return x / y; }
half pow(half x, half y) { return nearest<half>(exact::pow(x, y)); }
half powr(half x, half y) { return nearest<half>(exact::powr(x, y)); }

}  // namespace kernel_conformance::half_row
