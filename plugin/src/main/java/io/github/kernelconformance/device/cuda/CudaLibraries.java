package io.github.kernelconformance.device.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.FloatByReference;
import io.github.kernelconformance.device.AbsentDeviceException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Difference;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.RefusedKernelException;
import io.github.kernelconformance.device.UnsuppliedException;
import io.github.kernelconformance.device.cuda.CudaModules.Function;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compiled kernels on this process's card. A fault of a kernel ends the context, so this is for
 * processes that can be spared. For one thread.
 *
 * <p>Launches run one after the other on one stream, each job of them twice: with NaNs and with
 * large numbers in the outputs.
 */
public final class CudaLibraries implements AutoCloseable {

  /** What the y and z of a grid may be, on every card there is. */
  private static final int MOST_GROUPS = 65_535;

  private static final double NANOSECONDS = 1e6;

  private final CudaDriver driver;
  private final CudaCard card;
  private final CudaModules modules;
  private final CudaMemory memory;
  private final boolean twice;
  private final CudaReady ready;

  /** Bytes of shared memory that launches of a function may ask for, where one has asked. */
  private final Map<Pointer, Integer> allowed = new HashMap<>();

  /**
   * Opens the card, if this process has not done so, and compiles the code. Code that does not
   * compile is told of in {@link #ready}.
   *
   * @throws AbsentDeviceException if there is no card, driver or compiler
   * @throws DeviceException if one of them fails
   */
  public CudaLibraries(CudaWork work) throws AbsentDeviceException, DeviceException {
    CudaSession session = CudaSession.of(work.home());
    driver = session.driver();
    card = session.card();
    CudaFacts facts = session.facts();
    modules = CudaModules.compile(driver, session.compiler(), work, facts.architecture());
    memory = work.apart() ? new SeparateMemory(driver, work.filled()) : session.memory();
    twice = !work.apart();
    ready = new CudaReady(facts, modules.loaded());
  }

  /**
   * Opens the card for libraries to come.
   *
   * @param home the directory of a CUDA toolkit; empty where it is to be found
   * @throws AbsentDeviceException if there is no card, driver or compiler
   * @throws DeviceException if one of them fails
   */
  public static void open(String home) throws AbsentDeviceException, DeviceException {
    CudaSession.of(home);
  }

  /** The card and what became of the code. */
  public CudaReady ready() {
    return ready;
  }

  /**
   * What kernels take.
   *
   * @throws DeviceException if the driver fails
   */
  public CudaTables tables(List<String> kernels) throws DeviceException {
    return new CudaTables(modules.tables(kernels));
  }

  /** A launch with its function and its parameters. */
  private record Prepared(Launch launch, Function function, LaunchParameters parameters) {}

  /**
   * Runs launches, one after the other, and waits for their end, which may not come.
   *
   * @param running called when buffers are made, just before the kernels run
   * @throws UnsuppliedException if a kernel takes an argument that its launch does not have
   * @throws RefusedKernelException if the card does not run a kernel
   * @throws DeviceException if the driver fails, which is no kernel's fault
   */
  public CudaRun run(List<Launch> launches, Runnable running)
      throws UnsuppliedException, RefusedKernelException, DeviceException {
    try {
      List<Function> functions = new ArrayList<>();
      List<Launch> complete = new ArrayList<>();
      for (Launch launch : launches) {
        Function function = function(launch);
        functions.add(function);
        complete.add(complete(launch, function.kernel()));
      }
      memory.place(complete);
      List<Prepared> prepared = new ArrayList<>();
      for (int i = 0; i < complete.size(); i++) {
        prepared.add(prepare(complete.get(i), functions.get(i), memory.addresses(i)));
      }
      running.run();
      return twice(prepared);
    } catch (CudaException e) {
      if (e.fault().kind() == CudaFault.Kind.DEVICE) {
        throw new DeviceException("The NVIDIA driver failed. " + e.getMessage(), e);
      }
      return new CudaRun(List.of(), Optional.of(e.fault()), 0);
    }
  }

  private Function function(Launch launch)
      throws UnsuppliedException, RefusedKernelException, DeviceException, CudaException {
    Function function = modules.function(launch.kernel());
    Set<String> supplied =
        launch.arguments().stream().map(Argument::name).collect(Collectors.toSet());
    List<String> missing =
        function.kernel().arguments().stream()
            .filter(it -> !it.optional() && !supplied.contains(it.name()))
            .map(CudaArgument::name)
            .toList();
    if (!missing.isEmpty()) {
      throw new UnsuppliedException(missing);
    }
    int threads = CudaGrid.threads(launch);
    if (threads > function.most()) {
      throw new RefusedKernelException(
          "%s runs with at most %,d threads in a threadgroup on this card, and is to have %,d"
              .formatted(launch.kernel(), function.most(), threads),
          false);
    }
    if (launch.threadgroups().height() > MOST_GROUPS
        || launch.threadgroups().depth() > MOST_GROUPS) {
      throw new RefusedKernelException(
          "%s is to have more than %,d threadgroups along y or z, which no card has"
              .formatted(launch.kernel(), MOST_GROUPS),
          false);
    }
    return function;
  }

  /** With something unbound for each parameter that may not exist and gets nothing. */
  private static Launch complete(Launch launch, CudaKernel kernel) {
    List<Argument> arguments = new ArrayList<>(launch.arguments());
    Set<String> supplied = arguments.stream().map(Argument::name).collect(Collectors.toSet());
    kernel.arguments().stream()
        .filter(it -> !supplied.contains(it.name()))
        .forEach(it -> arguments.add(new Argument.Unbound(it.name())));
    return arguments.size() == supplied.size()
        ? launch
        : new Launch(
            launch.kernel(),
            launch.threadgroups(),
            launch.threadsPerThreadgroup(),
            launch.threads(),
            arguments);
  }

