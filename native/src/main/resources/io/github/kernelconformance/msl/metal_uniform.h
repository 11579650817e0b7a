// "Uniform Type": uniform, a value that every thread has in common. A CPU has no use for the knowledge.
#pragma once

#include "metal_config.h"

namespace metal {

template <typename T>
class uniform {
 public:
  uniform() = default;
  METAL_FUNC constexpr uniform(T value) : value_(value) {}
  METAL_FUNC constexpr operator T() const { return value_; }

 private:
  T value_;
};

// What uniform values give is uniform.
#define KERNEL_CONFORMANCE_OPERATOR(op)                                                    \
  template <typename T, typename U>                                        \
  METAL_FUNC constexpr auto operator op(uniform<T> a, uniform<U> b) {      \
    return uniform<decltype(T(a) op U(b))>(T(a) op U(b));                  \
  }
KERNEL_CONFORMANCE_OPERATOR(+) KERNEL_CONFORMANCE_OPERATOR(-) KERNEL_CONFORMANCE_OPERATOR(*) KERNEL_CONFORMANCE_OPERATOR(/) KERNEL_CONFORMANCE_OPERATOR(%)
KERNEL_CONFORMANCE_OPERATOR(==) KERNEL_CONFORMANCE_OPERATOR(!=) KERNEL_CONFORMANCE_OPERATOR(<) KERNEL_CONFORMANCE_OPERATOR(<=) KERNEL_CONFORMANCE_OPERATOR(>) KERNEL_CONFORMANCE_OPERATOR(>=)
#undef KERNEL_CONFORMANCE_OPERATOR

template <typename T>
METAL_FUNC constexpr uniform<T> make_uniform(T value) {
  return value;
}

}  // namespace metal
