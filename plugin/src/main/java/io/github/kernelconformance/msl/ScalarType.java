package io.github.kernelconformance.msl;

import io.github.kernelconformance.numerics.Bfloat16;
import io.github.kernelconformance.numerics.Half;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The scalar types of MSL ("Scalar Data Types") that a function constant can have. */
public enum ScalarType {
  BOOL("unsigned char", "bool"),
  CHAR("unsigned char", "char", "int8_t"),
  UCHAR("unsigned char", "uchar", "unsigned char", "uint8_t"),
  SHORT("unsigned short", "short", "int16_t"),
  USHORT("unsigned short", "ushort", "unsigned short", "uint16_t"),
  INT("unsigned", "int", "int32_t"),
  UINT("unsigned", "uint", "unsigned", "unsigned int", "uint32_t"),
  LONG("unsigned long", "long", "int64_t"),
  ULONG("unsigned long", "ulong", "unsigned long", "uint64_t", "size_t"),
  HALF("unsigned short", "half"),
  BFLOAT("unsigned short", "bfloat"),
  FLOAT("unsigned", "float");

  private final String carrier;
  private final List<String> spellings;

  ScalarType(String carrier, String... spellings) {
    this.carrier = carrier;
    this.spellings = List.of(spellings);
  }

  /** The type that a declaration spells so. */
  static Optional<ScalarType> spelled(String spelling) {
    return Arrays.stream(values()).filter(it -> it.spellings.contains(spelling)).findFirst();
  }

  /** Every spelling of every type. */
  static List<String> spellings() {
    return Arrays.stream(values()).flatMap(it -> it.spellings.stream()).toList();
  }

  /** The name that MSL prefers. */
  String spelling() {
    return spellings.get(0);
  }

  /** The unsigned C++ type with as many bits. */
  String carrier() {
    return carrier;
  }

  private int width() {
    return switch (this) {
      case BOOL, CHAR, UCHAR -> 8;
      case SHORT, USHORT, HALF, BFLOAT -> 16;
      case INT, UINT, FLOAT -> 32;
      case LONG, ULONG -> 64;
    };
  }

  private boolean signed() {
    return this == CHAR || this == SHORT || this == INT || this == LONG;
  }

  /** What a value can be, in words. */
  String range() {
    return switch (this) {
      case BOOL -> "true, false";
      case HALF, BFLOAT, FLOAT -> "a number such as 0.5, 1e-3 or 0x1p-2";
      default -> least() + " to " + greatest();
    };
  }

  private BigInteger least() {
    return signed() ? BigInteger.ONE.shiftLeft(width() - 1).negate() : BigInteger.ZERO;
  }

  private BigInteger greatest() {
    return BigInteger.ONE.shiftLeft(signed() ? width() - 1 : width()).subtract(BigInteger.ONE);
  }

  /**
   * The bits of a value, zeros above them; floating point is rounded to nearest.
   *
   * @return empty where the text is no value of this type
   */
  OptionalLong bits(String text) {
    try {
      return switch (this) {
        case BOOL -> truth(text);
        case HALF -> OptionalLong.of(Half.encode(Double.parseDouble(text)) & 0xFFFFL);
        case BFLOAT -> OptionalLong.of(Bfloat16.encode(Double.parseDouble(text)) & 0xFFFFL);
        case FLOAT ->
            OptionalLong.of(Float.floatToRawIntBits(Float.parseFloat(text)) & 0xFFFFFFFFL);
        default -> integer(text);
      };
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong truth(String text) {
    return switch (text) {
      case "true" -> OptionalLong.of(1);
      case "false" -> OptionalLong.of(0);
      default -> OptionalLong.empty();
    };
  }

  private OptionalLong integer(String text) {
    BigInteger value =
        text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    boolean fits = value.compareTo(least()) >= 0 && value.compareTo(greatest()) <= 0;
    long mask = width() == 64 ? -1 : (1L << width()) - 1;
    return fits ? OptionalLong.of(value.longValue() & mask) : OptionalLong.empty();
  }
}
