// MSL 2.20: uniform, a value that every thread has in common. A CPU has no use for the knowledge.
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

template <typename T>
METAL_FUNC constexpr uniform<T> make_uniform(T value) {
  return value;
}

}  // namespace metal
