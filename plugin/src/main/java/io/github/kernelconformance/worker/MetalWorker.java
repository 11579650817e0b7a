package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Ending;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.metal.CommandFault;
import io.github.kernelconformance.device.metal.LoadedCode;
import io.github.kernelconformance.device.metal.MetalCode;
import io.github.kernelconformance.device.metal.MetalReady;
import io.github.kernelconformance.device.metal.MetalRun;
import io.github.kernelconformance.device.metal.MetalSignature;
import io.github.kernelconformance.device.metal.MetalWork;
import io.github.kernelconformance.device.metal.PipelineFacts;
import io.github.kernelconformance.device.metal.ShaderValidation;
import io.github.kernelconformance.device.metal.Specialization;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.msl.Bindings;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.signature.Signature;
import io.github.kernelconformance.toolchain.Excerpt;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Question;
import io.github.kernelconformance.worker.Protocol.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Libraries whose kernels run on the GPU, in one worker process at a time: a GPU that is reset for
 * one process's fault may take down the work of every other.
 *
 * <p>Launches that come together share a command buffer. If that does not end well, each runs again
 * alone, so that what went wrong is blamed on the launch that did it; after a fault the next launch
 * has a fresh process, since the system may ignore what a process at fault submits. After each
 * timeout, refusal and fault the GPU is asked for a {@link KnownAnswer}.
 */
final class MetalWorker implements Library {

  private final Map<String, Kernel> kernels = new HashMap<>();
  private final Set<String> functions = new HashSet<>();
  private final MetalReady ready;
  private final WorkerPool pool;
  private final Duration timeout;
  private final Patience patience;
  private final boolean validated;
  private final Optional<KnownAnswer> knownAnswer;
  private final Map<String, PipelineFacts> pipelines = new HashMap<>();

  /** Why the device runs no launch of some kernels; asked once more in a fresh process. */
  private final Map<String, String> refusals = new ConcurrentHashMap<>();

  private final Map<String, Signature> signatures = new ConcurrentHashMap<>();

  private final List<String> told = new ArrayList<>();
  private long commandBuffers;
  private long launches;
  private long nanoseconds;

  /**
   * Starts a worker of a device that has given a known answer.
   *
   * @param programs of which the code is made
   * @throws DeviceException if there is no device, or it fails
   */
  static MetalWorker trusting(
      List<MetalCode> code,
      List<Program> programs,
      MetalSettings settings,
      Duration timeout,
      Patience patience)
      throws DeviceException {
    return new MetalWorker(code, programs, settings, timeout, patience, true);
  }

  /** Starts a worker of a device that is yet to be probed, with code of our own. */
  static MetalWorker probing(
      List<MetalCode> code, MetalSettings settings, Duration timeout, Patience patience)
      throws DeviceException {
    return new MetalWorker(code, List.of(), settings, timeout, patience, false);
  }

  private MetalWorker(
      List<MetalCode> code,
      List<Program> programs,
      MetalSettings settings,
      Duration timeout,
      Patience patience,
      boolean trusted)
      throws DeviceException {
    programs.stream()
        .flatMap(it -> it.kernels().stream())
        .forEach(it -> kernels.put(it.name(), it));
    this.timeout = timeout;
    this.patience = patience;
    validated = settings.shaderValidation();
    knownAnswer = trusted ? Optional.of(new KnownAnswer(patience)) : Optional.empty();
    List<MetalCode> all = new ArrayList<>(code);
    if (trusted) {
      all.add(KnownAnswer.CODE);
    }
    Work work =
        new Work(
            MetalDevice.NAME,
            Bodies.of(
                MetalWork.class,
                new MetalWork(all, specializations(programs), settings.options(), validated)));
    Path here = Path.of("").toAbsolutePath();
    pool =
        new WorkerPool(
            new WorkerStart(
                here,
                work,
                settings.workerEnvironment(),
                Optional.of(patience.preparation()),
                validated),
            1);
    try {
      MetalReady loaded = load();
      ready = new MetalReady(loaded.facts(), loaded.code().subList(0, code.size()));
    } catch (DeviceException e) {
      pool.close();
      throw e;
    }
    ready.code().forEach(it -> functions.addAll(it.functions()));
  }

