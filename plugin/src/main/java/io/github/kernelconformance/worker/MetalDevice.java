package io.github.kernelconformance.worker;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.metal.LoadedCode;
import io.github.kernelconformance.device.metal.MetalCode;
import io.github.kernelconformance.device.metal.MetalFacts;
import io.github.kernelconformance.device.metal.Probe;
import io.github.kernelconformance.device.metal.ProbeResult;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.toolchain.Excerpt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The GPU of this machine, through Metal, with its kernels in a process of their own. */
public final class MetalDevice implements Device {

  /** In parameters, in reports and to workers. */
  static final String NAME = "metal";

  private final MetalSettings settings;
  private final WorkerSettings workers;
  private final MetalTrial trial;
  private final Optional<Path> library;
  private final Patience patience;

  /**
   * @param trial a usable device's, with these settings
   */
  public MetalDevice(MetalSettings settings, WorkerSettings workers, MetalTrial trial) {
    this(settings, workers, trial, Optional.empty(), Patience.DEFAULT);
  }

  private MetalDevice(
      MetalSettings settings,
      WorkerSettings workers,
      MetalTrial trial,
      Optional<Path> library,
      Patience patience) {
    if (!trial.usable()) {
      throw new IllegalArgumentException(String.join("; ", trial.reasons()));
    }
    this.settings = settings;
    this.workers = workers;
    this.trial = trial;
    this.library = library;
    this.patience = patience;
  }

  /**
   * The device that loads a {@code .metallib} of the programs instead of their text.
   *
   * @param file compiled with the device's settings
   */
  public MetalDevice loading(Path file) {
    return new MetalDevice(settings, workers, trial, Optional.of(file.toAbsolutePath()), patience);
  }

  @Override
  public Device ofTexts() {
    return library.isEmpty()
        ? this
        : new MetalDevice(settings, workers, trial, Optional.empty(), patience);
  }

  /** The device that waits so long. */
  MetalDevice waiting(Patience other) {
    return new MetalDevice(settings, workers, trial, library, other);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    MetalFacts facts = trial.facts().orElseThrow();
    return "%s, %s, MSL %s, %s math%s"
        .formatted(
            facts.name(),
            facts.system(),
            settings.options().version(),
            settings.options().mathMode().id(),
            settings.shaderValidation() ? ", shader validation" : "");
  }

  @Override
  public Map<String, String> settings() {
    MetalFacts facts = trial.facts().orElseThrow();
    Map<String, String> all = new TreeMap<>();
    all.put("metal.device", facts.name());
    facts.architecture().ifPresent(it -> all.put("metal.architecture", it));
    all.put("metal.families", String.join(",", facts.families()));
    all.put("metal.system", facts.system());
    all.put("metal.languageVersion", settings.options().version());
    all.put("metal.mathMode", settings.options().mathMode().id());
    all.put("metal.shaderValidation", settings.shaderValidation() ? "on" : "off");
    trial.probes().forEach(it -> all.put("metal.probe." + it.probe().id(), it.words()));
    return all;
  }

  @Override
  public AccuracyTable accuracies() {
    return settings.options().mathMode().accuracies();
  }

  @Override
  public Optional<String> lacks(DType dtype) {
    return dtype != DType.BFLOAT16
        ? Optional.empty()
        : trial
            .answer(Probe.BFLOAT)
            .filter(it -> !it.right())
            .map(ProbeResult::words)
            .map(
                words ->
                    "%s cannot run bfloat16: %s"
                        .formatted(trial.facts().orElseThrow().name(), words));
  }

  @Override
  public Library load(List<Program> programs, Set<String> kernels)
      throws CompilationException, DeviceException {
    if (library.isPresent()) {
      List<MetalCode> code = new ArrayList<>();
      code.add(new MetalCode.Compiled(library.get()));
      code.addAll(made(programs, kernels));
      MetalWorker worker = worker(code, programs);
      List<LoadedCode> all = worker.ready().code();
      LoadedCode loaded = all.get(0);
      if (loaded.outcome() == LoadedCode.Outcome.LOADED) {
        requireLoaded(worker, all);
        worker.tell("Metal loads " + library.get().getFileName() + ".");
        return worker;
      }
      worker.close();
      return compiled(
          programs,
          kernels,
          List.of(
              "Metal compiles the flattened sources, because it cannot load %s: %s"
                  .formatted(library.get().getFileName(), Excerpt.of(loaded.messages()))));
    }
    return compiled(programs, kernels, List.of());
  }

  /** The code of kernels that no source instantiates, and so no {@code .metallib} has. */
  private static List<MetalCode> made(List<Program> programs, Set<String> kernels) {
    List<MetalCode> code = new ArrayList<>();
    for (Program program : programs) {
      Set<String> made =
          program.kernels().stream()
              .filter(it -> kernels.contains(it.name()) && it.isMade())
              .map(Kernel::name)
              .collect(Collectors.toSet());
      if (!made.isEmpty()) {
        code.add(new MetalCode.Source(program.source(), program.text(made)));
      }
    }
    return code;
  }

  /**
   * Has Metal compile the text of the programs.
   *
   * @param notes why, where that is not plain
   */
  private Library compiled(List<Program> programs, Set<String> kernels, List<String> notes)
      throws CompilationException, DeviceException {
    List<MetalCode> code = new ArrayList<>();
    for (Program program : programs) {
      code.add(new MetalCode.Source(program.source(), program.text(kernels)));
    }
    MetalWorker worker = worker(code, programs);
    requireLoaded(worker, worker.ready().code());
    notes.forEach(worker::tell);
    return worker;
  }

  private static void requireLoaded(MetalWorker worker, List<LoadedCode> code)
      throws CompilationException, DeviceException {
    for (LoadedCode loaded : code) {
      if (loaded.outcome() != LoadedCode.Outcome.LOADED) {
        worker.close();
        throw failure(loaded);
      }
    }
  }

  private MetalWorker worker(List<MetalCode> code, List<Program> programs) throws DeviceException {
    return MetalWorker.trusting(code, programs, settings, workers.timeout(), patience);
  }

  private static CompilationException failure(LoadedCode code) throws DeviceException {
    if (code.outcome() == LoadedCode.Outcome.FAILED) {
      throw new DeviceException("%s: %s".formatted(code.name(), Excerpt.of(code.messages())));
    }
    return new CompilationException(
        "Metal does not compile %s:%n%s".formatted(code.name(), Excerpt.of(code.messages())));
  }
}
