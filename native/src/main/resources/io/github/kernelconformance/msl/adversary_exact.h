// The functions of the tables of accuracy in double, for arguments that are floats or halves. Where a
// result differs from one by less than a double shows, it is the double next to one on its side: the
// ulp of a float below a power of two is half of that above it.
#pragma once

#include "adversary.h"
#include "metal_turns.h"

namespace kernel_conformance::exact {

inline double next_to_one(double result, bool below) {
  const bool one = __builtin_fabs(result) == 1;
  return one && below ? __builtin_copysign(double(1) - 0x1p-53, result) : result;
}

inline double acos(double x) { return __builtin_acos(x); }
inline double acosh(double x) { return __builtin_acosh(x); }
inline double asin(double x) { return __builtin_asin(x); }
inline double asinh(double x) { return __builtin_asinh(x); }
inline double atan(double x) { return __builtin_atan(x); }
inline double atanh(double x) { return __builtin_atanh(x); }
inline double cos(double x) { return next_to_one(__builtin_cos(x), x != 0); }
inline double cosh(double x) { return __builtin_cosh(x); }
inline double cospi(double x) { return next_to_one(cos_pi(x), __builtin_rint(x) != x); }
inline double exp(double x) { return next_to_one(__builtin_exp(x), x < 0); }
inline double exp2(double x) { return next_to_one(__builtin_exp2(x), x < 0); }
inline double exp10(double x) { return next_to_one(__builtin_exp10(x), x < 0); }
inline double log(double x) { return __builtin_log(x); }
inline double log2(double x) { return __builtin_log2(x); }
inline double log10(double x) { return __builtin_log10(x); }
inline double rsqrt(double x) { return 1 / __builtin_sqrt(x); }
inline double sin(double x) { return next_to_one(__builtin_sin(x), true); }
inline double sinh(double x) { return __builtin_sinh(x); }
inline double sinpi(double x) { return next_to_one(sin_pi(x), __builtin_rint(2 * x) != 2 * x); }
inline double sqrt(double x) { return __builtin_sqrt(x); }
inline double tan(double x) { return __builtin_tan(x); }
inline double tanh(double x) { return next_to_one(__builtin_tanh(x), __builtin_isfinite(x)); }
inline double tanpi(double x) { return sin_pi(x) / cos_pi(x); }

inline double atan2(double y, double x) { return __builtin_atan2(y, x); }
inline double divide(double x, double y) { return x / y; }
inline double pow(double x, double y) {
  const double base = __builtin_fabs(x);
  return next_to_one(__builtin_pow(x, y), y > 0 ? base < 1 : y < 0 && base > 1);
}
inline double powr(double x, double y) {
  return x < 0 ? __builtin_nan("") : pow(x, y);
}

}  // namespace kernel_conformance::exact
