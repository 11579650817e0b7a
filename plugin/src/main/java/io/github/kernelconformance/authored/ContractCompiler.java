package io.github.kernelconformance.authored;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.described.SourceText;
import io.github.kernelconformance.device.CompilationException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Compiles contracts with the JDK that runs Maven, against the plugin itself. */
final class ContractCompiler {

  private static final int SHOWN_ERRORS = 10;

  /** Debug information gives messages their lines; no annotation processor of a project runs. */
  private static final List<String> OPTIONS = List.of("-g", "-proc:none", "-Xlint:none");

  /** Known to every reader, so that messages are shorter without. */
  private static final Pattern PACKAGES =
      Pattern.compile("\\bjava\\.lang\\.|\\bio\\.github\\.kernelconformance\\.contract\\.");

  private final Optional<JavaCompiler> compiler;

  /**
   * @param compiler empty on a Java runtime that has none
   */
  ContractCompiler(Optional<JavaCompiler> compiler) {
    this.compiler = compiler;
  }

  /**
   * Compiles all files together.
   *
   * @throws CompilationException if they do not compile, or there is no compiler; the message has
   *     file, line, column, and the line itself
   */
  List<CompiledClass> compile(ContractSources sources) throws CompilationException, IOException {
    JavaCompiler javac =
        compiler.orElseThrow(
            () ->
                new CompilationException(
                    ("The contracts in %s are Java files, but the Java that runs Maven, in %s, is a"
                            + " runtime without a compiler. Let JAVA_HOME name a JDK.")
                        .formatted(sources.directory(), System.getProperty("java.home"))));
    List<SourceFileObject> units = sources.files().stream().map(SourceFileObject::new).toList();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(diagnostics, Locale.ENGLISH, UTF_8)) {
      ClassFileObjects classes = new ClassFileObjects(files);
      List<String> options = new ArrayList<>(OPTIONS);
      options.addAll(List.of("-classpath", plugin().toString()));
      boolean compiled = javac.getTask(null, classes, diagnostics, options, null, units).call();
      if (!compiled) {
        throw new CompilationException(errors(sources, diagnostics.getDiagnostics()));
      }
      return classes.compiled();
    }
  }

  private static String errors(
      ContractSources sources, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    Map<String, SourceText> texts =
        sources.files().stream().collect(Collectors.toMap(SourceText::path, Function.identity()));
    List<Diagnostic<? extends JavaFileObject>> errors =
        diagnostics.stream()
            .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
            .sorted(
                Comparator.comparing(ContractCompiler::file).thenComparing(Diagnostic::getPosition))
            .toList();
    String shown =
        errors.stream()
            .limit(SHOWN_ERRORS)
            .map(it -> error(texts, it))
            .collect(Collectors.joining("\n"));
    int more = errors.size() - SHOWN_ERRORS;
    return more > 0 ? shown + "\n… and %d more errors".formatted(more) : shown;
  }

  private static String error(
      Map<String, SourceText> texts, Diagnostic<? extends JavaFileObject> error) {
    String message = PACKAGES.matcher(error.getMessage(Locale.ENGLISH)).replaceAll("");
    return error.getSource() instanceof SourceFileObject source
        ? source.source().at(error.getPosition(), message)
        : "error: " + message;
  }

  private static String file(Diagnostic<? extends JavaFileObject> error) {
    return error.getSource() == null ? "" : error.getSource().getName();
  }

  /** The jar or the directory that the plugin's classes are in. */
  private static Path plugin() throws IOException {
    try {
      return Path.of(Contract.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("The plugin's classes are in no file", e);
    }
  }
}
