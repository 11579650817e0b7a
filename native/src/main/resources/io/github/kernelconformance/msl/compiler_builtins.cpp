// Conversions between floating-point formats that the compiler calls where the CPU lacks an
// instruction for them and that no library on the machine need have. Names, arguments and results
// are those of LLVM's compiler-rt; a _Float16 or __bf16 travels as the compiler of this file would
// pass it, and each conversion rounds once, to nearest even.

namespace {

using Bits16 = unsigned short;
using Bits32 = unsigned int;
using Bits64 = unsigned long;

// An IEEE 754 binary format of `precision` bits, the hidden one included, held in `Bits`.
template <typename Bits, int precision_>
struct Format {
  using Type = Bits;
  static constexpr int precision = precision_;
  static constexpr int fraction_bits = precision - 1;
  static constexpr int exponent_bits = static_cast<int>(8 * sizeof(Bits)) - precision;
  static constexpr Bits64 most_exponent = (1ul << exponent_bits) - 1;
  static constexpr int bias = (1 << (exponent_bits - 1)) - 1;
};

using Half = Format<Bits16, 11>;
using Brain = Format<Bits16, 8>;
using Single = Format<Bits32, 24>;
using Double = Format<Bits64, 53>;

template <typename To, typename From>
inline typename To::Type extend(typename From::Type value) {
  const Bits64 sign = static_cast<Bits64>(value) >> (8 * sizeof(value) - 1);
  const Bits64 exponent = value >> From::fraction_bits & From::most_exponent;
  Bits64 fraction = value & ((1ul << From::fraction_bits) - 1);
  Bits64 result_exponent;
  if (exponent == From::most_exponent) {
    result_exponent = To::most_exponent;
    if (fraction) fraction |= 1ul << (From::fraction_bits - 1);
  } else if (exponent) {
    result_exponent = exponent + To::bias - From::bias;
  } else if (fraction && To::bias == From::bias) {
    result_exponent = 0;
  } else if (fraction) {
    const int shift = __builtin_clzl(fraction) - (63 - From::fraction_bits);
    fraction = fraction << shift & ((1ul << From::fraction_bits) - 1);
    result_exponent = static_cast<Bits64>(1 + To::bias - From::bias - shift);
  } else {
    result_exponent = 0;
  }
  return static_cast<typename To::Type>(sign << (8 * sizeof(typename To::Type) - 1) |
                                        result_exponent << To::fraction_bits |
                                        fraction << (To::fraction_bits - From::fraction_bits));
}

template <typename To, typename From>
inline typename To::Type truncate(typename From::Type value) {
  constexpr int dropped = From::fraction_bits - To::fraction_bits;
  const Bits64 sign = static_cast<Bits64>(value) >> (8 * sizeof(value) - 1)
                                                        << (8 * sizeof(typename To::Type) - 1);
  const Bits64 infinity = To::most_exponent << To::fraction_bits;
  const Bits64 exponent = value >> From::fraction_bits & From::most_exponent;
  Bits64 fraction = value & ((1ul << From::fraction_bits) - 1);
  if (exponent == From::most_exponent) {
    const Bits64 payload = fraction ? fraction >> dropped | 1ul << (To::fraction_bits - 1) : 0;
    return static_cast<typename To::Type>(sign | infinity | payload);
  }
  // A carry out of the fraction rightly goes into the exponent, up to infinity.
  long result_exponent = static_cast<long>(exponent) + To::bias - From::bias;
  int shift = dropped;
  if (exponent) {
    fraction |= 1ul << From::fraction_bits;
  } else {
    ++result_exponent;
  }
  if (result_exponent >= static_cast<long>(To::most_exponent)) {
    return static_cast<typename To::Type>(sign | infinity);
  }
  if (result_exponent < 1) {
    const long extra = 1 - result_exponent;
    shift += extra > 62 - dropped ? 62 - dropped : static_cast<int>(extra);
    result_exponent = 1;
  }
  const Bits64 below = fraction & ((1ul << shift) - 1), middle = 1ul << (shift - 1);
  Bits64 kept = fraction >> shift;
  kept += below > middle || (below == middle && (kept & 1));
  // The hidden bit, where there is one, adds the last 1 to the exponent.
  return static_cast<typename To::Type>(
      sign | ((static_cast<Bits64>(result_exponent - 1) << To::fraction_bits) + kept));
}

template <typename To, typename From>
inline To as(From from) {
  return __builtin_bit_cast(To, from);
}

}  // namespace

#define HIDDEN extern "C" __attribute__((visibility("hidden")))

HIDDEN float __extendhfsf2(_Float16 x) { return as<float>(extend<Single, Half>(as<Bits16>(x))); }
HIDDEN double __extendhfdf2(_Float16 x) { return as<double>(extend<Double, Half>(as<Bits16>(x))); }
HIDDEN _Float16 __truncsfhf2(float x) {
  return as<_Float16>(truncate<Half, Single>(as<Bits32>(x)));
}
HIDDEN _Float16 __truncdfhf2(double x) {
  return as<_Float16>(truncate<Half, Double>(as<Bits64>(x)));
}

// What GNU calls the first and third.
HIDDEN float __gnu_h2f_ieee(_Float16 x) { return __extendhfsf2(x); }
HIDDEN _Float16 __gnu_f2h_ieee(float x) { return __truncsfhf2(x); }

#ifdef __SSE2__
HIDDEN __bf16 __truncsfbf2(float x) { return as<__bf16>(truncate<Brain, Single>(as<Bits32>(x))); }
HIDDEN __bf16 __truncdfbf2(double x) { return as<__bf16>(truncate<Brain, Double>(as<Bits64>(x))); }
#endif
