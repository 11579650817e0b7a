package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.host.CompiledLibrary;
import io.github.kernelconformance.device.metal.Binding;
import io.github.kernelconformance.device.metal.MetalReady;
import io.github.kernelconformance.device.metal.MetalRun;
import io.github.kernelconformance.device.metal.MetalWork;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.signature.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this process and a worker say to each other. The worker says {@link Hello}, is told its
 * {@link Work}, answers, and then answers each {@link Request} as it comes.
 */
final class Protocol {

  /** To be raised when a message changes. */
  static final int VERSION = 9;

  static final Codec<Hello> HELLO = Codecs.of(Hello.class);
  static final Codec<Work> WORK = Codecs.of(Work.class);
  static final Codec<Request> REQUEST = Codecs.of(Request.class);
  static final Codec<Answer> ANSWER = Codecs.of(Answer.class);

  private Protocol() {}

  /**
   * @param token what the worker was given to tell it from every other process of this machine
   */
  record Hello(int version, String token) {}

  /** What a worker is there for. */
  sealed interface Work {

    /**
     * Kernels for the CPU.
     *
     * @param memory bytes of address space that the worker may take beyond what it starts with
     */
    record Host(List<CompiledLibrary> libraries, long memory) implements Work {}

    /** Kernels for the GPU. */
    record Metal(MetalWork work) implements Work {}
  }

  /** What a worker is asked. */
  sealed interface Request {

    /** The first of its kernels, for messages. */
    String kernel();
  }

  /**
   * What to run.
   *
   * @param launches one, or for the GPU any number
   * @param mutant the one that runs, on the CPU; 0 for the program as it is
   */
  record Job(List<Launch> launches, int mutant) implements Request {

    Job(List<Launch> launches) {
      this(launches, 0);
    }

    @Override
    public String kernel() {
      return launches.get(0).kernel();
    }
  }

  /**
   * What kernels take is to be told; nothing runs.
   *
   * @param kernels host names that the work has, at least one; for the GPU exactly one
   */
  record Question(List<String> kernels) implements Request {

    @Override
    public String kernel() {
      return kernels.get(0);
    }
  }

  /** What a worker answers. */
  sealed interface Answer {

    /**
     * The work is loaded.
     *
     * @param metal the device and its libraries, where the work is for one
     */
    record Ready(Optional<MetalReady> metal) implements Answer {}

    /**
     * The kernels of a job are ready and run from now on, for which they have their time. Another
     * answer follows. Workers for the CPU have nothing to get ready and do not say it.
     */
    record Running() implements Answer {}

    /** The kernel has run on the CPU. */
    record Ran(Execution execution) implements Answer {}

    /** The kernels have run on the GPU, to their end or to a fault. */
    record RanOnMetal(MetalRun run) implements Answer {}

    /** What the kernels of a question take, on the CPU. */
    record Takes(Map<String, Signature> signatures) implements Answer {}

    /** What the kernel of a question binds, on the GPU. */
    record Binds(List<Binding> bindings) implements Answer {}

    /** A kernel uses arguments that its launch does not have; nothing has run. */
    record Unsupplied(List<String> names) implements Answer {}

    /**
     * The device does not run a kernel; nothing has run.
     *
     * @param any whether it does not run it with any launch
     */
    record Refused(String message, boolean any) implements Answer {}

    /** There is no such device. */
    record Absent(String message) implements Answer {}

    /** The worker cannot do it, which is no kernel's fault. */
    record Failed(String message) implements Answer {}
  }
}
