package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import java.util.Collection;
import java.util.regex.Pattern;

/** Names that authors give. */
final class Names {

  /** What a name can be in C, in ids and on a command line. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Names() {}

  /** A list for messages. */
  static String list(Collection<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /**
   * A name that C can have too.
   *
   * @throws ContractException if it cannot
   */
  static String check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ContractException(
          "%s '%s' is no name: letters, digits and underscores, no digit first"
              .formatted(what, name));
    }
    return name;
  }
}
