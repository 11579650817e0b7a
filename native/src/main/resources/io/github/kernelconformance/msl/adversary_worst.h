// The farthest answers that an accuracy allows, for the rows of adversary_*.cpp.
#pragma once

#include "adversary.h"

namespace kernel_conformance {

// How far from one are the doubles that the C library may give for it: each of its functions in double
// is right within 2 ulps, 2^-51, and what is computed here from several within 2^-48.
constexpr double doubt = 0x1p-46;

template <typename T>
struct Format;
template <>
struct Format<float> {
  static constexpr int precision = 24, least_exponent = -126;
  static constexpr double largest = 0x1.fffffep127;
};
template <>
struct Format<half> {
  static constexpr int precision = 11, least_exponent = -14;
  static constexpr double largest = 0x1.ffcp15;
};

inline bool is_finite(double x) { return __builtin_isfinite(x); }

// The distance between neighbours of type T on the far side of x from zero: of the two gaps at a power
// of two, the larger.
template <typename T>
inline double gap(double x) {
  const int exponent = __builtin_ilogb(x);
  const int least = Format<T>::least_exponent;
  return __builtin_ldexp(double(1), (x == 0 || exponent < least ? least : exponent) - Format<T>::precision + 1);
}

template <typename T>
inline T nearest(double exact) {
  return static_cast<T>(exact);
}

inline bool goes_up(double exact, unsigned function, double x, double y) {
  unsigned long key = kernel_conformance_adversary.seed ^ static_cast<unsigned long>(function) << 56;
  key = mixed(key) ^ __builtin_bit_cast(unsigned long, x);
  key = mixed(key) ^ __builtin_bit_cast(unsigned long, y);
  const bool random = mixed(key) & 1;
  switch (kernel_conformance_adversary.direction) {
    case Direction::up: return true;
    case Direction::down: return false;
    case Direction::away_from_zero: return exact == 0 ? random : exact > 0;
    case Direction::towards_zero: return exact == 0 ? random : exact < 0;
    default: return random;
  }
}

// What a function was asked, and its exact answer.
struct Question {
  unsigned function; // any number of its own, for the random direction
  double exact;
  double x, y;
};

// The value of type T farthest from the exact one in the adversary's direction, within an absolute
// error. It is finite where the exact value rounds to a finite one.
template <typename T>
inline T within(double error, Question asked) {
  const double exact = asked.exact;
  const T closest = nearest<T>(exact);
  if (kernel_conformance_adversary.direction == Direction::none || !is_finite(exact) ||
      !is_finite(static_cast<double>(closest))) {
    return closest;
  }
  const double allowed = error - doubt * __builtin_fabs(exact);
  const bool up = goes_up(exact, asked.function, asked.x, asked.y);
  const double edge = up ? exact + allowed : exact - allowed;
  const double step = gap<T>(edge);
  double value = (up ? __builtin_floor(edge / step) : __builtin_ceil(edge / step)) * step;
  if (value > Format<T>::largest) value = Format<T>::largest;
  if (value < -Format<T>::largest) value = -Format<T>::largest;
  return static_cast<T>(value);
}

// The same, with an error in ulps of the exact value. What MSL says of special values stands: NaN,
// infinity and zero stay, as does what a function makes of them, and no result changes its sign.
template <typename T>
inline T within_ulps(double ulps, Question asked) {
  const double exact = asked.exact;
  if (ulps == 0 || exact == 0 || !is_finite(asked.x) || !is_finite(asked.y)) return nearest<T>(exact);
  const T value = within<T>(ulps * gap<T>(exact), asked);
  return static_cast<double>(value) * exact < 0 ? static_cast<T>(__builtin_copysign(double(0), exact)) : value;
}

}  // namespace kernel_conformance
