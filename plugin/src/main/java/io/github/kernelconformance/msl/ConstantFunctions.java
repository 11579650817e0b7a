package io.github.kernelconformance.msl;

import io.github.kernelconformance.msl.Declaration.Kind;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Function constants without a value, and the constants that are computed from them, as functions
 * of no arguments. NVRTC would define a variable that nothing defines as zero; a function that
 * nothing defines is an error of its linker, if a kernel can reach it.
 */
final class ConstantFunctions {

  /** How the undefined function is called, for messages. */
  static final String PREFIX = "kernel_conformance_unset_";

  private static final Set<String> KEYWORDS =
      Set.of("return", "case", "throw", "else", "do", "and", "or", "not", "sizeof", "co_return");

  private final Tokens tokens;
  private final Edits edits;
  private final FunctionConstants constants;
  private final Set<String> names = new HashSet<>();
  private final Set<Integer> declared = new HashSet<>();

  ConstantFunctions(Tokens tokens, Edits edits, FunctionConstants constants) {
    this.tokens = tokens;
    this.edits = edits;
    this.constants = constants;
    for (Map.Entry<Declaration, FunctionConstant> it : constants.declared().entrySet()) {
      if (it.getValue().value().isEmpty()) {
        undefined(it.getKey(), it.getValue().name());
      }
    }
  }

  private void undefined(Declaration it, String name) {
    names.add(name);
    declared.add(it.name());
    dropSpecifiers(it);
    String type = "kernel_conformance_type_of_" + name;
    String function = PREFIX + name;
    edits.replace(
        it.name(),
        it.end(),
        "%2$s = {}; extern \"C\" void %3$s(); inline auto %1$s() { %3$s(); return %2$s; }"
            .formatted(name, type, function));
  }

  private void dropSpecifiers(Declaration it) {
    for (int i = it.head(); i < it.name(); i++) {
      if (tokens.is(i, "static") || tokens.is(i, "constexpr")) {
        edits.replace(i, i + 1, "");
      }
    }
  }

  /** Makes a function of a constant that is computed from others that are functions. */
  void derive(Declaration it) {
    if (names.isEmpty()
        || it.kind() != Kind.OTHER
        || it.scope().isClass()
        || it.name() < 0
        || declared.contains(it.name())
        || !tokens.is(it.name() + 1, "=")
        || !mentions(it.name() + 2, it.end())) {
      return;
    }
    String name = tokens.text(it.name());
    names.add(name);
    declared.add(it.name());
    dropSpecifiers(it);
    edits.replace(it.name(), it.name() + 2, name + "() { return");
    edits.replace(it.end() - 1, it.end(), "; }");
  }

  private boolean mentions(int from, int to) {
    for (int i = from; i < to; i++) {
      if (isQuestion(i)) {
        i = tokens.partner(i + 1);
      } else if (isUse(i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a token begins a question that {@link HostText} answers. */
  private boolean isQuestion(int token) {
    if (!tokens.is(token, "is_function_constant_defined") || !tokens.is(token + 1, "(")) {
      return false;
    }
    Optional<FunctionConstant> asked = constants.named(tokens.text(tokens.partner(token + 1) - 1));
    return asked.isPresent();
  }

  private boolean isName(int token) {
    return tokens.isIdentifier(token) && names.contains(tokens.text(token));
  }

  /** A name behind a type is a variable's or a parameter's own; a constant cannot be called. */
  private boolean isUse(int token) {
    return isName(token)
        && !isBehindType(token)
        && !tokens.is(token - 1, ".")
        && !tokens.is(token - 1, "->")
        && !tokens.is(token + 1, "(")
        && !tokens.is(token - 2, "function_constant");
  }

  private boolean isBehindType(int token) {
    return tokens.isIdentifier(token - 1) && !KEYWORDS.contains(tokens.text(token - 1));
  }

  /** Calls the functions wherever the constants are used, and no parameter or variable is meant. */
  void call(List<Declaration> declarations) {
    if (names.isEmpty()) {
      return;
    }
    BitSet others = new BitSet();
    declarations.forEach(it -> hidden(it, declarations, others));
    for (int i = 0; i < tokens.size(); i++) {
      if (isQuestion(i)) {
        i = tokens.partner(i + 1);
      } else if (isUse(i) && !others.get(i) && !declared.contains(i)) {
        edits.replace(i, i + 1, tokens.text(i) + "()");
      }
    }
  }

  /** The tokens of a function that have the names of what it, or its class, declares itself. */
  private void hidden(Declaration function, List<Declaration> all, BitSet hidden) {
    if (function.kind() != Kind.FUNCTION) {
      return;
    }
    Set<String> own = new HashSet<>();
    if (function.scope().isClass()) {
      all.stream()
          .filter(it -> it.scope().equals(function.scope()) && it.kind() == Kind.OTHER)
          .filter(it -> it.name() >= 0)
          .forEach(it -> own.add(tokens.text(it.name())));
    }
    int close = tokens.partner(function.parameters());
    for (int i = function.parameters(); i < function.end(); i++) {
      if (isName(i) && !tokens.is(i - 2, "function_constant") && (i < close || isBehindType(i))) {
        own.add(tokens.text(i));
      }
    }
    for (int i = function.start(); i < function.end() && !own.isEmpty(); i++) {
      if (tokens.isIdentifier(i) && own.contains(tokens.text(i))) {
        hidden.set(i);
      }
    }
  }
}
