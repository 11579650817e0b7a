// The table of accuracy of single precision with fast math. Some of its rows are formulas: these are
// computed as they stand, each step as bad as its own row, whatever they give where a formula
// overflows. Where a row says nothing, the answer is the nearest.
#include "adversary_exact.h"
#include "adversary_worst.h"

namespace kernel_conformance::fast_row {

enum Function : unsigned {
#define KERNEL_CONFORMANCE_ROW(name, ulps) function_##name,
  KERNEL_CONFORMANCE_ROWS(KERNEL_CONFORMANCE_ROW)
  KERNEL_CONFORMANCE_ROWS_OF_PAIRS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
};

constexpr float pi_float = 0x1.921fb6p1;
constexpr float log2_of_10 = 0x1.a934fp1;
constexpr float log10_of_2 = 0x1.344136p-2;

// Rows in ulps of one argument x.
#define KERNEL_CONFORMANCE_ULPS(name, ulps)                                                 \
  float name(float x) {                                                                     \
    return within_ulps<float>(ulps, {function_##name, exact::name(x), x, double(0)});       \
  }
KERNEL_CONFORMANCE_ULPS(acos, 5)
KERNEL_CONFORMANCE_ULPS(asin, __builtin_fabs(x) < 0x1p-125 ? 0 : 5)
KERNEL_CONFORMANCE_ULPS(atan, 5)
KERNEL_CONFORMANCE_ULPS(exp, 3 + __builtin_floor(__builtin_fabs(double(2) * x)))
KERNEL_CONFORMANCE_ULPS(exp2, 3 + __builtin_floor(__builtin_fabs(double(2) * x)))
KERNEL_CONFORMANCE_ULPS(rsqrt, 2)
#undef KERNEL_CONFORMANCE_ULPS

// Rows of an absolute error. Outside of the interval it is "larger", and here the same.
#define KERNEL_CONFORMANCE_ABSOLUTE(name, error)                                            \
  float name(float x) {                                                                     \
    return within<float>(error, {function_##name, exact::name(x), x, double(0)});           \
  }
KERNEL_CONFORMANCE_ABSOLUTE(cos, 0x1p-13)
KERNEL_CONFORMANCE_ABSOLUTE(cospi, 0x1p-13)
KERNEL_CONFORMANCE_ABSOLUTE(sin, 0x1p-13)
KERNEL_CONFORMANCE_ABSOLUTE(sinpi, 0x1p-13)
#undef KERNEL_CONFORMANCE_ABSOLUTE

static bool is_about_one(float x) { return x >= 0.5f && x <= 2; }
float log(float x) {
  const Question asked = {function_log, exact::log(x), x, double(0)};
  return is_about_one(x) ? within<float>(0x1p-21, asked) : within_ulps<float>(3, asked);
}
float log2(float x) {
  const Question asked = {function_log2, exact::log2(x), x, double(0)};
  return is_about_one(x) ? within<float>(0x1p-22, asked) : within_ulps<float>(2, asked);
}

float divide(float x, float y) {
  const float size = __builtin_fabsf(y);
  const bool has_row = size >= 0x1p-126f && size <= 0x1p126f;
  return within_ulps<float>(has_row ? x == 1 ? 1 : 2.5 : 0, {function_divide, exact::divide(x, y), x, y});
}

// "with special cases handled correctly": also that of a subnormal number that is taken for zero.
float sqrt(float x) {
  const float inverse = rsqrt(x);
  return __builtin_isfinite(inverse) && inverse != 0 ? x * inverse : __builtin_sqrtf(x);
}
float acosh(float x) { return log(x + sqrt(x * x - 1)); }
float asinh(float x) { return log(x + sqrt(x * x + 1)); }
float atanh(float x) { return 0.5f * log(divide(1 + x, 1 - x)); }
float cosh(float x) { return 0.5f * (exp(x) + exp(-x)); }
float sinh(float x) { return 0.5f * (exp(x) - exp(-x)); }
float exp10(float x) { return exp2(x * log2_of_10); }
float log10(float x) { return log2(x) * log10_of_2; }
float tan(float x) { return sin(x) * divide(1, cos(x)); }
float tanh(float x) {
  const float t = exp(2 * x);
  return divide(t - 1, t + 1);
}
float tanpi(float x) { return tan(x * pi_float); }

float atan2(float y, float x) {
  if (x == 0 || y == 0 || x != x || y != y) return nearest<float>(exact::atan2(y, x));
  const float angle = atan(divide(y, x));
  return x > 0 ? angle : y > 0 ? angle + pi_float : angle - pi_float;
}

// The formula has no power of a negative number; where there is one, it is that of its magnitude.
float pow(float x, float y) {
  const double exact = exact::pow(x, y);
  if (x == 0 || !__builtin_isfinite(x) || !__builtin_isfinite(y) || exact != exact) {
    return nearest<float>(exact);
  }
  return __builtin_copysignf(exp2(y * log2(__builtin_fabsf(x))), static_cast<float>(exact));
}
float powr(float x, float y) { return x < 0 ? __builtin_nanf("") : pow(x, y); }

}  // namespace kernel_conformance::fast_row
