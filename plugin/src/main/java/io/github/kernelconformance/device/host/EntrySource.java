package io.github.kernelconformance.device.host;

import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Parameter;
import io.github.kernelconformance.msl.Program;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The C++ text that clang compiles after {@code metal.h}: the user's program, and an entry for each
 * kernel to run.
 */
final class EntrySource {

  /**
   * Gives functions and the variables in them, those of templates too, internal linkage: only
   * around such variables does the compiler put red zones, and what no wanted kernel calls is not
   * compiled.
   */
  private static final String INTERNAL =
      "#pragma clang attribute push(__attribute__((internal_linkage)), apply_to = function)\n";

  /** A variable that a red zone stands behind, so that one is before the program's first too. */
  private static final String RED_ZONE =
      "static __attribute__((used)) char kernel_conformance_before_variables;\n";

  private static final String INTERNAL_END = "\n#pragma clang attribute pop\n";

  /**
   * Stands for the attribute of a parameter that has none; the compiler does not know it either.
   */
  static final String NONE = "none";

  /** The condition of a parameter whose function constant is not true. */
  private static final String NEVER = "false";

  /** What the symbols of all entries begin with. */
  static final String SYMBOL = "kernel_conformance_entry_";

  private EntrySource() {}

  /** The exported symbol of the entry for the kernel at an index of the list. */
  static String symbol(int index) {
    return SYMBOL + index;
  }

  /**
   * The texts of a program's kernels: one for each set of values that function constants have. Each
   * entry takes one address for each parameter, in order; positions leave theirs unused.
   *
   * @param kernels none is allowed, and still gives a text
   */
  static List<String> of(Program program, List<Kernel> kernels, Instrumentation instrumentation) {
    Set<Map<String, String>> specializations = new LinkedHashSet<>();
    kernels.forEach(it -> specializations.add(it.constants()));
    if (kernels.isEmpty()) {
      specializations.add(Map.of());
    }
    List<String> texts = new ArrayList<>();
    for (Map<String, String> constants : specializations) {
      String text = of(program.specialized(constants), kernels, constants, instrumentation);
      texts.add(texts.isEmpty() ? text + ofLibrary(instrumentation) : text);
    }
    return texts;
  }

  /** How many lines of such a text come before the entries: the user's program. */
  static int ownLines(String text) {
    return (int) text.substring(0, text.lastIndexOf(INTERNAL_END)).lines().count();
  }

  /** What a library says of itself, once. */
  private static String ofLibrary(Instrumentation instrumentation) {
    return "\nKERNEL_CONFORMANCE_CHECKED("
        + mask(instrumentation.checks())
        + ")\n"
        + instrumentation.adversary().map(Adversary::definition).orElse("");
  }

  private static String of(
      Program program,
      List<Kernel> kernels,
      Map<String, String> constants,
      Instrumentation instrumentation) {
    Set<Check> checks = instrumentation.checks();
    Optional<Adversary> adversary = instrumentation.adversary();
    StringBuilder text = new StringBuilder();
    if (!checks.isEmpty()) {
      text.append(RED_ZONE);
    }
    String own = program.hostText();
    text.append(INTERNAL)
        .append(adversary.map(it -> it.text(own)).orElse(own))
        .append(INTERNAL_END);
    for (int i = 0; i < kernels.size(); i++) {
      if (kernels.get(i).constants().equals(constants)) {
        appendEntry(text, symbol(i), kernels.get(i), program);
      }
    }
    return text.toString();
  }

  /** The checks as the engine numbers them. */
  private static int mask(Set<Check> checks) {
    return checks.stream().mapToInt(check -> 1 << check.ordinal()).sum();
  }

  private static void appendEntry(
      StringBuilder text, String symbol, Kernel kernel, Program program) {
    StringJoiner arguments = new StringJoiner(", ");
    List<Parameter> parameters = kernel.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      arguments.add(argument(parameters.get(i), i, program));
    }
    String scope = kernel.scope();
    // The line marker lets an error in an instantiation name the user's line.
    text.append("\n# ")
        .append(kernel.location().line())
        .append(" \"")
        .append(kernel.location().file().replace("\\", "\\\\").replace("\"", "\\\""))
        .append("\"\n")
        .append(scope.isEmpty() ? "" : "namespace " + scope + " { ")
        .append("KERNEL_CONFORMANCE_ENTRY(")
        .append(symbol)
        .append(", (")
        .append(kernel.expression())
        .append("), ")
        .append(arguments)
        .append(") KERNEL_CONFORMANCE_PARAMETERS(")
        .append(symbol)
        .append(", (")
        .append(kernel.expression())
        .append("))")
        .append(kernel.hasConditions() ? existing(symbol, kernel, program) : "")
        .append(scope.isEmpty() ? "\n" : " }\n");
  }

  private static String existing(String symbol, Kernel kernel, Program program) {
    return kernel.parameters().stream()
        .map(it -> condition(it, program).orElse("true"))
        .collect(Collectors.joining(", ", " KERNEL_CONFORMANCE_EXISTING(" + symbol + ", ", ")"));
  }

  private static String argument(Parameter parameter, int ordinal, Program program) {
    return switch (parameter.attribute()) {
      case "buffer", "threadgroup" ->
          "::kernel_conformance::Buffer{" + address(parameter, ordinal, program) + "}";
      case "" -> "::kernel_conformance::attribute::" + NONE + "()";
      default -> "::kernel_conformance::attribute::" + parameter.attribute() + "()";
    };
  }

  private static String address(Parameter parameter, int ordinal, Program program) {
    String address = "arguments[" + ordinal + "]";
    return condition(parameter, program)
        .map(it -> it.equals(NEVER) ? "nullptr" : it + " ? " + address + " : nullptr")
        .orElse(address);
  }

  /**
   * When a parameter exists, in C++; empty where it does in any case. What depends on a constant
   * that is computed from function constants, the compiler decides.
   */
  private static Optional<String> condition(Parameter parameter, Program program) {
    String constant = parameter.functionConstant();
    if (constant.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        program.functionConstants().stream().anyMatch(it -> it.name().equals(constant))
            ? NEVER
            : "(" + constant + ")");
  }
}