  private Prepared prepare(Launch launch, Function function, Map<String, Long> addresses)
      throws RefusedKernelException, CudaException {
    LaunchParameters parameters = LaunchParameters.of(launch, function.kernel(), addresses);
    int shared = parameters.sharedMemory();
    if (shared + function.shared() > ready.facts().sharedMemory()) {
      throw new RefusedKernelException(
          "%s is to have %,d bytes of threadgroup memory, and the card has %,d for a threadgroup"
              .formatted(launch.kernel(), shared + function.shared(), ready.facts().sharedMemory()),
          false);
    }
    allow(function, shared);
    return new Prepared(launch, function, parameters);
  }

  /** Lets a function have so much shared memory, and what earlier launches of the same job have. */
  private void allow(Function function, int shared) throws CudaException {
    if (shared > allowed.getOrDefault(function.handle(), 0)) {
      driver.call(
          "cuFuncSetAttribute",
          function.handle(),
          CudaModules.FunctionAttribute.MOST_DYNAMIC_SHARED_MEMORY,
          shared);
      allowed.put(function.handle(), shared);
    }
  }

  /** Both runs, and a third where they do not agree. */
  private CudaRun twice(List<Prepared> prepared) throws CudaException {
    // Both runs are ordered before the first is looked at: to wait takes longer than to run.
    order(prepared, false);
    if (twice) {
      order(prepared, true);
    }
    long nanoseconds = await();
    List<Execution> executions = new ArrayList<>();
    boolean clean = true;
    for (int i = 0; i < prepared.size(); i++) {
      List<Finding> findings = memory.overruns(i);
      clean &= findings.isEmpty();
      executions.add(new Execution(memory.outputs(i, false), findings, 0));
    }
    if (!clean || !twice) {
      return new CudaRun(executions, Optional.empty(), nanoseconds);
    }
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < prepared.size(); i++) {
      differences.add(
          Difference.of(
              prepared.get(i).launch(), executions.get(i).outputs(), memory.outputs(i, true)));
      executions.set(i, executions.get(i).withRefilled(differences.get(i).refilled()));
    }
    if (differences.stream().anyMatch(it -> it.first().isPresent() || it.doubtful())) {
      order(prepared, false);
      await();
      for (int i = 0; i < prepared.size(); i++) {
        Execution execution = executions.get(i);
        executions.set(
            i,
            cause(prepared.get(i).launch(), execution, differences.get(i), memory.outputs(i, false))
                .map(it -> execution.withFindings(List.of(it)))
                .orElse(execution));
      }
    }
    return new CudaRun(executions, Optional.empty(), nanoseconds);
  }

  /** Why bits differ that were written; a run with the same contents as the first tells. */
  private static Optional<Finding> cause(
      Launch launch, Execution first, Difference difference, Map<String, byte[]> again) {
    Optional<Finding> order =
        Difference.ofEqualContents(launch, first.outputs(), again)
            .map(it -> it.finding(launch, "another run on the card gives"));
    return order.isPresent()
        ? order
        : difference
            .first()
            .map(it -> it.finding(launch, "other contents of outputs before the launch give"));
  }

  /** Orders a run of all. */
  private void order(List<Prepared> prepared, boolean refilled) throws CudaException {
    memory.send(refilled);
    if (!refilled) {
      driver.call("cuEventRecord", card.start(), card.stream());
    }
    int most = prepared.stream().mapToInt(it -> it.parameters().bytes().length).max().orElse(1);
    try (Memory bytes = new Memory(most);
        Memory size = new Memory(Long.BYTES);
        Memory extra = new Memory(5L * Long.BYTES)) {
      // CU_LAUNCH_PARAM_BUFFER_POINTER, the buffer, CU_LAUNCH_PARAM_BUFFER_SIZE, its size, end
      extra.setLong(0, 1);
      extra.setPointer(Long.BYTES, bytes);
      extra.setLong(2L * Long.BYTES, 2);
      extra.setPointer(3L * Long.BYTES, size);
      extra.setLong(4L * Long.BYTES, 0);
      for (Prepared it : prepared) {
        byte[] parameters = it.parameters().bytes();
        bytes.write(0, parameters, 0, parameters.length);
        size.setLong(0, parameters.length);
        launch(it, extra);
      }
    }
    if (!refilled) {
      driver.call("cuEventRecord", card.end(), card.stream());
    }
    memory.fetch(refilled);
  }

  /**
   * Waits for all that was ordered, and returns the nanoseconds that the card took for the kernels
   * of the first run.
   */
  private long await() throws CudaException {
    driver.call("cuStreamSynchronize", card.stream());
    FloatByReference milliseconds = new FloatByReference();
    driver.call("cuEventElapsedTime", milliseconds, card.start(), card.end());
    return Math.round(milliseconds.getValue() * NANOSECONDS);
  }

  /** The driver copies the parameters before it returns. */
  private void launch(Prepared it, Memory extra) throws CudaException {
    driver.call(
        "cuLaunchKernel",
        it.function().handle(),
        it.launch().threadgroups().width(),
        it.launch().threadgroups().height(),
        it.launch().threadgroups().depth(),
        CudaGrid.threads(it.launch()),
        1,
        1,
        it.parameters().sharedMemory(),
        card.stream(),
        Pointer.NULL,
        extra);
  }

  /**
   * Frees what is these libraries' own. Their code stays on the card until the process ends, which
   * runs few libraries.
   */
  @Override
  public void close() {
    if (memory instanceof SeparateMemory separate) {
      separate.close();
    }
  }
}
