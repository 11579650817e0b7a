package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Ending;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.cuda.CudaCode;
import io.github.kernelconformance.device.cuda.CudaFault;
import io.github.kernelconformance.device.cuda.CudaLoaded;
import io.github.kernelconformance.device.cuda.CudaReady;
import io.github.kernelconformance.device.cuda.CudaRun;
import io.github.kernelconformance.device.cuda.CudaTables;
import io.github.kernelconformance.device.cuda.CudaTool;
import io.github.kernelconformance.device.cuda.CudaWork;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.msl.Bindings;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.signature.Signature;
import io.github.kernelconformance.toolchain.Excerpt;
import io.github.kernelconformance.worker.CudaJobs.Together;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Kernels that run on a card, in a worker process. A fault of a kernel ends the process's context,
 * and with it the process; the next launch has a fresh one.
 *
 * <p>Launches that come together are one job, as {@link CudaJobs} has it.
 */
final class CudaWorker implements Library {

  private final Map<String, Kernel> kernels = new HashMap<>();
  private final List<CudaCode> code;
  private final Set<String> compiled = new HashSet<>();
  private final WorkerSettings workers;
  private final WorkerPool pool;
  private final CudaJobs jobs;
  private final CudaReady ready;
  private final Optional<CudaWatch> watch;
  private long done;
  private long launches;
  private long nanoseconds;

  /**
   * Starts a worker.
   *
   * @param watched the same code as each tool watches it; none without tools
   * @param programs of which the code is made
   * @param reserve where workers come from and go to
   * @throws DeviceException if there is no card, or it fails
   */
  CudaWorker(
      CudaSettings settings,
      WorkerSettings workers,
      Patience patience,
      List<CudaCode> code,
      Map<CudaTool, List<CudaCode>> watched,
      List<Program> programs,
      WorkerReserve reserve)
      throws DeviceException {
    programs.stream()
        .flatMap(it -> it.kernels().stream())
        .forEach(it -> kernels.put(it.name(), it));
    this.code = List.copyOf(code);
    code.forEach(it -> compiled.addAll(it.kernels().keySet()));
    this.workers = workers;
    CudaWork work = new CudaWork(settings.home(), code, false, true);
    pool = new WorkerPool(start(work, patience), processes(workers), reserve);
    jobs =
        new CudaJobs(
            pool,
            new CudaJobs.Runner() {
              @Override
              public Together together(WorkerSlot slot, List<Launch> some) throws DeviceException {
                return CudaWorker.this.together(slot, some);
              }

              @Override
              public List<Ending> alone(List<Launch> some) throws DeviceException {
                return apart(some);
              }
            });
    try {
      ready = load();
    } catch (DeviceException e) {
      pool.close();
      throw e;
    }
    watch =
        watched.isEmpty()
            ? Optional.empty()
            : Optional.of(new CudaWatch(settings, workers, patience, watched));
  }

  /**
   * A card runs one context at a time, so more processes only wait for each other: on an H100,
   * 100,433 cells took 28.4 s with two of them, 24.5 s with four and 24.8 s with eight.
   */
  static int processes(WorkerSettings workers) {
    return Math.min(workers.forks(), 4);
  }

  private static WorkerStart start(CudaWork work, Patience patience) {
    return new WorkerStart(
        Path.of("").toAbsolutePath(),
        new Work(CudaDevice.NAME, Bodies.of(CudaWork.class, work)),
        Map.of(),
        Optional.of(patience.preparation()),
        false);
  }

  private CudaReady load() throws DeviceException {
    WorkerSlot slot = pool.take();
    try {
      return Bodies.read(CudaReady.class, slot.ready().body());
    } finally {
      pool.giveBack(slot);
    }
  }

  /** The card, and what became of the code. */
  CudaReady ready() {
    return ready;
  }

  @Override
  public boolean has(String kernel) {
    return compiled.contains(kernel);
  }

  @Override
  public Map<String, Signature> signatures(Set<String> names) throws DeviceException {
    Map<String, Signature> signatures = new LinkedHashMap<>();
    for (CudaTables told : told(shares(names))) {
      told.tables().forEach((name, table) -> signatures.put(name, table.of(kernels.get(name))));
    }
    return signatures;
  }

  /** What each process is asked: it loads the code of what it is asked for. */
  private List<List<String>> shares(Set<String> names) {
    List<List<String>> ofTexts =
        code.stream()
            .map(it -> it.kernels().keySet().stream().filter(names::contains).toList())
            .filter(it -> !it.isEmpty())
            .toList();
    List<List<String>> shares = new ArrayList<>();
    for (int i = 0; i < ofTexts.size(); i++) {
      if (i < processes(workers)) {
        shares.add(new ArrayList<>());
      }
      shares.get(i % processes(workers)).addAll(ofTexts.get(i));
    }
    return shares;
  }

