package io.github.kernelconformance.worker;

import io.github.kernelconformance.coverage.CountedFunction;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.MutantLibrary;
import io.github.kernelconformance.device.host.CompiledLibrary;
import io.github.kernelconformance.device.host.FindingLines;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.msl.Bindings;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.signature.Signature;
import io.github.kernelconformance.toolchain.Symbolizer;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Compiled libraries whose kernels run on the CPU, in worker processes. */
final class WorkerLibrary implements MutantLibrary {

  private record Place(CompiledLibrary library, Kernel kernel) {}

  private final Symbolizer symbolizer;
  private final FindingLines lines;
  private final WorkerSettings settings;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Signature> signatures = new ConcurrentHashMap<>();
  private final Map<CompiledLibrary, Map<String, List<CountedFunction>>> counted = new HashMap<>();
  private final WorkerPool pool;

  /**
   * @param libraries at least one if anything is to run
   */
  WorkerLibrary(List<CompiledLibrary> libraries, Symbolizer symbolizer, WorkerSettings settings) {
    this(libraries, symbolizer, settings, WorkerReserve.none());
  }

  /**
   * @param libraries at least one if anything is to run
   * @param reserve where workers come from and go to
   */
  WorkerLibrary(
      List<CompiledLibrary> libraries,
      Symbolizer symbolizer,
      WorkerSettings settings,
      WorkerReserve reserve) {
    this.symbolizer = symbolizer;
    this.lines = new FindingLines(symbolizer);
    this.settings = settings;
    for (CompiledLibrary library : libraries) {
      library.kernels().forEach(kernel -> places.put(kernel.name(), new Place(library, kernel)));
    }
    Path directory =
        libraries.stream().map(it -> it.file().getParent()).findFirst().orElse(Path.of(""));
    Work work =
        new Work(
            HostWork.DEVICE, Bodies.of(HostWork.class, new HostWork(libraries, settings.memory())));
    pool = new WorkerPool(WorkerStart.unmarked(directory, work), settings.forks(), reserve);
  }

  @Override
  public boolean has(String kernel) {
    return places.containsKey(kernel);
  }

  @Override
  public List<CountedFunction> counted(String kernel) throws DeviceException {
    CompiledLibrary library = places.get(kernel).library();
    synchronized (counted) {
      if (!counted.containsKey(library)) {
        counted.put(library, library.counted());
      }
      return counted.get(library).get(kernel);
    }
  }

  @Override
  public Map<String, Signature> signatures(Set<String> kernels) throws DeviceException {
    List<String> unknown =
        kernels.stream()
            .filter(it -> places.containsKey(it) && !signatures.containsKey(it))
            .toList();
    if (!unknown.isEmpty()) {
      signatures.putAll(
          Bodies.read(HostWork.Takes.class, SignatureQuestion.ask(pool, unknown)).signatures());
    }
    Map<String, Signature> wanted = new LinkedHashMap<>();
    kernels.stream()
        .filter(signatures::containsKey)
        .forEach(it -> wanted.put(it, signatures.get(it)));
    return wanted;
  }

  @Override
  public Execution run(Launch launch)
      throws KernelCrashException, KernelTimeoutException, DeviceException {
    Place place = places.get(launch.kernel());
    if (place == null) {
      throw new DeviceException("There is no kernel " + launch.kernel() + " in the library");
    }
    Bindings.check(
        place.kernel(),
        launch.arguments().stream().map(Argument::name).collect(Collectors.toSet()));
    WorkerSlot slot = pool.take();
    try {
      WorkerSlot.Blamed blamed = slot.blame(launch, settings.timeout());
      if (blamed.answer() instanceof Answer.Ran ran) {
        Execution execution =
            lines.find(Bodies.read(Execution.class, ran.body()), place.library().file());
        return blamed
            .lost()
            .map(it -> execution.withLostWorker(describe(it, place.library())))
            .orElse(execution);
      }
      throw new DeviceException("unexpected: " + blamed.answer());
    } catch (WorkerEndedException e) {
      throw new KernelCrashException(
          describe(e, place.library()),
          line(e, place.library()).map(it -> new SourceLocation(it.file(), it.line())));
    } finally {
      pool.giveBack(slot);
    }
  }

  @Override
  public Library choosing(int mutant, Duration timeout) {
    return new MutantView(this, mutant, timeout);
  }

  /**
   * Runs a launch of a mutant. How its worker ends, if it does, is taken for the mutant's doing;
   * its findings and blocks have no lines.
   */
  Execution run(Launch launch, int mutant, Duration timeout)
      throws KernelCrashException, KernelTimeoutException, DeviceException {
    Place place = places.get(launch.kernel());
    if (place == null) {
      throw new DeviceException("There is no kernel " + launch.kernel() + " in the library");
    }
    WorkerSlot slot = pool.take();
    try {
      if (slot.run(new Job(List.of(launch), mutant), timeout) instanceof Answer.Ran ran) {
        return Bodies.read(Execution.class, ran.body());
      }
      throw new DeviceException("A worker process does not run " + launch.kernel());
    } catch (WorkerEndedException e) {
      throw new KernelCrashException(
          e.fault().map(it -> it.describe(Optional.empty())).orElseGet(e::getMessage),
          Optional.empty());
    } finally {
      pool.giveBack(slot);
    }
  }

  private String describe(WorkerEndedException end, CompiledLibrary library) {
    return end.fault().map(fault -> fault.describe(line(end, library))).orElseGet(end::getMessage);
  }

  /** The line of the innermost call that is in the user's source. */
  private Optional<Symbolizer.Place> line(WorkerEndedException end, CompiledLibrary library) {
    return end.fault().stream()
        .flatMap(fault -> fault.offsets().stream())
        .flatMap(offset -> symbolizer.place(library.file(), offset).stream())
        .findFirst();
  }

  /** The processes that are running now. */
  List<ProcessHandle> processes() {
    return pool.processes();
  }

  /** Ends the workers, whatever they do. */
  @Override
  public void close() {
    pool.close();
  }
}
