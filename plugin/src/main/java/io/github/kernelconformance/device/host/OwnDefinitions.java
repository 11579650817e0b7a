package io.github.kernelconformance.device.host;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Code whose definitions are its own, so that several texts of one program can be linked that
 * differ in the values of function constants. What C++ lets each of them define, such as the
 * constructor of a struct with a function constant in it, would else be taken from the first.
 */
final class OwnDefinitions {

  private static final Pattern SHARED =
      Pattern.compile("^(define|@\\S+ =) (?:linkonce|weak)(?:_odr)?(?: dso_local)?(?: hidden)? ");

  private static final Pattern COMDAT = Pattern.compile(",? comdat(?:\\(\\$[^)]*\\))?");

  private OwnDefinitions() {}

  /** The lines of code, with internal linkage for what the linker would merge. */
  static List<String> of(List<String> code) {
    return code.stream().map(OwnDefinitions::own).toList();
  }

  private static String own(String line) {
    return SHARED.matcher(line).find()
        ? COMDAT.matcher(SHARED.matcher(line).replaceFirst("$1 internal ")).replaceFirst("")
        : line;
  }
}
