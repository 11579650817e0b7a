package io.github.kernelconformance.device.metal;

import com.sun.jna.ptr.PointerByReference;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.RefusedKernelException;
import io.github.kernelconformance.device.UnsuppliedException;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import java.util.List;
import java.util.Optional;

/** A kernel that the device has compiled for itself, with its arguments. */
final class Pipeline implements AutoCloseable {

  /** {@code MTLPipelineOptionBindingInfo} and {@code …BufferTypeInfo}. */
  private static final long REFLECTION_WITH_TYPES = 3;

  private final Owned state;
  private final List<Binding> bindings;
  private final PipelineFacts facts;
  private final long maxThreadgroupMemory;

  private Pipeline(
      Owned state, List<Binding> bindings, PipelineFacts facts, long maxThreadgroupMemory) {
    this.state = state;
    this.bindings = bindings;
    this.facts = facts;
    this.maxThreadgroupMemory = maxThreadgroupMemory;
  }

  /**
   * Makes the pipeline of a function, which is then let go.
   *
   * @param kernel the function's name
   * @throws RefusedKernelException where the device does not
   */
  static Pipeline of(GpuDevice device, Owned function, String kernel)
      throws RefusedKernelException {
    try (function) {
      PointerByReference reflection = new PointerByReference();
      PointerByReference error = new PointerByReference();
      Owned state =
          device
              .ref()
              .own(Selector.NEW_PIPELINE, function.ref(), REFLECTION_WITH_TYPES, reflection, error)
              .orElseThrow(
                  () ->
                      new RefusedKernelException(
                          "the device cannot make a pipeline of %s: %s"
                              .formatted(kernel, MetalError.reason(device.runtime(), error)),
                          true));
      List<Binding> bindings =
          Ref.stored(device.runtime(), reflection).map(Reflection::bindings).orElse(List.of());
      return new Pipeline(
          state,
          bindings,
          facts(kernel, state.ref()),
          device.ref().number(Selector.MAX_THREADGROUP_MEMORY_LENGTH));
    }
  }

  private static PipelineFacts facts(String kernel, Ref state) {
    return new PipelineFacts(
        kernel,
        state.number(Selector.MAX_TOTAL_THREADS_PER_THREADGROUP),
        state.number(Selector.THREAD_EXECUTION_WIDTH),
        state.number(Selector.STATIC_THREADGROUP_MEMORY_LENGTH));
  }

  Ref ref() {
    return state.ref();
  }

  PipelineFacts facts() {
    return facts;
  }

  /** All that the kernel has, used or not. */
  List<Binding> bindings() {
    return bindings;
  }

  /** The binding under which the kernel uses what an argument has; empty where it does not. */
  Optional<Binding> binding(Argument argument) {
    return bindings.stream().filter(it -> it.used() && fits(it, argument)).findFirst();
  }

  private static boolean fits(Binding binding, Argument argument) {
    long type = argument instanceof Argument.Threadgroup ? Binding.THREADGROUP : Binding.BUFFER;
    return binding.type() == type && binding.name().equals(argument.name());
  }

  /**
   * Makes sure that a launch fits the kernel.
   *
   * @throws UnsuppliedException if the kernel uses an argument that the launch does not have
   * @throws RefusedKernelException if the launch has more threads than the kernel can, or more
   *     threadgroup memory than the device
   * @throws DeviceException if the kernel's SIMD groups are not of the width that kernels rely on
   */
  void check(Launch launch) throws UnsuppliedException, RefusedKernelException, DeviceException {
    requireWidth();
    List<String> missing =
        bindings.stream()
            .filter(Binding::used)
            .filter(it -> launch.arguments().stream().noneMatch(argument -> fits(it, argument)))
            .map(Binding::name)
            .toList();
    if (!missing.isEmpty()) {
      throw new UnsuppliedException(missing);
    }
    Size threads = launch.threadsPerThreadgroup();
    long count = (long) threads.width() * threads.height() * threads.depth();
    if (count > facts.maxThreads()) {
      throw new RefusedKernelException(
          ("%s is launched with %d threads per threadgroup; on this device it can have"
                  + " at most %d")
              .formatted(launch.kernel(), count, facts.maxThreads()),
          false);
    }
    long memory = facts.threadgroupMemory() + threadgroupMemory(launch);
    if (memory > maxThreadgroupMemory) {
      throw new RefusedKernelException(
          "%s needs %d bytes of threadgroup memory; this device has %d"
              .formatted(launch.kernel(), memory, maxThreadgroupMemory),
          false);
    }
  }

  /**
   * A device may choose another width for each kernel; its kernels' geometry relies on this one.
   */
  private void requireWidth() throws DeviceException {
    if (facts.simdWidth() != ProbeKernels.LANES) {
      throw new DeviceException(
          ("%s has SIMD groups of %d lanes on this device. Only %d lanes are supported, as all Apple"
                  + " GPUs have. Run it on one of these, or with device=host on Linux.")
              .formatted(facts.kernel(), facts.simdWidth(), ProbeKernels.LANES));
    }
  }

  private long threadgroupMemory(Launch launch) {
    return launch.arguments().stream()
        .filter(it -> binding(it).isPresent())
        .mapToLong(it -> it instanceof Argument.Threadgroup memory ? rounded(memory) : 0)
        .sum();
  }

  /** Metal wants lengths of threadgroup memory to be multiples of 16. */
  static long rounded(Argument.Threadgroup memory) {
    return (memory.length() + 15L) / 16 * 16;
  }

  @Override
  public void close() {
    state.close();
  }
}
