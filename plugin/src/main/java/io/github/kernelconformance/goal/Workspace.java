package io.github.kernelconformance.goal;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.MatrixDraft;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Shard;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.msl.Programs;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.toolchain.CacheDirectory;
import io.github.kernelconformance.toolchain.CacheSweep;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.worker.MutantDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What every goal starts with: the matrix, the device, and the project's programs. It has processes
 * that end when it is closed.
 */
final class Workspace implements AutoCloseable {

  private final ConformanceMatrix matrix;
  private final Optional<Shard> shard;
  private final Families families;
  private final Device device;

  /** The types that the device cannot compute with, and why. */
  private final Map<DType, String> lacking = new EnumMap<>(DType.class);

  private final Optional<Device> coverage;
  private final Optional<Device> counting;
  private final Optional<MutantDevice> mutants;
  private final Map<String, String> settings;
  private final List<String> notes;
  private final int forks;
  private final List<Program> programs;
  private final Metallib metallib;
  private final DeviceProvider provider;

  private Workspace(
      ConformanceMatrix matrix,
      Optional<Shard> shard,
      Families families,
      DeviceProvider.Made choice,
      List<String> notes,
      int forks,
      List<Program> programs,
      Metallib metallib,
      DeviceProvider provider) {
    this.matrix = matrix;
    this.shard = shard;
    this.families = families;
    this.device = choice.device();
    for (DType dtype : DType.values()) {
      device.lacks(dtype).ifPresent(why -> lacking.put(dtype, why));
    }
    this.settings = choice.settings();
    this.notes = List.copyOf(notes);
    this.coverage = choice.coverage();
    this.counting = choice.counting();
    this.mutants = choice.mutants();
    this.forks = forks;
    this.programs = programs;
    this.metallib = metallib;
    this.provider = provider;
  }

  /**
   * Opens it for a goal that runs kernels. What runs them starts meanwhile. Apple's tools are used
   * if they run on Metal, and not even looked for otherwise.
   *
   * @throws DeviceException if there is no usable device, too
   */
  static Workspace open(Request request)
      throws CompilationException, DeviceException, ToolchainException, IOException {
    try {
      return open(request, true, true);
    } catch (NoUsableDeviceException e) {
      throw new DeviceException(e.getMessage(), e);
    }
  }

  /**
   * Opens it likewise for a goal that runs other kernels than the project's, and starts nothing.
   */
  static Workspace openForMutants(Request request)
      throws CompilationException, DeviceException, ToolchainException, IOException {
    try {
      return open(request, true, false);
    } catch (NoUsableDeviceException e) {
      throw new DeviceException(e.getMessage(), e);
    }
  }

