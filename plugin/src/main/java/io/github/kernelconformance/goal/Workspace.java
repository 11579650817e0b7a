package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Shard;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.MslException;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.toolchain.CacheDirectory;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.NativeSources;
import io.github.kernelconformance.toolchain.Symbolizer;
import io.github.kernelconformance.toolchain.Toolchain;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.worker.WorkerDevice;
import io.github.kernelconformance.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.plexus.util.DirectoryScanner;

/** What every goal starts with: the matrix, the device, and the project's programs. */
final class Workspace {

  private final ConformanceMatrix matrix;
  private final Optional<Shard> shard;
  private final List<KernelFamily> families;
  private final Device device;
  private final Device coverage;
  private final int forks;
  private final List<Program> programs;

  private Workspace(
      ConformanceMatrix matrix,
      Optional<Shard> shard,
      List<KernelFamily> families,
      Device device,
      Device coverage,
      int forks,
      List<Program> programs) {
    this.matrix = matrix;
    this.shard = shard;
    this.families = families;
    this.device = device;
    this.coverage = coverage;
    this.forks = forks;
    this.programs = programs;
  }

  /** Settings are checked first, so that a misspelt one is told before anything is unpacked. */
  static Workspace open(Request request) throws DeviceException, ToolchainException, IOException {
    PathSettings.check(request);
    Families families = new Families();
    ConformanceMatrix matrix = ConformanceMatrix.of(request.axes(), families);
    Optional<Shard> shard =
        request.shard().isBlank() ? Optional.empty() : Optional.of(Shard.parse(request.shard()));
    requireHost(request.device());
    WorkerSettings workers = WorkerSettings.of(request.timeout(), request.forks());
    Set<Check> checks = Check.parse(request.checks());
    List<Path> files = files(request.sources());
    Path cache = CacheDirectory.current();
    Clang clang = Toolchain.resolve(request.clang(), request.locator(), cache);
    NativeSources natives = NativeSources.unpack(cache);
    Path output = request.outputDirectory().resolve("host");
    int processors = Runtime.getRuntime().availableProcessors();
    Symbolizer symbolizer = new Symbolizer(clang, natives);
    HostBuild build = new HostBuild(clang, natives, output, processors, checks);
    HostBuild counting = HostBuild.withCoverage(clang, natives, output, processors);
    List<Program> programs = programs(request.sources(), files, clang);
    return new Workspace(
        request.axes().batches().isEmpty() ? matrix.withBatchesOf(names(programs)) : matrix,
        shard,
        families.named(request.axes().families()),
        new WorkerDevice(build, symbolizer, workers),
        new WorkerDevice(counting, symbolizer, workers),
        workers.forks(),
        programs);
  }

  private static Set<String> names(List<Program> programs) {
    return programs.stream()
        .flatMap(program -> program.kernels().stream().map(Kernel::name))
        .collect(Collectors.toSet());
  }

  /** The whole matrix, whichever part of it is to run. */
  ConformanceMatrix matrix() {
    return matrix;
  }

  /** The part of the matrix that is to run; empty for all of it. */
  Optional<Shard> shard() {
    return shard;
  }

  /** The families that were asked for. */
  List<KernelFamily> families() {
    return families;
  }

  Device device() {
    return device;
  }

  /** How many launches the device carries out at once. */
  int forks() {
    return forks;
  }

  List<Program> programs() {
    return programs;
  }

  /** The names of the kernels that the matrix runs, in its order. */
  Set<String> kernels() {
    return matrix.problems().stream()
        .flatMap(problem -> problem.cells().stream().map(problem.family()::kernel))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Where the kernels are that the matrix runs, by name; without those that the project lacks. */
  Map<String, SourceLocation> locations() {
    Set<String> wanted = kernels();
    return programs.stream()
        .flatMap(program -> program.kernels().stream())
        .filter(kernel -> wanted.contains(kernel.name()))
        .collect(Collectors.toMap(Kernel::name, Kernel::location));
  }

  /** Whether the project has not one of the kernels that the matrix runs. */
  boolean lacksAll() {
    return locations().isEmpty();
  }

  /** Compiles the kernels that the matrix runs, or finds them compiled. */
  Library library() throws CompilationException, DeviceException {
    return device.load(programs, kernels());
  }

  /** The same kernels, of which each run tells what blocks it took; compiled when asked for. */
  Library coverage(Set<String> kernels) throws CompilationException, DeviceException {
    return coverage.load(programs, kernels);
  }

  private static void requireHost(String device) {
    if (device.equals("metal")) {
      throw new ConfigurationException(
          "device",
          device,
          "this version does not run kernels on a GPU",
          "auto, host",
          List.of("host"));
    }
    if (!device.equals("auto") && !device.equals("host")) {
      throw ConfigurationException.unknown(
          "device", "device", device, List.of("auto", "host", "metal"));
    }
  }

  private static List<Path> files(Sources sources) {
    Path directory = sources.directory();
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    DirectoryScanner scanner = new DirectoryScanner();
    scanner.setBasedir(directory.toFile());
    scanner.setIncludes(sources.includes().toArray(String[]::new));
    scanner.setExcludes(sources.excludes().toArray(String[]::new));
    scanner.addDefaultExcludes();
    scanner.setFilenameComparator(String::compareTo);
    scanner.scan();
    return List.of(scanner.getIncludedFiles()).stream().sorted().map(directory::resolve).toList();
  }

  private static List<Program> programs(Sources sources, List<Path> files, Clang clang)
      throws DeviceException, IOException {
    Preprocessor preprocessor =
        new Preprocessor(
            new PreprocessorSettings(
                clang.executable(),
                sources.basedir(),
                sources.root(),
                sources.includePaths(),
                sources.defines(),
                PreprocessorSettings.DEFAULT_METAL_VERSION));
    List<Program> programs = new ArrayList<>();
    try {
      for (Path file : files) {
        programs.add(preprocessor.program(file));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while Metal sources were read", e);
    }
    requireDistinctNames(programs);
    return programs;
  }

  private static void requireDistinctNames(List<Program> programs) {
    Map<String, Program> owners = new HashMap<>();
    for (Program program : programs) {
      for (var kernel : program.kernels()) {
        Program other = owners.put(kernel.name(), program);
        if (other != null) {
          throw new MslException(
              kernel.location()
                  + ": the kernel "
                  + kernel.name()
                  + " is also in "
                  + other.source()
                  + ". A Metal library can have one of each name; rename one of them.");
        }
      }
    }
  }
}