  /** Of each program one for each set of values that function constants have. */
  private static List<Specialization> specializations(List<Program> programs) {
    List<Specialization> all = new ArrayList<>();
    for (Program program : programs) {
      program.kernels().stream()
          .filter(it -> !program.functionConstants().isEmpty() || !it.name().equals(it.metalName()))
          .collect(
              Collectors.groupingBy(
                  Kernel::constants, Collectors.toMap(Kernel::name, Kernel::metalName)))
          .forEach(
              (constants, functions) ->
                  all.add(
                      new Specialization(
                          functions, program.specialized(constants).functionConstants())));
    }
    return all;
  }

  private MetalReady load() throws DeviceException {
    WorkerSlot slot = pool.take();
    try {
      return Bodies.read(MetalReady.class, slot.ready().body());
    } finally {
      pool.giveBack(slot);
    }
  }

  /** The device, and what became of the code. */
  MetalReady ready() {
    return ready;
  }

  /** Adds to the notes. */
  synchronized void tell(String note) {
    told.add(note);
  }

  /** What the device said of a kernel that has run. */
  synchronized Optional<PipelineFacts> pipeline(String kernel) {
    return Optional.ofNullable(pipelines.get(kernel));
  }

  @Override
  public boolean has(String kernel) {
    Kernel known = kernels.get(kernel);
    return functions.contains(known == null ? kernel : known.metalName());
  }

  /** Each kernel's pipeline is made, as its first launch would, and kept for that. */
  @Override
  public Map<String, Signature> signatures(Set<String> wanted) throws DeviceException {
    Map<String, Signature> all = new LinkedHashMap<>();
    for (String kernel : wanted) {
      if (kernels.containsKey(kernel) && has(kernel)) {
        Signature known = signatures.get(kernel);
        Signature signature = known == null ? ask(kernels.get(kernel)) : known;
        signatures.put(kernel, signature);
        all.put(kernel, signature);
      }
    }
    return all;
  }

  /**
   * What the declaration tells, if the device makes no pipeline: the launch has to tell of that.
   */
  private Signature ask(Kernel kernel) throws DeviceException {
    WorkerSlot slot = pool.take();
    try {
      requireWorking();
      Answer answer = slot.run(new Question(List.of(kernel.name())), timeout);
      return answer instanceof Answer.Told told
          ? MetalSignature.of(kernel, Bodies.read(MetalBindings.class, told.body()).all())
          : Signature.of(kernel);
    } catch (WorkerEndedException | KernelTimeoutException e) {
      requireAnswer(slot, kernel.name() + ": " + e.getMessage());
      return Signature.of(kernel);
    } finally {
      pool.giveBack(slot);
    }
  }

  @Override
  public Execution run(Launch launch)
      throws KernelCrashException, KernelTimeoutException, DeviceException {
    WorkerSlot slot = pool.take();
    try {
      requireWorking();
      return alone(slot, launch);
    } finally {
      pool.giveBack(slot);
    }
  }

  /** Reports of shader validation do not tell launches apart, so with it each runs alone. */
  @Override
  public List<Ending> runAll(List<Launch> launches) throws DeviceException {
    if (launches.size() < 2 || validated) {
      return Library.super.runAll(launches);
    }
    Together together = together(launches);
    if (together.executions().isPresent()) {
      return together.executions().get().stream().<Ending>map(Ending.Ran::new).toList();
    }
    List<Ending> alone = Library.super.runAll(launches);
    return alone.stream().allMatch(MetalWorker::isClean)
        ? alone.stream().map(it -> lost(it, together.trouble())).toList()
        : alone;
  }

  /**
   * How launches that shared a command buffer ended.
   *
   * @param trouble why there are no executions
   */
  private record Together(Optional<List<Execution>> executions, String trouble) {}

