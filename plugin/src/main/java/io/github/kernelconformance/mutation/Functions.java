package io.github.kernelconformance.mutation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a text has declared so far that a change may call: functions with one parameter, and the
 * names that structs have for types.
 */
final class Functions {

  /**
   * A function.
   *
   * @param id in the syntax tree
   * @param scope what stands before its name
   * @param from the type of its parameter; what it depends on of a template is a {@code *}
   * @param to the type of its value, in the same way
   * @param arguments of its template, if it is an instantiation; else empty
   */
  private record Function(
      long id, String scope, String name, String from, String to, List<String> arguments) {

    /** How it is called: without its template's arguments, which may follow, and with them. */
    Set<String> spellings() {
      Set<String> spellings = new LinkedHashSet<>(List.of(scope + name));
      if (!arguments.isEmpty()) {
        spellings.add(scope + name + "<" + String.join(", ", arguments) + ">");
      }
      return spellings;
    }
  }

  private record Alias(String scope, String name, String type, Span span) {}

  /** The size of a vector may depend on a template. */
  private static final Pattern VECTOR = Pattern.compile("vec<(.+), [^,<>]+>");

  private final List<Function> functions = new ArrayList<>();
  private final List<Alias> aliases = new ArrayList<>();

  /** A function or the pattern of a template, if it can be called by name. */
  void add(Syntax function, String scope) {
    List<Syntax> parameters =
        function.children().stream().filter(it -> it.is("ParmVarDecl")).toList();
    int end = function.type().indexOf(" (");
    if (scope.startsWith(SyntaxReader.NAMELESS) || parameters.size() != 1 || end < 0) {
      return;
    }
    List<String> arguments =
        function.children().stream()
            .filter(it -> it.is("TemplateArgument"))
            .map(it -> it.type().isEmpty() ? it.text() : it.type())
            .toList();
    functions.add(
        new Function(
            function.id(),
            scope,
            function.name(),
            shape(parameters.get(0).type()),
            shape(function.type().substring(0, end)),
            arguments.contains("") ? List.of() : arguments));
  }

  /** A name that a struct has for a type. */
  void add(Syntax alias, String scope, Span span) {
    aliases.add(new Alias(scope, alias.name(), shape(alias.type()), span));
  }

  private static String shape(String type) {
    String kind = Repairs.kind(type.replace("metal::", ""));
    Matcher vector = VECTOR.matcher(kind);
    return vector.matches() ? "vec<" + Repairs.kind(vector.group(1)) + ", *>" : kind;
  }

  /** What may decode a code: spellings of functions between two types. */
  Set<String> between(String from, String to) {
    return functions.stream()
        .filter(it -> it.from().equals(shape(from)) && it.to().equals(shape(to)))
        .flatMap(it -> it.spellings().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Functions of other structs with the name of the one that is called. */
  Set<String> namesakes(long callee) {
    return of(callee).stream()
        .flatMap(
            called ->
                functions.stream()
                    .filter(it -> it.name().equals(called.name()))
                    .filter(it -> !it.scope().equals(called.scope()))
                    .filter(it -> it.from().equals(called.from()) && it.to().equals(called.to())))
        .map(it -> it.scope() + it.name())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Optional<Function> of(long id) {
    return functions.stream().filter(it -> it.id() == id).findFirst();
  }

  /**
   * Where a struct was named through which a function is called: {@code typedef e4m3 scale;} of
   * {@code Mode::scale::decode(code)}. Empty where the struct has its own name there.
   *
   * @param spelling how the function is called
   * @param known the types that are known there; one of them says which struct {@code Mode} is
   */
  Optional<Span> declared(long callee, String spelling, Set<String> known) {
    String[] names = spelling.split("::");
    if (names.length < 2) {
      return Optional.empty();
    }
    String name = names[names.length - 2].strip();
    String struct = of(callee).map(it -> it.scope().replaceFirst("::$", "")).orElse("");
    List<Alias> found =
        aliases.stream()
            .filter(it -> it.name().equals(name) && it.type().equals(struct))
            .filter(it -> known.stream().anyMatch(type -> mentions(type, it.scope())))
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0).span()) : Optional.empty();
  }

  private static boolean mentions(String type, String scope) {
    String struct = Pattern.quote(scope.replaceFirst("::$", ""));
    return Pattern.compile("\\b" + struct + "\\b").matcher(type).find();
  }
}
