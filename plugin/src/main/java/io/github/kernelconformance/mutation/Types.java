package io.github.kernelconformance.mutation;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clang's spellings of types, told apart. */
final class Types {

  private static final Set<String> INTEGERS =
      Set.of(
          "char",
          "signed char",
          "unsigned char",
          "short",
          "unsigned short",
          "int",
          "unsigned int",
          "long",
          "unsigned long",
          "long long",
          "unsigned long long");

  private static final Set<String> FLOATS = Set.of("float", "_Float16", "metal::bfloat", "bfloat");

  private static final Pattern VECTOR = Pattern.compile("(?:metal::)?vec<(.*), \\d+>");

  private Types() {}

  /** Of a vector its components' type, of all else itself, without {@code const}. */
  private static String scalar(String type) {
    String plain = plain(type);
    Matcher vector = VECTOR.matcher(plain);
    return vector.matches() ? plain(vector.group(1)) : plain;
  }

  /** A type without {@code const}, and what a reference refers to. */
  static String plain(String type) {
    String plain = type.replace("const ", "").replace("volatile ", "").strip();
    return plain.endsWith(" &") ? plain.substring(0, plain.length() - 2) : plain;
  }

  /** An integer or a vector of integers. */
  static boolean isInteger(String type) {
    return INTEGERS.contains(scalar(type))
        || scalar(type).equals("uint")
        || scalar(type).equals("int");
  }

  /** A scalar integer. */
  static boolean isScalarInteger(String type) {
    return INTEGERS.contains(plain(type));
  }

  /** A floating-point number or a vector of them. */
  static boolean isFloating(String type) {
    return FLOATS.contains(scalar(type)) || scalar(type).equals("half");
  }

  /** A float or a vector of floats. */
  static boolean isFloat(String type) {
    return scalar(type).equals("float");
  }

  /** A float alone. */
  static boolean isScalarFloat(String type) {
    return plain(type).equals("float");
  }

  static boolean isPointer(String type) {
    return type.strip().endsWith("*") || type.strip().endsWith("*const");
  }
}
