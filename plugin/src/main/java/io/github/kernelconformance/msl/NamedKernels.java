package io.github.kernelconformance.msl;

import io.github.kernelconformance.family.KernelName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the kernels of a program that it has not under a host name of their own. */
final class NamedKernels {

  /** Before the names under which Metal knows what is made. */
  static final String PREFIX = "kernel_conformance_";

  private final Program program;

  /** The program and its instantiations by the values of constants that a kernel has of its own. */
  private final Map<Map<String, String>, Specialized> specialized = new HashMap<>();

  private record Specialized(Program program, Map<String, Kernel> instantiations) {}

  NamedKernels(Program program) {
    this.program = program;
  }

  /** The kernels among those wanted that are to be made and can be; see {@link Program#with}. */
  List<Kernel> make(Set<String> wanted) {
    Map<String, KernelName> names = new LinkedHashMap<>();
    for (String spelling : wanted) {
      KernelName name = KernelName.parse(spelling);
      boolean made = name.isTemplate() || !name.constants().isEmpty();
      if (made && program.kernel(spelling).isEmpty()) {
        names.put(spelling, name);
      }
    }
    List<String> templates =
        names.values().stream().filter(KernelName::isTemplate).map(KernelName::function).toList();
    List<Kernel> made = new ArrayList<>();
    names.forEach((spelling, name) -> make(spelling, name, templates).ifPresent(made::add));
    return made;
  }

  private Optional<Kernel> make(String spelling, KernelName name, List<String> templates) {
    Optional<Kernel> plain = plain(of(Map.of(), templates), name);
    if (plain.isEmpty() || name.constants().isEmpty()) {
      return plain.map(it -> it.named(spelling, Map.of()));
    }
    name.constants().forEach((constant, value) -> check(plain.get(), name, constant, value));
    return plain(of(name.constants(), templates), name)
        .map(it -> it.named(spelling, name.constants()));
  }

  private Specialized of(Map<String, String> constants, List<String> templates) {
    return specialized.computeIfAbsent(
        constants,
        it -> {
          Program other = program.specialized(it);
          return new Specialized(
              other, templates.isEmpty() ? Map.of() : other.instantiations(templates));
        });
  }

  /** The kernel of a function: one that the source has, or an instantiation. */
  private static Optional<Kernel> plain(Specialized of, KernelName name) {
    return of.program()
        .kernel(name.function())
        .or(() -> name.isTemplate() ? instantiated(of, name.function()) : Optional.empty());
  }

  private static Optional<Kernel> instantiated(Specialized of, String function) {
    Optional<Kernel> made = Optional.ofNullable(of.instantiations().get(function));
    return made.map(
        it ->
            of.program().kernels().stream()
                .filter(other -> isSame(other, it))
                .findFirst()
                .orElseGet(() -> underAName(it)));
  }

  /** Whether the source instantiates it; a second instantiation is an error. */
  private static boolean isSame(Kernel explicit, Kernel made) {
    return explicit.function().equals(made.function())
        && explicit.expression().endsWith(">")
        && arguments(explicit).equals(arguments(made));
  }

  private static String arguments(Kernel kernel) {
    String expression = KernelName.of(kernel.expression()).function();
    return expression.substring(expression.indexOf('<'));
  }

  private static Kernel underAName(Kernel made) {
    String words = made.expression().replaceAll("\\W+", "_");
    return new Kernel(
        made.name(),
        made.function(),
        made.expression(),
        made.scope(),
        made.parameters(),
        made.location(),
        "%s%s%08x".formatted(PREFIX, words, made.expression().hashCode()),
        Map.of());
  }

  private void check(Kernel kernel, KernelName name, String constant, String value) {
    List<FunctionConstant> all = program.functionConstants();
    FunctionConstant found =
        all.stream()
            .filter(it -> it.name().equals(constant))
            .findFirst()
            .orElseThrow(
                () ->
                    new MslException(
                        kernel.location(),
                        "the contract of %s gives the function constant '%s', which %s does not have; %s"
                            .formatted(name.function(), constant, program.source(), has(all))));
    found.check(value, name.function());
  }

  private static String has(List<FunctionConstant> constants) {
    return constants.isEmpty()
        ? "it has none."
        : "it has "
            + constants.stream().map(FunctionConstant::name).collect(Collectors.joining(", "))
            + ".";
  }

  /** The instantiations among some kernels that are made, as Metal takes them. */
  static String text(List<Kernel> kernels) {
    Map<String, Kernel> made = new LinkedHashMap<>();
    for (Kernel it : kernels) {
      if (it.isMade()) {
        made.putIfAbsent(it.metalName(), it);
      }
    }
    return made.values().stream().map(NamedKernels::instantiation).collect(Collectors.joining());
  }

  private static String instantiation(Kernel kernel) {
    // The line marker lets an error in an instantiation name the user's line.
    return String.format(
        Locale.ROOT,
        "\n# %d \"%s\"\ntemplate [[host_name(\"%s\")]] [[kernel]] decltype(%s) %4$s;\n",
        kernel.location().line(),
        kernel.location().file().replace("\\", "\\\\").replace("\"", "\\\""),
        kernel.metalName(),
        kernel.expression());
  }
}
