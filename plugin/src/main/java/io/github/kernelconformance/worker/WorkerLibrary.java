package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.CompiledLibrary;
import io.github.kernelconformance.device.host.FindingLines;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.msl.Bindings;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiled libraries whose kernels run in worker processes. Workers start when there is work for
 * them, and one that a launch has taken down is replaced by the next launch.
 *
 * <p>A launch is to blame for the end of a fresh worker that reports the launch's own fault. Any
 * other end may be due to somebody outside, or to what an earlier launch did to the process; the
 * launch then runs once more, in a fresh worker, and what it leaves behind tells of the lost one.
 */
final class WorkerLibrary implements Library {

  private record Place(CompiledLibrary library, Kernel kernel) {}

  private final List<CompiledLibrary> libraries;
  private final Symbolizer symbolizer;
  private final FindingLines lines;
  private final WorkerSettings settings;
  private final Map<String, Place> places = new HashMap<>();

  /** A slot for each fork; those that were used last come first. */
  private final BlockingDeque<WorkerSlot> idle = new LinkedBlockingDeque<>();

  private final List<WorkerSlot> slots;

  WorkerLibrary(List<CompiledLibrary> libraries, Symbolizer symbolizer, WorkerSettings settings) {
    this.libraries = List.copyOf(libraries);
    this.symbolizer = symbolizer;
    this.lines = new FindingLines(symbolizer);
    this.settings = settings;
    for (CompiledLibrary library : libraries) {
      library.kernels().forEach(kernel -> places.put(kernel.name(), new Place(library, kernel)));
    }
    slots =
        Stream.generate(() -> new WorkerSlot(this.libraries, settings.memory()))
            .limit(settings.forks())
            .toList();
    idle.addAll(slots);
  }

  @Override
  public boolean has(String kernel) {
    return places.containsKey(kernel);
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
    WorkerSlot slot = take();
    try {
      return lines.find(run(launch, place.library(), slot), place.library().file());
    } finally {
      idle.addFirst(slot);
    }
  }

  private Execution run(Launch launch, CompiledLibrary library, WorkerSlot slot)
      throws KernelCrashException, KernelTimeoutException, DeviceException {
    boolean fresh = slot.fresh();
    String lost;
    try {
      return slot.run(launch, settings.timeout());
    } catch (WorkerEndedException e) {
      if (fresh && e.fault().isPresent()) {
        throw new KernelCrashException(describe(e, library));
      }
      lost = describe(e, library);
    }
    try {
      return slot.run(launch, settings.timeout()).withLostWorker(lost);
    } catch (WorkerEndedException e) {
      throw new KernelCrashException(describe(e, library));
    }
  }

  private String describe(WorkerEndedException end, CompiledLibrary library) {
    return end.fault()
        .map(fault -> fault.describe(place(fault, library)))
        .orElseGet(end::getMessage);
  }

  /** The first offset that is in the user's source. */
  private Optional<String> place(Fault fault, CompiledLibrary library) {
    return fault.offsets().stream()
        .flatMap(offset -> symbolizer.place(library.file(), offset).stream())
        .findFirst();
  }

  private WorkerSlot take() throws DeviceException {
    try {
      return idle.takeFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while kernels ran", e);
    }
  }

  /** The processes that are running now. */
  List<ProcessHandle> processes() {
    return slots.stream().flatMap(slot -> slot.process().stream()).toList();
  }

  /** Ends the workers, whatever they do. */
  @Override
  public void close() {
    slots.forEach(WorkerSlot::close);
  }
}
