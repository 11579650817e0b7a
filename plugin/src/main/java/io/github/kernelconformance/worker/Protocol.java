package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.host.CompiledLibrary;
import io.github.kernelconformance.family.Launch;
import java.util.List;

/**
 * What this process and a worker say to each other. The worker says {@link Hello}, is told its
 * {@link Work}, answers, and then answers each {@link Launch} as it comes.
 */
final class Protocol {

  /** To be raised when a message changes. */
  static final int VERSION = 1;

  static final Codec<Hello> HELLO = Codecs.of(Hello.class);
  static final Codec<Work> WORK = Codecs.of(Work.class);
  static final Codec<Launch> LAUNCH = Codecs.of(Launch.class);
  static final Codec<Answer> ANSWER = Codecs.of(Answer.class);

  private Protocol() {}

  /**
   * @param token what the worker was given to tell it from every other process of this machine
   */
  record Hello(int version, String token) {}

  /**
   * @param memory bytes of address space that the worker may take beyond what it starts with
   */
  record Work(List<CompiledLibrary> libraries, long memory) {}

  /** What a worker answers. */
  sealed interface Answer {

    /** The libraries are loaded. */
    record Ready() implements Answer {}

    /** The kernel has run. */
    record Ran(Execution execution) implements Answer {}

    /** The worker cannot do it, which is no kernel's fault. */
    record Failed(String message) implements Answer {}
  }
}
