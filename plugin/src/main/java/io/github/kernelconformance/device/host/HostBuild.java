package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.NativeSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compiles Metal source as C++ for the CPU of this machine. What it makes is for {@link
 * HostLibraries} to run, in whichever process; this class itself loads no native code.
 */
public final class HostBuild {

  /** Below this many kernels a second compiler costs more than it saves. */
  private static final int FEWEST_KERNELS_A_COMPILER = 8;

  private final HostCompiler compiler;
  private final String description;
  private final int processors;

  /**
   * @param output where compiled libraries are kept for the next build
   * @param processors how many compilers may run at once
   * @param checks what kernels are looked at for while they run
   */
  public HostBuild(
      Clang clang, NativeSources sources, Path output, int processors, Set<Check> checks) {
    this(clang, sources, output, processors, Instrumentation.of(checks));
  }

  HostBuild(
      Clang clang,
      NativeSources sources,
      Path output,
      int processors,
      Instrumentation instrumentation) {
    this.compiler = new HostCompiler(clang, sources, output, instrumentation);
    this.processors = processors;
    this.description = HostCpu.current().name() + " CPU, " + clang.version();
  }

  /** The same of kernels that are not checked, but tell which of their blocks ran. */
  public static HostBuild withCoverage(
      Clang clang, NativeSources sources, Path output, int processors) {
    return new HostBuild(clang, sources, output, processors, Instrumentation.COVERAGE);
  }

  /** The same of kernels that are not checked, but count how often each part of their code runs. */
  public static HostBuild withCounts(
      Clang clang, NativeSources sources, Path output, int processors) {
    return new HostBuild(clang, sources, output, processors, Instrumentation.COUNTS);
  }

  /**
   * The same with a standard library that is as bad as it may be. For tests: with it, right kernels
   * must not be found wrong.
   */
  public static HostBuild against(
      Adversary adversary,
      Clang clang,
      NativeSources sources,
      Path output,
      int processors,
      Set<Check> checks) {
    return new HostBuild(
        clang, sources, output, processors, Instrumentation.of(checks).against(adversary));
  }

  /** The processor and the compiler in words. */
  public String description() {
    return description;
  }

  /**
   * Compiles programs, or finds them compiled.
   *
   * @param kernels the names of the kernels that will run; names that no program has are ignored
   * @throws CompilationException where the source does not compile
   * @throws DeviceException where the compiler fails
   */
  public List<CompiledLibrary> compile(List<Program> programs, Set<String> kernels)
      throws CompilationException, DeviceException {
    List<Part> parts = new ArrayList<>();
    for (Program program : programs) {
      List<Kernel> wanted =
          program.kernels().stream()
              .filter(kernel -> kernels.contains(kernel.name()))
              .sorted(Comparator.comparing(it -> new TreeMap<>(it.constants()).toString()))
              .toList();
      for (List<Kernel> some : split(wanted)) {
        parts.add(new Part(program, some));
      }
    }
    return compile(parts);
  }

  /** What one run of the compiler makes a library of. */
  private record Part(Program program, List<Kernel> kernels) {}

  private List<List<Kernel>> split(List<Kernel> kernels) {
    int specializations = (int) kernels.stream().map(Kernel::constants).distinct().count();
    int parts =
        Math.max(
            1,
            Math.min(
                processors, Math.max(specializations, kernels.size() / FEWEST_KERNELS_A_COMPILER)));
    List<List<Kernel>> split = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      split.add(kernels.subList(kernels.size() * i / parts, kernels.size() * (i + 1) / parts));
    }
    return split;
  }

  private List<CompiledLibrary> compile(List<Part> parts)
      throws CompilationException, DeviceException {
    ExecutorService compilers = Executors.newFixedThreadPool(processors);
    try {
      List<Future<Path>> files = new ArrayList<>();
      for (Part part : parts) {
        files.add(compilers.submit(() -> compiler.compile(part.program(), part.kernels())));
      }
      List<CompiledLibrary> libraries = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        libraries.add(new CompiledLibrary(files.get(i).get(), parts.get(i).kernels()));
      }
      return libraries;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CompilationException compilation) {
        throw compilation;
      }
      if (e.getCause() instanceof DeviceException device) {
        throw device;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while kernels were compiled", e);
    } finally {
      compilers.shutdownNow();
    }
  }
}
