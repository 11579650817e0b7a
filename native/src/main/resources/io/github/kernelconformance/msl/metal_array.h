// "Aggregate Types": array.
#pragma once

#include "metal_scalar.h"

namespace metal {

template <typename T, size_t N>
struct array {
  using value_type = T;

  T elements[N];

  METAL_FUNC constexpr T &operator[](size_t i) { return elements[i]; }
  METAL_FUNC constexpr const T &operator[](size_t i) const { return elements[i]; }
  METAL_FUNC constexpr T *data() { return elements; }
  METAL_FUNC constexpr const T *data() const { return elements; }
  METAL_FUNC constexpr T *begin() { return elements; }
  METAL_FUNC constexpr const T *begin() const { return elements; }
  METAL_FUNC constexpr T *end() { return elements + N; }
  METAL_FUNC constexpr const T *end() const { return elements + N; }
  METAL_FUNC static constexpr size_t size() { return N; }
  METAL_FUNC static constexpr bool empty() { return N == 0; }
};

}  // namespace metal