  private List<CudaTables> told(List<List<String>> shares) throws DeviceException {
    ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, shares.size()));
    try {
      List<Future<byte[]>> bodies = new ArrayList<>();
      shares.forEach(it -> bodies.add(executor.submit(() -> SignatureQuestion.ask(pool, it))));
      List<CudaTables> tables = new ArrayList<>();
      for (Future<byte[]> body : bodies) {
        tables.add(Bodies.read(CudaTables.class, body.get()));
      }
      return tables;
    } catch (ExecutionException e) {
      throw new DeviceException(e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while kernels were asked what they take", e);
    } finally {
      executor.shutdownNow();
    }
  }

  @Override
  public Execution run(Launch launch)
      throws KernelCrashException, KernelTimeoutException, DeviceException {
    WorkerSlot slot = pool.take();
    Execution execution;
    try {
      execution = alone(slot, launch);
    } finally {
      pool.giveBack(slot);
    }
    return watch.isPresent() && execution.findings().isEmpty()
        ? watch.get().watched(launch, execution)
        : execution;
  }

  @Override
  public List<Ending> runAll(List<Launch> some) throws DeviceException {
    return watch.isPresent() || some.isEmpty() ? Library.super.runAll(some) : jobs.run(some);
  }

  /** Each launch in a job of its own. */
  private List<Ending> apart(List<Launch> some) throws DeviceException {
    return Library.super.runAll(some);
  }

  private Together together(WorkerSlot slot, List<Launch> some) throws DeviceException {
    try {
      Answer answer = slot.run(new Job(some), workers.timeout());
      if (answer instanceof Answer.Refused refused) {
        return failed(refused.message());
      }
      if (!(answer instanceof Answer.Ran ran)) {
        return failed("a launch did not fit its kernel");
      }
      CudaRun run = Bodies.read(CudaRun.class, ran.body());
      if (run.fault().isPresent()) {
        slot.vacate();
        return failed(run.fault().get().words());
      }
      if (run.executions().stream().anyMatch(it -> !it.findings().isEmpty())) {
        // who writes beside a buffer may have written to another's
        return failed("a launch wrote where nothing is to be written");
      }
      count(run);
      return new Together(run.executions().stream().<Ending>map(Ending.Ran::new).toList(), "");
    } catch (WorkerEndedException | KernelTimeoutException e) {
      return failed(e.getMessage());
    }
  }

  private static Together failed(String trouble) {
    return new Together(List.of(), trouble);
  }

  private Execution alone(WorkerSlot slot, Launch launch)
      throws KernelCrashException, KernelTimeoutException, DeviceException {
    WorkerSlot.Blamed blamed;
    try {
      blamed = slot.blame(launch, workers.timeout());
    } catch (WorkerEndedException e) {
      throw new KernelCrashException(e.getMessage());
    }
    Answer answer = blamed.answer();
    if (answer instanceof Answer.Unsupplied unsupplied) {
      throw unbound(launch, unsupplied.names());
    }
    if (answer instanceof Answer.Refused refused) {
      throw new KernelCrashException(refused.message());
    }
    if (!(answer instanceof Answer.Ran ran)) {
      throw new DeviceException("unexpected: " + answer);
    }
    CudaRun run = Bodies.read(CudaRun.class, ran.body());
    if (run.fault().isPresent()) {
      slot.vacate();
      throw crash(launch, run.fault().get());
    }
    count(run);
    Execution execution = run.executions().get(0);
    return blamed.lost().map(it -> execution.withLostWorker(it.getMessage())).orElse(execution);
  }

  private static KernelCrashException crash(Launch launch, CudaFault fault)
      throws KernelTimeoutException {
    String words = launch.kernel() + ": " + fault.words();
    if (fault.kind() == CudaFault.Kind.TIMEOUT) {
      throw new KernelTimeoutException(words);
    }
    return new KernelCrashException(words);
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

  private synchronized void count(CudaRun run) {
    done++;
    launches += run.executions().size();
    nanoseconds += run.nanoseconds();
  }

  /** What was compiled, and what the runs took of the card's time. */
  @Override
  public synchronized List<String> notes() {
    List<String> notes = new ArrayList<>();
    List<CudaLoaded> fresh = ready.code().stream().filter(it -> !it.cached()).toList();
    notes.add(
        fresh.isEmpty()
            ? "The code of the kernels was compiled before."
            : String.format(
                Locale.ROOT,
                "NVRTC compiled %,d texts in %.1f s of all processors together",
                fresh.size(),
                fresh.stream().mapToLong(CudaLoaded::milliseconds).sum() / 1e3));
    for (CudaLoaded code : fresh) {
      if (!code.messages().isEmpty()) {
        notes.add(code.name() + ": NVRTC says: " + Excerpt.of(code.messages()));
      }
    }
    if (launches > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d launches in %,d jobs took %.1f ms of the card's time, once each",
              launches,
              done,
              nanoseconds / 1e6));
    }
    watch.ifPresent(it -> notes.addAll(it.notes()));
    return notes;
  }

  /** Ends the workers, whatever they do. */
  @Override
  public void close() {
    pool.close();
    watch.ifPresent(CudaWatch::close);
  }
}
