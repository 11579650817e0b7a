package io.github.kernelconformance.worker;

import io.github.kernelconformance.family.Launch;
import java.util.List;

/**
 * What this process and a worker say to each other. The worker says {@link Hello}, is told its
 * {@link Work}, answers, and then answers each {@link Request} as it comes.
 */
final class Protocol {

  /** To be raised when a message changes. */
  static final int VERSION = 11;

  static final Codec<Hello> HELLO = Codecs.of(Hello.class);
  static final Codec<Request> REQUEST = Codecs.of(Request.class);
  static final Codec<Answer> ANSWER = Codecs.of(Answer.class);

  private Protocol() {}

  /**
   * @param token what the worker was given to tell it from every other process of this machine
   */
  record Hello(int version, String token) {}

  /** What a worker is asked. */
  sealed interface Request {

    /** A kernel or a device, for messages. */
    String about();
  }

  /**
   * What a worker is there for from now on, in the place of what it was there for before.
   *
   * @param device the name of the device, of which both ends know what {@code body} and the bodies
   *     of answers are: records, as {@link Bodies} writes them
   */
  record Work(String device, byte[] body) implements Request {

    @Override
    public String about() {
      return device;
    }
  }

  /**
   * What to run.
   *
   * @param launches one, or for a GPU any number
   * @param mutant the one that runs, on the CPU; 0 for the program as it is
   */
  record Job(List<Launch> launches, int mutant) implements Request {

    Job(List<Launch> launches) {
      this(launches, 0);
    }

    @Override
    public String about() {
      return launches.get(0).kernel();
    }
  }

  /**
   * What kernels take is to be told; nothing runs.
   *
   * @param kernels host names that the work has, at least one; for Metal exactly one
   */
  record Question(List<String> kernels) implements Request {

    @Override
    public String about() {
      return kernels.get(0);
    }
  }

  /** What a worker answers. */
  sealed interface Answer {

    /**
     * The work is loaded.
     *
     * @param body what the device tells of itself and of the work
     */
    record Ready(byte[] body) implements Answer {}

    /**
     * The kernels of a job are ready and run from now on, for which they have their time. Another
     * answer follows. Workers for the host have nothing to get ready and do not say it.
     */
    record Running() implements Answer {}

    /** The kernels of a job have run, to their end or to a fault that the device tells of. */
    record Ran(byte[] body) implements Answer {}

    /** What the kernels of a question take. */
    record Told(byte[] body) implements Answer {}

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
