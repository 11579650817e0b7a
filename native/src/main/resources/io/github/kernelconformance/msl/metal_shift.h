// Shifts of programs' constexpr functions, written `a << shift_count << n`: the count is taken modulo
// the width of the promoted operand, as MSL does, where C++ leaves it undefined and a compiler that
// computes a constant gives a value of its own. Vectors have operators that do so themselves.
#pragma once

namespace kernel_conformance {

struct Shift_count {};
inline constexpr Shift_count shift_count{};

template <typename T>
struct Left_operand {
  T value;
};
template <typename T>
struct Right_operand {
  T value;
};
template <typename N>
struct Counted {
  N value;
};

template <typename T, typename N>
constexpr auto shift_left(T value, N count) {
  if constexpr (__is_class(T) || __is_class(N)) {
    return value << count;
  } else {
    using Promoted = decltype(+value);
    using Bits = __make_unsigned(Promoted);
    return static_cast<Promoted>(static_cast<Bits>(value) << (count & N(8 * sizeof(Promoted) - 1)));
  }
}
template <typename T, typename N>
constexpr auto shift_right(T value, N count) {
  if constexpr (__is_class(T) || __is_class(N)) {
    return value >> count;
  } else {
    return value >> (count & N(8 * sizeof(+value) - 1));
  }
}

template <typename T>
constexpr Left_operand<T> operator<<(T value, Shift_count) {
  return {value};
}
template <typename T>
constexpr Right_operand<T> operator>>(T value, Shift_count) {
  return {value};
}
template <typename T, typename N>
constexpr auto operator<<(Left_operand<T> operand, N count) {
  return shift_left(operand.value, count);
}
template <typename T, typename N>
constexpr auto operator>>(Right_operand<T> operand, N count) {
  return shift_right(operand.value, count);
}

// `a <<= shift_count <<= n` groups from the right.
template <typename N>
constexpr Counted<N> operator<<=(Shift_count, N count) {
  return {count};
}
template <typename N>
constexpr Counted<N> operator>>=(Shift_count, N count) {
  return {count};
}
template <typename T, typename N>
constexpr T &operator<<=(T &value, Counted<N> count) {
  return value = static_cast<T>(shift_left(value, count.value));
}
template <typename T, typename N>
constexpr T &operator>>=(T &value, Counted<N> count) {
  return value = static_cast<T>(shift_right(value, count.value));
}

}  // namespace kernel_conformance