  private Together together(List<Launch> launches) throws DeviceException {
    WorkerSlot slot = pool.take();
    try {
      requireWorking();
      Answer answer = slot.run(new Job(launches), timeout);
      if (answer instanceof Answer.Refused refused) {
        return new Together(Optional.empty(), refused.message());
      }
      if (!(answer instanceof Answer.Ran ran)) {
        return new Together(Optional.empty(), "a launch did not fit its kernel");
      }
      MetalRun run = Bodies.read(MetalRun.class, ran.body());
      if (run.fault().isPresent()) {
        slot.vacate();
        return apart(slot, run.fault().get().words());
      }
      Optional<Finding> finding =
          run.executions().stream().flatMap(it -> it.findings().stream()).findFirst();
      if (finding.isPresent()) { // who writes beside a buffer may have written to another's
        return new Together(Optional.empty(), finding.get().message());
      }
      count(run);
      return new Together(Optional.of(run.executions()), "");
    } catch (WorkerEndedException | KernelTimeoutException e) {
      return apart(slot, e.getMessage());
    } finally {
      pool.giveBack(slot);
    }
  }

  /** They are to run alone, on a GPU that still answers. */
  private Together apart(WorkerSlot slot, String trouble) throws DeviceException {
    requireAnswer(slot, "launches that shared a command buffer: " + trouble);
    return new Together(Optional.empty(), trouble);
  }

  private void requireWorking() throws DeviceException {
    if (knownAnswer.isPresent()) {
      knownAnswer.get().requireWorking();
    }
  }

  private void requireAnswer(WorkerSlot slot, String after) throws DeviceException {
    if (knownAnswer.isPresent()) {
      knownAnswer.get().require(slot, after);
    }
  }

  private static boolean isClean(Ending ending) {
    return ending instanceof Ending.Ran ran && ran.execution().findings().isEmpty();
  }

  /** Nobody is to blame for what happened to all of them; each tells of it. */
  private static Ending lost(Ending ending, String trouble) {
    Execution execution = ((Ending.Ran) ending).execution();
    return new Ending.Ran(execution.withLostWorker("together with other launches: " + trouble));
  }

  /** Runs a launch, and again as long as other work, or the device, is to blame for its end. */
  private Execution alone(WorkerSlot slot, Launch launch)
      throws KernelCrashException, KernelTimeoutException, DeviceException {
    MetalRun run = submit(slot, launch);
    for (Duration pause : patience.pauses()) {
      if (run.fault().filter(CommandFault::innocent).isEmpty()) {
        break;
      }
      requireAnswer(slot, words(launch, run.fault().get()));
      rest(pause);
      run = submit(slot, launch);
    }
    Execution execution = run.executions().get(0);
    if (run.fault().isEmpty()) {
      count(run);
      return execution;
    }
    CommandFault fault = run.fault().get();
    String words = words(launch, fault);
    requireAnswer(slot, words);
    return switch (fault.kind()) {
      case TIMEOUT -> throw new KernelTimeoutException(words);
      case CRASH -> throw new KernelCrashException(words);
      case MEMORY -> with(execution, List.of(fault.finding(launch.kernel())));
      case VICTIM ->
          throw new KernelCrashException(
              ("%s. This happened %d times in a row, and other work succeeded in between,"
                      + " so the fault is probably this kernel's own")
                  .formatted(words, patience.pauses().size() + 1));
      case DEVICE ->
          throw failed(
              "The GPU has failed. %s; this happened %d times in a row"
                  .formatted(words, patience.pauses().size() + 1));
    };
  }

  private DeviceException failed(String message) {
    return knownAnswer.map(it -> it.failed(message)).orElseGet(() -> new DeviceException(message));
  }

  private void rest(Duration pause) throws DeviceException {
    if (knownAnswer.isPresent()) {
      knownAnswer.get().rest(pause);
    }
  }

  private static String words(Launch launch, CommandFault fault) {
    return launch.kernel() + ": " + fault.words();
  }

