// "Math Functions" that MSL gives accuracies of ("ULPs and Relative Error"): what the C library
// or CUDA computes, and square root and division correctly rounded. precise:: and fast:: are
// the same here, but for an adversary.
#pragma once

#include "metal_functions.h"

#ifdef KERNEL_CONFORMANCE_ADVERSARIAL
#include "adversary_functions.h"
#else

#ifdef KERNEL_CONFORMANCE_CUDA
#include "cuda_functions.h"
#else
#include "metal_turns.h"
#endif

namespace metal {

KERNEL_CONFORMANCE_MATH_1(acos, __builtin_acosf(x))
KERNEL_CONFORMANCE_MATH_1(acosh, __builtin_acoshf(x))
KERNEL_CONFORMANCE_MATH_1(asin, __builtin_asinf(x))
KERNEL_CONFORMANCE_MATH_1(asinh, __builtin_asinhf(x))
KERNEL_CONFORMANCE_MATH_1(atan, __builtin_atanf(x))
KERNEL_CONFORMANCE_MATH_2(atan2, __builtin_atan2f(x, y))
KERNEL_CONFORMANCE_MATH_1(atanh, __builtin_atanhf(x))
KERNEL_CONFORMANCE_MATH_1(cos, __builtin_cosf(x))
KERNEL_CONFORMANCE_MATH_1(cosh, __builtin_coshf(x))
KERNEL_CONFORMANCE_MATH_1(cospi, kernel_conformance::cosine_of_turns(x))
KERNEL_CONFORMANCE_MATH_2(divide, x / y)
KERNEL_CONFORMANCE_MATH_1(exp, __builtin_expf(x))
KERNEL_CONFORMANCE_MATH_1(exp2, __builtin_exp2f(x))
KERNEL_CONFORMANCE_MATH_1(exp10, __builtin_exp10f(x))
KERNEL_CONFORMANCE_MATH_1(log, __builtin_logf(x))
KERNEL_CONFORMANCE_MATH_1(log2, __builtin_log2f(x))
KERNEL_CONFORMANCE_MATH_1(log10, __builtin_log10f(x))
KERNEL_CONFORMANCE_MATH_2(pow, __builtin_powf(x, y))
KERNEL_CONFORMANCE_MATH_2(powr, x < 0 ? __builtin_nanf("") : __builtin_powf(x, y))
KERNEL_CONFORMANCE_MATH_1(rsqrt, kernel_conformance::reciprocal_root(x))
KERNEL_CONFORMANCE_MATH_1(sin, __builtin_sinf(x))
KERNEL_CONFORMANCE_MATH_1(sinh, __builtin_sinhf(x))
KERNEL_CONFORMANCE_MATH_1(sinpi, kernel_conformance::sine_of_turns(x))
KERNEL_CONFORMANCE_MATH_1(sqrt, __builtin_sqrtf(x))
KERNEL_CONFORMANCE_MATH_1(tan, __builtin_tanf(x))
KERNEL_CONFORMANCE_MATH_1(tanh, __builtin_tanhf(x))
KERNEL_CONFORMANCE_MATH_1(tanpi, kernel_conformance::tangent_of_turns(x))

METAL_FUNC float sincos(float x, float &cosine) {
  cosine = cos(x);
  return sin(x);
}
KERNEL_CONFORMANCE_SECOND_RESULT(sincos)

#define KERNEL_CONFORMANCE_ACCURACY_NAMES(do)                                         \
  do(acos) do(acosh) do(asin) do(asinh) do(atan) do(atan2) do(atanh) do(cos) do(cosh) \
  do(cospi) do(divide) do(exp) do(exp10) do(exp2) do(log) do(log10) do(log2) do(pow)  \
  do(powr) do(rsqrt) do(sin) do(sincos) do(sinh) do(sinpi) do(sqrt) do(tan) do(tanh)  \
  do(tanpi)

#define KERNEL_CONFORMANCE_USING(name) using metal::name;
namespace precise {
KERNEL_CONFORMANCE_ACCURACY_NAMES(KERNEL_CONFORMANCE_USING)
}
namespace fast {
KERNEL_CONFORMANCE_ACCURACY_NAMES(KERNEL_CONFORMANCE_USING)
}
#undef KERNEL_CONFORMANCE_USING

}  // namespace metal

#endif
