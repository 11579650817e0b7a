package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.MemoryFindings;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A launch with its pipeline and its buffers. */
final class PreparedLaunch implements AutoCloseable {

  private final Launch launch;
  private final Pipeline pipeline;
  private final List<GuardedBuffer> buffers = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Makes the buffers.
   *
   * @param guard the guard bytes on either side of each
   */
  PreparedLaunch(GpuDevice device, Pipeline pipeline, Launch launch, int guard)
      throws DeviceException {
    this.launch = launch;
    this.pipeline = pipeline;
    try {
      for (Argument argument : launch.arguments()) {
        if (!(argument instanceof Argument.Threadgroup)) {
          GuardedBuffer buffer = GuardedBuffer.of(device, argument, guard);
          buffers.add(buffer);
          tooSmall(buffer).ifPresent(findings::add);
        }
      }
    } catch (DeviceException e) {
      close();
      throw e;
    }
  }

  /** A value whose type in the kernel is larger than what is supplied, {@code size_t} for int. */
  private Optional<Finding> tooSmall(GuardedBuffer buffer) {
    String name = buffer.argument().name();
    return pipeline
        .binding(buffer.argument())
        .filter(it -> it.dataSize() > buffer.available())
        .map(
            it ->
                MemoryFindings.of(
                    launch.kernel(),
                    String.format(
                        Locale.ROOT,
                        "%s has %s, but one element of its type in the kernel has %s",
                        name,
                        MemoryFindings.bytes(buffer.available()),
                        MemoryFindings.bytes(it.dataSize())),
                    Optional.of(
                        new Finding.Access(
                            false,
                            name,
                            0,
                            (int) it.dataSize(),
                            it.dataSize() - buffer.available(),
                            0)),
                    1));
  }

  PipelineFacts pipeline() {
    return pipeline.facts();
  }

  /** Whether the buffers are large enough for the kernel. */
  boolean fits() {
    return findings.isEmpty();
  }

  /** Encodes the dispatch, with an encoder of its own: nothing stays bound for the next launch. */
  void encode(Ref commandBuffer) {
    Ref encoder = commandBuffer.get(Selector.COMPUTE_COMMAND_ENCODER);
    encoder.tell(Selector.SET_PIPELINE, pipeline.ref());
    for (GuardedBuffer buffer : buffers) {
      pipeline
          .binding(buffer.argument())
          .ifPresent(
              it -> encoder.tell(Selector.SET_BUFFER, buffer.ref(), buffer.offset(), it.index()));
    }
    for (Argument argument : launch.arguments()) {
      if (argument instanceof Argument.Threadgroup memory) {
        pipeline
            .binding(memory)
            .ifPresent(
                it ->
                    encoder.tell(
                        Selector.SET_THREADGROUP_MEMORY, Pipeline.rounded(memory), it.index()));
      }
    }
    encoder.tell(
        launch.threads().isPresent() ? Selector.DISPATCH_THREADS : Selector.DISPATCH_THREADGROUPS,
        new MtlSize(launch.threads().orElse(launch.threadgroups())),
        new MtlSize(launch.threadsPerThreadgroup()));
    encoder.tell(Selector.END_ENCODING);
  }

  /** The outputs, and what was written where nothing is to be written. */
  Execution execution() {
    Map<String, byte[]> outputs = new HashMap<>();
    List<Finding> all = new ArrayList<>(findings);
    for (GuardedBuffer buffer : buffers) {
      if (buffer.argument() instanceof Argument.Output output) {
        outputs.put(output.name(), buffer.bytes());
      }
      buffer.overrun(launch.kernel()).ifPresent(all::add);
    }
    return new Execution(outputs, all, 0);
  }

  @Override
  public void close() {
    buffers.forEach(GuardedBuffer::close);
  }
}