  /** Opens it for a goal that makes the {@code .metallib}, whichever device runs kernels. */
  static Workspace openToCompile(Request request)
      throws NoUsableDeviceException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    return open(request, false, false);
  }

  /**
   * Settings are checked first: a misspelt one is reported before anything is unpacked.
   *
   * @param toRun whether a {@code .metallib} is made only for a device that loads it
   * @param starts whether workers start at once
   */
  private static Workspace open(Request request, boolean toRun, boolean starts)
      throws NoUsableDeviceException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    PathSettings.check(request);
    Devices devices = Devices.of(request);
    try {
      if (starts) {
        devices.expect();
      }
      return open(request, devices, toRun, starts);
    } catch (NoUsableDeviceException
        | CompilationException
        | DeviceException
        | ToolchainException
        | IOException
        | RuntimeException e) {
      devices.close();
      throw e;
    }
  }

  private static Workspace open(Request request, Devices devices, boolean toRun, boolean starts)
      throws NoUsableDeviceException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    // Neither needs the other, and a mistake in a parameter is told first.
    Ahead<Flattened> ahead = new Ahead<>("flatten", () -> Flattened.of(request));
    try {
      return open(request, devices, toRun, starts, ahead);
    } finally {
      ahead.cancel();
    }
  }

  private static Workspace open(
      Request request, Devices devices, boolean toRun, boolean starts, Ahead<Flattened> ahead)
      throws NoUsableDeviceException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    ProjectContracts contracts = ProjectContracts.load(request);
    Families precise = contracts.families(() -> AccuracyTable.MSL_PRECISE);
    MatrixDraft first = MatrixDraft.of(request.selection(), precise);
    Optional<Shard> shard =
        request.shard().isBlank() ? Optional.empty() : Optional.of(Shard.parse(request.shard()));
    Devices.Decision decision = devices.decide(starts ? first.certain().problems().size() : 0);
    Flattened flattened = ahead.get(ToolchainException.class, IOException.class);
    List<Program> programs = flattened.programs();
    Metallib metallib =
        !toRun || decision.provider().loadsMetallib()
            ? Metallib.make(request, programs)
            : Metallib.none("no kernel runs on Metal");
    DeviceProvider.Made choice = decision.offer().maker().make(flattened.clang(), metallib.file());
    sweepCaches(request);
    Device device = choice.device();
    boolean known =
        !contracts.areBoundByDevice() || device.accuracies() == AccuracyTable.MSL_PRECISE;
    Families families = known ? precise : contracts.families(device::accuracies);
    MatrixDraft draft = known ? first : MatrixDraft.of(request.selection(), families);
    List<Program> complete = Programs.with(programs, kernels(draft.certain()));
    return new Workspace(
        draft.withKernels(names(complete)),
        shard,
        families,
        choice,
        decision.notes(),
        devices.forks(),
        complete,
        metallib,
        decision.provider());
  }

  /**
   * After the compiler was chosen, so that it is not unpacked anew when it was not used for long.
   */
  private static void sweepCaches(Request request) {
    Instant now = Instant.now();
    Path output = request.outputDirectory();
    CacheSweep.ofUser(CacheDirectory.current()).run(now);
    CacheSweep.ofProject(output.resolve("host"), output.resolve("metal"), output.resolve("cuda"))
        .run(now);
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

  /** All contracts there are, asked for or not. */
  Families families() {
    return families;
  }

  Device device() {
    return device;
  }

  /** What decides results besides the matrix, for the report. */
  Map<String, String> settings() {
    return settings;
  }

  /** Why this device was taken, a sentence each. */
  List<String> notes() {
    return notes;
  }

  /** How many launches the device carries out at once. */
  int forks() {
    return forks;
  }

  List<Program> programs() {
    return programs;
  }

  /** The library that Apple's tools make of the programs. */
  Metallib metallib() {
    return metallib;
  }

  /** The names of the kernels that the matrix asks for, in its order. */
  Set<String> kernels() {
    return kernels(matrix);
  }

  private static Set<String> kernels(ConformanceMatrix matrix) {
    Set<String> kernels = new LinkedHashSet<>();
    for (ProblemCells problem : matrix.problems()) {
      problem.cells().forEach(cell -> kernels.add(cell.kernel()));
    }
    return kernels;
  }

  /** Why the device cannot run some of the matrix, whatever the kernels. */
  List<String> lacks() {
    return matrix.problems().stream()
        .flatMap(it -> it.cells().stream().flatMap(cell -> lacks(it.family(), cell).stream()))
        .distinct()
        .toList();
  }

  /** Why the device cannot run a cell, whatever its kernel; empty where it can. */
  Optional<String> lacks(KernelFamily family, Cell cell) {
    if (lacking.isEmpty()) {
      return Optional.empty();
    }
    return family.arrays(cell).values().stream()
        .flatMap(type -> type.element().dtype().stream())
        .filter(lacking::containsKey)
        .map(lacking::get)
        .findFirst();
  }

  /** Compiles the kernels that the matrix runs on this device, or finds them compiled. */
  Library library() throws CompilationException, DeviceException {
    Set<String> wanted = new LinkedHashSet<>();
    for (ProblemCells problem : matrix.problems()) {
      for (Cell cell : problem.cells()) {
        if (lacks(problem.family(), cell).isEmpty()) {
          wanted.add(cell.kernel());
        }
      }
    }
    return device.load(programs, wanted);
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

  /**
   * The same kernels, of which each run tells what blocks it took; compiled when asked for. Empty
   * where the device cannot tell.
   */
  Optional<Library> coverage(Set<String> kernels) throws CompilationException, DeviceException {
    return coverage.isPresent()
        ? Optional.of(coverage.get().load(programs, kernels))
        : Optional.empty();
  }

  /** The device whose kernels count how often each part of them runs; empty where it cannot. */
  Optional<Device> counting() {
    return counting;
  }

  /** The device for programs with mutants; empty where the device cannot choose one. */
  Optional<MutantDevice> mutants() {
    return mutants;
  }

  /** Nothing runs any more, so the processes that are left can end while other things are done. */
  void release() {
    provider.release();
  }

  /** Ends the processes that are left. */
  @Override
  public void close() {
    provider.close();
  }
}
