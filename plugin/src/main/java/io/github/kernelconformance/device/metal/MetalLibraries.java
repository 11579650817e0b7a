package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.device.AbsentDeviceException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.RefusedKernelException;
import io.github.kernelconformance.device.UnsuppliedException;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.msl.FunctionConstant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Libraries on this process's GPU, used as one. A debug assertion or an Objective-C exception takes
 * the process down, so this is for processes that can be spared. For one thread.
 */
public final class MetalLibraries implements AutoCloseable {

  /** {@code MTLCommandBufferStatus}. */
  private static final long COMPLETED = 4;

  private static final long ERROR = 5;

  private static final double NANOSECONDS = 1e9;

  private final ObjectiveC runtime;
  private final boolean validated;
  private final GpuDevice device;
  private final Owned queue;
  private final MetalReady ready;
  private final List<MetalLibrary> libraries = new ArrayList<>();
  private final Map<String, MetalLibrary> owners = new HashMap<>();
  private final Map<String, Function> functions = new HashMap<>();
  private final Map<String, Pipeline> pipelines = new HashMap<>();

  /**
   * Opens the device and loads the code. Code that does not load is told of in {@link #ready}.
   *
   * @throws AbsentDeviceException where there is no device
   * @throws DeviceException where Metal fails
   */
  public MetalLibraries(MetalWork work) throws AbsentDeviceException, DeviceException {
    runtime = ObjectiveC.load();
    validated = work.validated();
    for (Specialization it : work.specializations()) {
      it.functions()
          .forEach((kernel, name) -> functions.put(kernel, new Function(name, it.constants())));
    }
    ObjectiveC.Pool pool = runtime.pool();
    try {
      device = GpuDevice.open(runtime);
      queue =
          device
              .queue()
              .orElseThrow(() -> new DeviceException("Metal did not make a command queue"));
      for (MetalCode code : work.code()) {
        MetalLibrary library = MetalLibrary.of(device, code, work.options());
        libraries.add(library);
        library.loaded().functions().forEach(name -> owners.putIfAbsent(name, library));
      }
      ready = new MetalReady(device.facts(), libraries.stream().map(MetalLibrary::loaded).toList());
    } finally {
      pool.close();
    }
  }

  /** What a kernel is made of. */
  private record Function(String name, List<FunctionConstant> constants) {}

  /** The device and what became of the code. */
  public MetalReady ready() {
    return ready;
  }

  /**
   * What a kernel binds, of which the pipeline is made and kept.
   *
   * @throws RefusedKernelException if the device does not make it
   * @throws DeviceException if there is no such kernel
   */
  public List<Binding> bindings(String kernel) throws RefusedKernelException, DeviceException {
    ObjectiveC.Pool pool = runtime.pool();
    try {
      return pipeline(kernel).bindings();
    } finally {
      pool.close();
    }
  }

  /**
   * Runs launches in one command buffer, in which those that can may run at once, and waits for its
   * end, which may not come.
   *
   * @param running called when pipelines and buffers are made, just before the kernels run
   * @throws UnsuppliedException if a kernel uses an argument that its launch does not have
   * @throws RefusedKernelException if the device does not run a kernel
   * @throws DeviceException if Metal fails, which is no kernel's fault
   */
  public MetalRun run(List<Launch> launches, Runnable running)
      throws UnsuppliedException, RefusedKernelException, DeviceException {
    List<PreparedLaunch> prepared = new ArrayList<>();
    ObjectiveC.Pool pool = runtime.pool();
    try {
      for (Launch launch : launches) {
        Pipeline pipeline = pipeline(launch.kernel());
        pipeline.check(launch);
        prepared.add(
            new PreparedLaunch(device, pipeline, launch, validated ? 0 : GuardedBuffer.GUARD));
      }
      return commit(prepared, running);
    } finally {
      prepared.forEach(PreparedLaunch::close);
      pool.close();
    }
  }

  private MetalRun commit(List<PreparedLaunch> launches, Runnable running) throws DeviceException {
    List<PreparedLaunch> fitting = launches.stream().filter(PreparedLaunch::fits).toList();
    if (fitting.isEmpty()) { // an empty command buffer is not to be committed
      return left(launches, Optional.empty(), 0);
    }
    Ref buffer =
        queue
            .ref()
            .find(Selector.COMMAND_BUFFER)
            .orElseThrow(() -> new DeviceException("Metal did not make a command buffer"));
    fitting.forEach(it -> it.encode(buffer));
    running.run();
    buffer.tell(Selector.COMMIT);
    buffer.tell(Selector.WAIT_UNTIL_COMPLETED);
    long status = buffer.number(Selector.STATUS);
    if (status != COMPLETED && status != ERROR) {
      throw new DeviceException(
          "A command buffer of %d launches has status %d after the wait for it"
              .formatted(launches.size(), status));
    }
    double seconds = buffer.real(Selector.GPU_END_TIME) - buffer.real(Selector.GPU_START_TIME);
    return left(
        launches,
        status == ERROR ? Optional.of(fault(buffer)) : Optional.empty(),
        Math.round(seconds * NANOSECONDS));
  }

  private static MetalRun left(
      List<PreparedLaunch> launches, Optional<CommandFault> fault, long nanoseconds) {
    return new MetalRun(
        launches.stream().map(PreparedLaunch::execution).toList(),
        launches.stream().map(PreparedLaunch::pipeline).toList(),
        fault,
        nanoseconds);
  }

  private static CommandFault fault(Ref buffer) {
    return buffer
        .find(Selector.ERROR)
        .map(MetalError::of)
        .map(it -> new CommandFault(it.code(), it.description()))
        .orElseGet(() -> new CommandFault(0, ""));
  }

  private Pipeline pipeline(String kernel) throws RefusedKernelException, DeviceException {
    Pipeline pipeline = pipelines.get(kernel);
    if (pipeline == null) {
      Function of = functions.getOrDefault(kernel, new Function(kernel, List.of()));
      MetalLibrary owner = owners.get(of.name());
      if (owner == null) {
        throw new DeviceException("There is no kernel " + kernel + " in the library");
      }
      Owned function =
          of.constants().isEmpty()
              ? owner.function(of.name())
              : owner.function(of.name(), of.constants());
      pipeline = Pipeline.of(device, function, kernel);
      pipelines.put(kernel, pipeline);
    }
    return pipeline;
  }

  /** Releases everything, in the reverse order of its making. */
  @Override
  public void close() {
    ObjectiveC.Pool pool = runtime.pool();
    try {
      pipelines.values().forEach(Pipeline::close);
      libraries.forEach(MetalLibrary::close);
      queue.close();
      device.close();
    } finally {
      pool.close();
    }
  }
}
