package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A name of a kernel with values of axes in it, such as {@code rms_norm_{T}}.
 *
 * @param text with axes in braces; {@code {T:id}} is a type as reports spell it
 */
record HostName(String text) {

  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)\\}");
  private static final String ID = ":id";

  /** Without what is in braces, and without underscores at the ends. */
  String stem() {
    return BRACES.matcher(text).replaceAll("").replaceAll("_+", "_").replaceAll("^_|_$", "");
  }

  /**
   * Checks that all that is in braces are axes.
   *
   * @throws ContractException if one is not
   */
  void check(List<AxisModel> axes) {
    for (MatchResult it : BRACES.matcher(text).results().toList()) {
      String name = axis(it.group(1));
      AxisModel axis =
          axes.stream()
              .filter(one -> one.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ContractException(
                          "The kernel %s has {%s} in its name, which is no axis. The axes are %s."
                              .formatted(
                                  text,
                                  it.group(1),
                                  Names.list(axes.stream().map(AxisModel::name).toList()))));
      if (it.group(1).endsWith(ID) && axis.kind() != AxisModel.Kind.TYPE) {
        throw new ContractException(
            "The kernel %s has {%s} in its name, but %s is no axis of types. Write {%s}."
                .formatted(text, it.group(1), name, name));
      }
    }
  }

  /** The name at a place. */
  String at(Place place) {
    StringBuilder name = new StringBuilder();
    int from = 0;
    for (int close = text.indexOf('}'); close >= 0; close = text.indexOf('}', from)) {
      int open = text.lastIndexOf('{', close);
      if (open < from) {
        name.append(text, from, close + 1);
      } else {
        name.append(text, from, open).append(value(text.substring(open + 1, close), place));
      }
      from = close + 1;
    }
    return name.append(text, from, text.length()).toString();
  }

  private static String value(String braces, Place place) {
    return braces.endsWith(ID)
        ? place.type(axis(braces)).id()
        : Optional.of(place.coordinate(axis(braces))).map(Object::toString).orElseThrow();
  }

  private static String axis(String braces) {
    return braces.endsWith(ID) ? braces.substring(0, braces.length() - ID.length()) : braces;
  }
}