  /** Runs a launch; after a fault its worker is gone. */
  private MetalRun submit(WorkerSlot slot, Launch launch)
      throws KernelCrashException, KernelTimeoutException, DeviceException {
    String refusal = refusals.get(launch.kernel());
    if (refusal != null) {
      throw new KernelCrashException(refusal);
    }
    WorkerSlot.Blamed blamed;
    try {
      blamed = slot.blame(launch, timeout);
      if (blamed.answer() instanceof Answer.Refused refused && refused.any()) {
        // The compiler is a process of the system's, and may have failed just then.
        slot.vacate();
        requireAnswer(slot, refused.message());
        blamed = slot.blame(launch, timeout);
      }
    } catch (WorkerEndedException e) {
      requireAnswer(slot, launch.kernel() + ": " + e.getMessage());
      throw new KernelCrashException(e.getMessage());
    } catch (KernelTimeoutException e) {
      requireAnswer(slot, e.getMessage());
      throw e;
    }
    List<String> printed = slot.printed();
    Answer answer = blamed.answer();
    if (answer instanceof Answer.Unsupplied unsupplied) {
      throw unbound(launch, unsupplied.names());
    }
    if (answer instanceof Answer.Refused refused) {
      requireAnswer(slot, refused.message());
      if (refused.any()) {
        refusals.put(launch.kernel(), refused.message());
      }
      throw new KernelCrashException(refused.message());
    }
    if (answer instanceof Answer.Ran ran) {
      MetalRun run = told(Bodies.read(MetalRun.class, ran.body()), launch, printed, blamed.lost());
      if (run.fault().isPresent()) {
        slot.vacate();
      }
      return run;
    }
    throw new DeviceException("unexpected: " + answer);
  }

  private RuntimeException unbound(Launch launch, List<String> names) throws DeviceException {
    Kernel kernel = kernels.get(launch.kernel());
    if (kernel == null) {
      throw new DeviceException(
          launch.kernel() + " uses arguments that are not supplied: " + String.join(", ", names));
    }
    return Bindings.unsupplied(
        kernel,
        Set.copyOf(names),
        launch.arguments().stream().map(Argument::name).collect(Collectors.toSet()));
  }

  /** The run of one launch with what else is known of it. */
  private MetalRun told(
      MetalRun run, Launch launch, List<String> printed, Optional<WorkerEndedException> lost) {
    Execution execution = with(run.executions().get(0), named(launch, printed));
    return new MetalRun(
        List.of(lost.map(it -> execution.withLostWorker(it.getMessage())).orElse(execution)),
        run.pipelines(),
        run.fault(),
        run.nanoseconds());
  }

  /** The reports of shader validation; they name Metal's function, and findings the kernel. */
  private List<Finding> named(Launch launch, List<String> printed) {
    Kernel kernel = kernels.get(launch.kernel());
    String function = kernel == null ? launch.kernel() : kernel.metalName();
    return ShaderValidation.findings(launch.kernel(), printed).stream()
        .map(it -> it.kernel().equals(function) ? it.of(launch.kernel()) : it)
        .toList();
  }

  private static Execution with(Execution execution, List<Finding> findings) {
    List<Finding> all = new ArrayList<>(execution.findings());
    all.addAll(findings);
    return execution.withFindings(all);
  }

  private synchronized void count(MetalRun run) {
    commandBuffers++;
    launches += run.executions().size();
    nanoseconds += run.nanoseconds();
    run.pipelines().forEach(it -> pipelines.put(it.kernel(), it));
  }

  /** The compiler's warnings, and what the runs took of the GPU's time. */
  @Override
  public synchronized List<String> notes() {
    List<String> notes = new ArrayList<>(told);
    for (LoadedCode code : ready.code()) {
      if (code.outcome() == LoadedCode.Outcome.LOADED && !code.messages().isEmpty()) {
        notes.add(code.name() + ": Metal's compiler warns: " + Excerpt.of(code.messages()));
      }
    }
    if (launches > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d launches in %,d command buffers took %.1f ms of GPU time",
              launches,
              commandBuffers,
              nanoseconds / 1e6));
    }
    return notes;
  }

  /** Ends the worker, whatever it does. */
  @Override
  public void close() {
    pool.close();
  }
}
