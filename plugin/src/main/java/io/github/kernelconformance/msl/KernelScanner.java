package io.github.kernelconformance.msl;

import io.github.kernelconformance.msl.Declaration.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the kernels of a program: functions, and explicit instantiations of templates. */
final class KernelScanner {

  private final Tokens tokens;
  private final LineMap lines;
  private final Map<String, List<FunctionTemplate>> templates = new HashMap<>();

  /** The qualified names in {@code templates} by their last component. */
  private final Map<String, Set<String>> qualifiedNames = new HashMap<>();

  private final Map<String, Kernel> kernels = new LinkedHashMap<>();
  private final List<Declaration> instantiations = new ArrayList<>();
  private final Map<String, Declaration> instantiationsByHostName = new LinkedHashMap<>();
  private final Set<String> uninstantiated = new LinkedHashSet<>();

  private KernelScanner(Tokens tokens, LineMap lines) {
    this.tokens = tokens;
    this.lines = lines;
  }

  /**
   * Scans declarations.
   *
   * @throws MslException where two kernels have one host name, or an instantiation names no
   *     template
   */
  static KernelScanner scan(Tokens tokens, LineMap lines, List<Declaration> declarations) {
    KernelScanner scanner = new KernelScanner(tokens, lines);
    declarations.forEach(scanner::template);
    declarations.forEach(scanner::kernel);
    return scanner;
  }

  List<Kernel> kernels() {
    return List.copyOf(kernels.values());
  }

  /** The explicit instantiations of kernels, those without a host name included. */
  List<Declaration> instantiations() {
    return instantiations;
  }

  /** The explicit instantiations of kernels that have no host name. */
  List<Declaration> nameless() {
    Set<Declaration> named = new HashSet<>(instantiationsByHostName.values());
    return instantiations.stream().filter(it -> !named.contains(it)).toList();
  }

  /**
   * The kernel that an instantiation of a template would be.
   *
   * @param function the template's name, qualified where it is in a namespace, and its arguments
   * @return empty where there is no such template, or it is no kernel
   * @throws MslException where the template takes another number of arguments
   */
  Optional<Kernel> instantiation(String function) {
    Tokens spelled = Lexer.lex(function, LineMap.of(function, function));
    int open = 0;
    while (open < spelled.size()
        && !(spelled.is(open, "<") && spelled.afterAngles(open) == spelled.size())) {
      open++;
    }
    if (open == 0 || open == spelled.size()) {
      return Optional.empty();
    }
    String name = spelled.source(0, open);
    String arguments = function.substring(spelled.start(open));
    int count = FunctionTemplate.elements(spelled, open).size();
    List<FunctionTemplate> found =
        named("", name).stream().filter(it -> isKernel(it.declaration())).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    FunctionTemplate template =
        found.stream()
            .filter(it -> it.accepts(count, -1))
            .findFirst()
            .orElseThrow(
                () ->
                    new MslException(
                        lines.at(tokens.start(found.get(0).declaration().name())),
                        "the template %s does not take the %d %s of %s"
                            .formatted(
                                name, count, count == 1 ? "argument" : "arguments", function)));
    return Optional.of(
        new Kernel(
            function,
            template.qualifiedName(),
            template.qualifiedName() + arguments,
            "",
            template.parameters(),
            lines.at(tokens.start(template.declaration().name()))));
  }

