package io.github.kernelconformance.signature;

import java.util.regex.Pattern;

/** What a kernel may do with what a parameter points to. */
public enum Access {
  READ_ONLY,
  WRITABLE,
  /** Neither the declaration nor the device tells. */
  UNKNOWN;

  private static final Pattern CONST = Pattern.compile("\\b(const|constant)\\b");
  private static final Pattern SPACE = Pattern.compile("\\b(device|threadgroup)\\b");
  private static final Pattern TEMPLATE_ARGUMENTS = Pattern.compile("<[^<>]*>");

  /**
   * What a declared type tells: {@code const} before its last {@code *} or {@code &} is of what it
   * points to. A type without either hides it behind a name.
   */
  static Access of(String type, AddressSpace space) {
    if (space == AddressSpace.CONSTANT) {
      return READ_ONLY;
    }
    String plain = plain(type);
    int end = Math.max(plain.lastIndexOf('*'), plain.lastIndexOf('&'));
    if (end < 0) {
      return UNKNOWN;
    }
    String pointee = plain.substring(0, end);
    if (CONST.matcher(pointee).find()) {
      return READ_ONLY;
    }
    return SPACE.matcher(pointee).find() ? WRITABLE : UNKNOWN;
  }

  /** A type without its template arguments, which have a {@code const} of their own. */
  private static String plain(String type) {
    String plain = TEMPLATE_ARGUMENTS.matcher(type).replaceAll("");
    return plain.equals(type) ? type : plain(plain);
  }
}
