package io.github.kernelconformance.msl;

import io.github.kernelconformance.family.KernelName;
import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Flattened MSL text with its kernels.
 *
 * @param source the path of the {@code .metal} file it came from
 * @param text the whole flattened text, as Metal's run-time compiler takes it
 * @param hostText the text for the host compiler, line for line: explicit instantiations of kernels
 *     and includes of Metal's headers cut out, the {@code threadgroup} of a variable replaced by
 *     {@code KERNEL_CONFORMANCE_THREADGROUP_VARIABLE}, declarations that the host compiler could
 *     not tell apart reduced to one
 * @param kernels every kernel that has a host name, in source order; then those that {@link #with}
 *     made
 * @param functionConstants in source order, with the values that the kernels are specialized to
 * @param values of function constants as they were given, by name
 * @param uninstantiated the qualified names of the kernel templates of which there is no
 *     instantiation with a host name, in source order
 */
public record Program(
    String source,
    String text,
    String hostText,
    List<Kernel> kernels,
    List<FunctionConstant> functionConstants,
    Map<String, String> values,
    List<String> uninstantiated) {

  /** Keeps immutable copies of the lists. */
  public Program {
    kernels = List.copyOf(kernels);
    functionConstants = List.copyOf(functionConstants);
    values = Map.copyOf(values);
    uninstantiated = List.copyOf(uninstantiated);
  }

  /**
   * Scans a flattened text.
   *
   * @param source the path of the {@code .metal} file; locations name it up to the first line
   *     marker
   * @param text what {@link Preprocessor#flatten} returns
   * @throws MslException where brackets do not match, two kernels have one host name, or an
   *     instantiation names no known template
   */
  public static Program of(String source, String text) {
    return of(source, text, Map.of());
  }

  private static Program of(String source, String text, Map<String, String> values) {
    LineMap lines = LineMap.of(source, text);
    Tokens tokens = Lexer.lex(text, lines);
    List<Declaration> declarations = DeclarationParser.parse(tokens);
    KernelScanner scanned = KernelScanner.scan(tokens, lines, declarations);
    FunctionConstants constants = FunctionConstants.scan(tokens, lines, declarations, values);
    return new Program(
        source,
        text,
        HostText.of(Target.HOST, tokens, lines, declarations, constants, scanned.instantiations()),
        scanned.kernels().stream().map(it -> it.specialized(constants)).toList(),
        constants.all(),
        values,
        scanned.uninstantiated());
  }

  /**
   * The program with values for its function constants. Kernels then have the parameters that these
   * enable; {@link #text()} stays as it is, since Metal takes the values when it makes a function.
   *
   * @param more by the constants' names; those that the program does not have do no harm, and those
   *     that have a value get another
   * @throws ConfigurationException where a value is not of its constant's type
   */
  public Program specialized(Map<String, String> more) {
    if (functionConstants.stream().noneMatch(it -> more.containsKey(it.name()))) {
      return this;
    }
    Map<String, String> all = new HashMap<>(values);
    all.putAll(more);
    return of(source, text, all);
  }

  /**
   * The program with kernels that it has not under a host name of their own: instantiations of its
   * templates, and kernels with other values of function constants than the program's. Their names
   * are the spellings of {@link KernelName}s.
   *
   * @param wanted names of kernels; those that the program has, or cannot make, do no harm
   * @throws MslException where a kernel is to have a constant that the program does not have, or a
   *     value that is not of its constant's type
   */
  public Program with(Set<String> wanted) {
    List<Kernel> made = new NamedKernels(this).make(wanted);
    if (made.isEmpty()) {
      return this;
    }
    List<Kernel> all = new ArrayList<>(kernels);
    all.addAll(made);
    return new Program(source, text, hostText, all, functionConstants, values, uninstantiated);
  }

  /**
   * Kernels of templates that the source does not instantiate.
   *
   * @param functions templates with their arguments
   * @return those that there are, by function
   */
  Map<String, Kernel> instantiations(List<String> functions) {
    LineMap lines = LineMap.of(source, text);
    Tokens tokens = Lexer.lex(text, lines);
    List<Declaration> declarations = DeclarationParser.parse(tokens);
    KernelScanner scanned = KernelScanner.scan(tokens, lines, declarations);
    FunctionConstants constants = FunctionConstants.scan(tokens, lines, declarations, values);
    Map<String, Kernel> made = new HashMap<>();
    for (String function : functions) {
      scanned
          .instantiation(function)
          .ifPresent(it -> made.put(function, it.specialized(constants)));
    }
    return made;
  }

  /**
   * The flattened text with no other instantiations of kernels than those wanted, line for line: a
   * file may hold thousands, each of which a compiler of the whole text would have to compile.
   * Those that {@link #with} made follow at the end.
   *
   * @param wanted names; kernels that are no instantiations stay in any case
   */
  public String text(Set<String> wanted) {
    LineMap lines = LineMap.of(source, text);
    Tokens tokens = Lexer.lex(text, lines);
    Edits edits = new Edits(tokens);
    List<Kernel> some = kernels.stream().filter(it -> wanted.contains(it.name())).toList();
    Set<String> hosts = some.stream().map(Kernel::metalName).collect(Collectors.toSet());
    KernelScanner scanned = KernelScanner.scan(tokens, lines, DeclarationParser.parse(tokens));
    String made = NamedKernels.text(some);
    List<Declaration> unwanted = new ArrayList<>(scanned.instantiations(it -> !hosts.contains(it)));
    if (!made.isEmpty()) {
      unwanted.addAll(scanned.nameless()); // one of them may be made under a name now
    }
    unwanted.forEach(it -> edits.replace(it.start(), it.end(), ""));
    return edits.apply() + made;
  }

  /**
   * The text for NVRTC, line for line: what {@link #hostText()} is for clang, with the parts of C++
   * that NVRTC does not know written otherwise.
   */
  public String cudaText() {
    LineMap lines = LineMap.of(source, text);
    Tokens tokens = Lexer.lex(text, lines);
    List<Declaration> declarations = DeclarationParser.parse(tokens);
    KernelScanner scanned = KernelScanner.scan(tokens, lines, declarations);
    FunctionConstants constants = FunctionConstants.scan(tokens, lines, declarations, values);
    return HostText.of(
        Target.CUDA, tokens, lines, declarations, constants, scanned.instantiations());
  }

  /**
   * The same with the arms of conditional expressions made numbers of one type, which NVRTC cannot
   * always find.
   *
   * @param text what {@link #cudaText()} returns
   */
  public static String reconciled(String text) {
    return ConditionalArms.reconciled(text);
  }

  /** The user's files that went into the text, as its line markers spell them; the source first. */
  public Set<String> files() {
    Set<String> files = new LinkedHashSet<>(List.of(source));
    text.lines().forEach(line -> LineMarker.parse(line).ifPresent(it -> files.add(it.file())));
    return files;
  }

  /**
   * The program with a statement at the beginning of a kernel's body, in all its instantiations.
   * What {@link #with} made stays.
   *
   * @param statement on one line, in MSL
   */
  public Program withStatement(Kernel kernel, String statement) {
    LineMap lines = LineMap.of(source, text);
    Tokens tokens = Lexer.lex(text, lines);
    Edits edits = new Edits(tokens);
    String name = kernel.function().substring(kernel.function().lastIndexOf(':') + 1);
    for (Declaration it : DeclarationParser.parse(tokens)) {
      if (it.kind() == Declaration.Kind.FUNCTION && tokens.is(it.name(), name)) {
        edits.replace(it.body(), it.body() + 1, "{ " + statement);
      }
    }
    return withText(edits.apply());
  }

  /**
   * The program with another text in place of the first that is so; empty if it has none.
   *
   * @param before on one line
   * @param after on one line, in MSL
   */
  public Optional<Program> withReplacement(String before, String after) {
    int at = text.indexOf(before);
    return at < 0
        ? Optional.empty()
        : Optional.of(
            withText(text.substring(0, at) + after + text.substring(at + before.length())));
  }

  private Program withText(String other) {
    return of(source, other, values)
        .with(kernels.stream().map(Kernel::name).collect(Collectors.toSet()));
  }

  /**
   * The program with another text for the host compiler, which a value of a function constant then
   * no longer reaches.
   *
   * @param other line for line the text that the program has
   */
  public Program withHostText(String other) {
    return new Program(source, text, other, kernels, functionConstants, values, uninstantiated);
  }

  /** The kernel with a host name. */
  public Optional<Kernel> kernel(String name) {
    return kernels.stream().filter(kernel -> kernel.name().equals(name)).findFirst();
  }
}
