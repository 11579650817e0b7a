package io.github.kernelconformance.authored;

import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.described.AuthorCode;
import io.github.kernelconformance.described.SourceText;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.toolchain.Digests;
import io.github.kernelconformance.toolchain.PluginFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles and loads the contracts of a project; nothing registers them. */
public final class ContractLoader {

  /** The time that a constructor or a description may take. */
  public static final Duration LIMIT = Duration.ofSeconds(10);

  private final Optional<JavaCompiler> compiler;
  private final Duration limit;

  /** A loader with the compiler of the JDK that this runs on. */
  public ContractLoader() {
    this(Optional.ofNullable(ToolProvider.getSystemJavaCompiler()), LIMIT);
  }

  /**
   * @param compiler empty for a runtime without one
   * @param limit of each call of an author's code
   */
  ContractLoader(Optional<JavaCompiler> compiler, Duration limit) {
    this.compiler = compiler;
    this.limit = limit;
  }

  /**
   * Loads all contracts. Where the same sources were compiled by the same Java and plugin before,
   * they are not compiled again.
   *
   * @param outputDirectory of the project; classes are kept below it
   * @throws CompilationException if a file does not compile, there is no compiler, no contract is
   *     found, or one cannot be made; the message is for its author
   * @throws IOException if classes cannot be kept
   */
  public AuthoredContracts load(ContractSources sources, Path outputDirectory)
      throws CompilationException, IOException {
    String digest =
        Digests.of(
            List.of(
                sources.digest(), PluginFiles.identity(), System.getProperty("java.vm.version")));
    if (sources.files().isEmpty()) {
      return new AuthoredContracts(List.of(), List.of(), AuthorCode.UNKNOWN, limit, digest);
    }
    List<CompiledClass> classes =
        compiled(sources, new ClassCache(outputDirectory.resolve("contracts").resolve(digest)));
    ContractClasses loader = new ContractClasses(classes);
    AuthorCode code = new AuthorCode(texts(sources, loader));
    List<Object> found = new ContractFinder(sources, loader, code, limit).find(classes);
    return new AuthoredContracts(
        only(Contract.class, found), only(KernelFamily.class, found), code, limit, digest);
  }

  private List<CompiledClass> compiled(ContractSources sources, ClassCache cache)
      throws CompilationException, IOException {
    Optional<List<CompiledClass>> kept = cache.read();
    if (kept.isPresent()) {
      return kept.get();
    }
    List<CompiledClass> classes = new ContractCompiler(compiler).compile(sources);
    cache.write(classes);
    return classes;
  }

  private static Function<String, Optional<SourceText>> texts(
      ContractSources sources, ContractClasses loader) {
    Map<String, SourceText> texts =
        sources.files().stream().collect(Collectors.toMap(SourceText::path, Function.identity()));
    return name -> loader.source(name).map(texts::get);
  }

  private static <T> List<T> only(Class<T> type, List<Object> found) {
    return found.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