  /** The explicit instantiations of kernels whose host names are of a kind. */
  List<Declaration> instantiations(Predicate<String> hostName) {
    return instantiationsByHostName.entrySet().stream()
        .filter(it -> hostName.test(it.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The kernel templates of which no instantiation has a host name. */
  List<String> uninstantiated() {
    return List.copyOf(uninstantiated);
  }

  private void template(Declaration it) {
    if (it.kind() != Kind.FUNCTION || !it.isTemplate() || isSpecialization(it)) {
      return;
    }
    String unqualified = tokens.source(it.name(), it.nameEnd());
    String qualified = it.scope().qualify(unqualified);
    templates
        .computeIfAbsent(qualified, name -> new ArrayList<>())
        .add(new FunctionTemplate(tokens, lines, it, qualified));
    qualifiedNames
        .computeIfAbsent(
            qualified.substring(qualified.lastIndexOf(':') + 1), name -> new LinkedHashSet<>())
        .add(qualified);
    if (isKernel(it)) {
      uninstantiated.add(qualified);
    }
  }

  private void kernel(Declaration it) {
    if (it.scope().isClass()) {
      return; // Metal has no kernels among the members of classes.
    }
    if (it.kind() == Kind.INSTANTIATION) {
      instantiation(it);
    } else if (it.kind() == Kind.FUNCTION && isKernel(it)) {
      function(it);
    }
  }

  /** A kernel function that is no template, or an explicit specialization of one. */
  private void function(Declaration it) {
    if (it.isTemplate() && !isSpecialization(it)) {
      return;
    }
    Optional<String> hostName = hostName(it);
    if (hostName.isEmpty() && it.isTemplate()) {
      return; // Its name is a mangled one, which nobody asks for.
    }
    String expression = tokens.source(it.name(), it.nameEnd());
    String qualified = it.scope().qualify(tokens.source(it.name(), endOfPlainName(it)));
    add(
        new Kernel(
            hostName.orElse(qualified),
            qualified,
            expression,
            it.scope().name(),
            ParameterParser.parse(tokens, lines, it.parameters()),
            lines.at(tokens.start(it.name()))));
  }

  private void instantiation(Declaration it) {
    if (it.name() < 0) {
      return;
    }
    Optional<String> hostName = hostName(it);
    String name = tokens.source(it.name(), endOfPlainName(it));
    Optional<FunctionTemplate> template = resolve(it, name);
    boolean kernel =
        isKernel(it) || template.filter(found -> isKernel(found.declaration())).isPresent();
    if (kernel) {
      instantiations.add(it);
    }
    if (!kernel || hostName.isEmpty()) {
      return; // A vertex function for example, or a name that nobody asks for, as it is mangled.
    }
    SourceLocation location = lines.at(tokens.start(it.start()));
    FunctionTemplate found =
        template.orElseThrow(
            () ->
                new MslException(
                    location,
                    "'%s' instantiates '%s', but no function template of that name is defined"
                        .formatted(hostName.get(), name)));
    uninstantiated.remove(found.qualifiedName());
    instantiationsByHostName.put(hostName.get(), it);
    add(
        new Kernel(
            hostName.get(),
            found.qualifiedName(),
            expression(it, found),
            it.scope().name(),
            found.parameters(),
            location));
  }

  private void add(Kernel kernel) {
    Kernel other = kernels.putIfAbsent(kernel.name(), kernel);
    if (other != null) {
      throw new MslException(
          kernel.location(),
          "two kernels have the host name '%s'; the other is at %s. Give one of them another name."
              .formatted(kernel.name(), other.location()));
    }
  }

  /** Whether it has {@code [[kernel]]}, or {@code kernel} among its specifiers. */
  private boolean isKernel(Declaration it) {
    for (int i = it.head(); i < it.name(); i++) {
      if (tokens.is(i, "kernel")) {
        return true;
      }
      i = tokens.opens(i) ? tokens.partner(i) : i;
    }
    return Attribute.among(tokens, it.head(), it.headEnd()).stream()
        .anyMatch(attribute -> attribute.name().equals("kernel"));
  }

  private boolean isSpecialization(Declaration it) {
    return tokens.is(it.start() + 1, "<") && tokens.is(it.start() + 2, ">");
  }

  private Optional<String> hostName(Declaration it) {
    for (Attribute attribute : Attribute.among(tokens, it.head(), it.headEnd())) {
      if (attribute.name().equals("host_name") && attribute.open() >= 0) {
        int open = attribute.open();
        Optional<String> name = StringLiterals.value(tokens, open + 1, tokens.partner(open));
        if (name.isEmpty()) {
          throw new MslException(
              lines.at(tokens.start(open)), "[[host_name(…)]] takes string literals");
        }
        return name;
      }
    }
    return Optional.empty();
  }

  /** The end of a declaration's name less its template arguments. */
  private int endOfPlainName(Declaration it) {
    int arguments = templateArguments(it);
    return arguments < 0 ? it.nameEnd() : arguments;
  }

  /** The bracket that opens the template arguments at the end of a name; -1 without any. */
  private int templateArguments(Declaration it) {
    for (int i = it.name(); i < it.nameEnd(); i++) {
      if (tokens.is(i, "<")) {
        int after = tokens.afterAngles(i);
        if (after == it.nameEnd()) {
          return i;
        }
        i = after < 0 ? i : after - 1;
      }
    }
    return -1;
  }

  /** The template that an instantiation means, looked up from its scope outwards, as C++ does. */
  private Optional<FunctionTemplate> resolve(Declaration it, String name) {
    List<FunctionTemplate> found = named(it.scope().name(), name);
    return found.isEmpty() ? Optional.empty() : Optional.of(overload(it, found));
  }

  private List<FunctionTemplate> named(String from, String name) {
    boolean global = name.startsWith("::");
    String plain = global ? name.substring(2) : name;
    for (String scope = global ? "" : from; ; scope = enclosing(scope)) {
      List<FunctionTemplate> found = templates.get(new Scope(scope, -1).qualify(plain));
      if (found != null) {
        return found;
      }
      if (scope.isEmpty()) {
        break;
      }
    }
    // What using directives and inline namespaces let one write without its qualifier.
    List<String> hidden =
        qualifiedNames.getOrDefault(plain.substring(plain.lastIndexOf(':') + 1), Set.of()).stream()
            .filter(qualified -> qualified.endsWith("::" + plain))
            .toList();
    return hidden.size() == 1 ? templates.get(hidden.get(0)) : List.of();
  }

  private static String enclosing(String scope) {
    int end = scope.lastIndexOf("::");
    return end < 0 ? "" : scope.substring(0, end);
  }

  private FunctionTemplate overload(Declaration it, List<FunctionTemplate> overloads) {
    if (overloads.size() == 1) {
      return overloads.get(0);
    }
    int open = templateArguments(it);
    int arguments = open < 0 ? 0 : FunctionTemplate.elements(tokens, open).size();
    int parameters =
        it.parameters() < 0 ? -1 : ParameterParser.parse(tokens, lines, it.parameters()).size();
    return overloads.stream()
        .filter(template -> template.accepts(arguments, parameters))
        .findFirst()
        .orElse(overloads.get(0));
  }

  /**
   * The name with its template arguments. Where some are deduced from the parameter types, those
   * types choose the instantiation.
   */
  private String expression(Declaration it, FunctionTemplate template) {
    String name = tokens.source(it.name(), it.nameEnd());
    int open = templateArguments(it);
    int arguments = open < 0 ? 0 : FunctionTemplate.elements(tokens, open).size();
    if (it.parameters() < 0 || template.accepts(arguments, -1)) {
      return name;
    }
    String types =
        ParameterParser.parse(tokens, lines, it.parameters()).stream()
            .map(Parameter::type)
            .collect(Collectors.joining(", "));
    return "static_cast<void (*)(" + types + ")>(" + name + ")";
  }
}
