package io.github.kernelconformance.msl;

import io.github.kernelconformance.msl.Declaration.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The function constants of a program, found among its declarations. */
final class FunctionConstants {

  private static final String ATTRIBUTE = "function_constant";

  private static final Set<String> SPECIFIERS =
      Set.of("constant", "const", "constexpr", "static", "extern");

  private final Map<Declaration, FunctionConstant> found = new LinkedHashMap<>();

  private FunctionConstants() {}

  /**
   * Finds them.
   *
   * @param values by the constants' names; those that the program does not have do no harm
   */
  static FunctionConstants scan(
      Tokens tokens, LineMap lines, List<Declaration> declarations, Map<String, String> values) {
    FunctionConstants constants = new FunctionConstants();
    for (Declaration it : declarations) {
      if (it.kind() == Kind.OTHER && it.name() >= 0 && tokens.is(it.end() - 1, ";")) {
        Attribute.among(tokens, it.head(), it.headEnd()).stream()
            .filter(attribute -> attribute.name().equals(ATTRIBUTE))
            .findFirst()
            .map(attribute -> constant(tokens, lines, it, attribute))
            .map(constant -> specialized(constant, values))
            .ifPresent(constant -> constants.found.put(it, constant));
      }
    }
    return constants;
  }

  private static FunctionConstant constant(
      Tokens tokens, LineMap lines, Declaration it, Attribute attribute) {
    StringBuilder type = new StringBuilder();
    for (int i = it.head(); i < it.name(); i++) {
      if (!SPECIFIERS.contains(tokens.text(i))) {
        tokens.append(type, i);
      }
    }
    return new FunctionConstant(
        tokens.text(it.name()),
        type.toString(),
        attribute.index(tokens),
        Optional.empty(),
        lines.at(tokens.start(it.name())));
  }

  private static FunctionConstant specialized(
      FunctionConstant constant, Map<String, String> values) {
    String value = values.get(constant.name());
    return value == null ? constant : constant.with(value);
  }

  /** In source order. */
  List<FunctionConstant> all() {
    return List.copyOf(found.values());
  }

  /** The one of a name. */
  Optional<FunctionConstant> named(String name) {
    return found.values().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** By their declarations. */
  Map<Declaration, FunctionConstant> declared() {
    return found;
  }
}
