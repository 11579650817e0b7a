package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.metal.CommandFault;
import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.device.metal.MetalCode;
import io.github.kernelconformance.device.metal.MetalRun;
import io.github.kernelconformance.device.metal.Probe;
import io.github.kernelconformance.device.metal.ProbeKernels;
import io.github.kernelconformance.device.metal.ProbeResult;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a GPU still computes. After whatever went wrong it has to give a known answer again, else
 * the device has failed: a GPU that no longer answers would make each further launch a timeout, for
 * which no kernel is to blame.
 */
final class KnownAnswer {

  /** The code that a worker needs for it. */
  static final MetalCode CODE = ProbeKernels.source(Probe.KNOWN_ANSWER);

  private final Patience patience;
  private volatile String failure = "";

  KnownAnswer(Patience patience) {
    this.patience = patience;
  }

  /**
   * What a device said to the question.
   *
   * @param trouble empty if it answered rightly
   * @param again whether other work is to blame, so that it may answer yet
   */
  private record Reply(Optional<String> trouble, boolean again) {

    private static Reply wrong(String trouble) {
      return new Reply(Optional.of(trouble), false);
    }
  }

  /**
   * Makes sure that the device has not failed before.
   *
   * @throws DeviceException if it has
   */
  void requireWorking() throws DeviceException {
    if (!failure.isEmpty()) {
      throw new DeviceException(failure);
    }
  }

  /**
   * Asks again.
   *
   * @param after what went wrong, a clause
   * @throws DeviceException if the right answer does not come
   */
  void require(WorkerSlot slot, String after) throws DeviceException {
    Reply reply = ask(slot);
    for (Duration pause : patience.pauses()) {
      if (!reply.again()) {
        break;
      }
      rest(pause);
      reply = ask(slot);
    }
    if (reply.trouble().isPresent()) {
      throw failed(
          "The GPU has failed. After this: %s; it no longer gives a known answer: %s"
              .formatted(after, reply.trouble().get()));
    }
  }

  /** The failure of a device, which is from then on not used. */
  DeviceException failed(String message) {
    failure = message;
    return new DeviceException(message);
  }

  /** Pauses before another try. */
  void rest(Duration pause) throws DeviceException {
    try {
      patience.pause().rest(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while waiting for a GPU", e);
    }
  }

  private Reply ask(WorkerSlot slot) {
    try {
      Job question = new Job(List.of(ProbeKernels.launch(Probe.KNOWN_ANSWER)));
      Answer answer = slot.run(question, patience.answer());
      if (answer instanceof Answer.Ran ran) {
        return reply(slot, Bodies.read(MetalRun.class, ran.body()));
      }
      return Reply.wrong(
          answer instanceof Answer.Refused refused ? refused.message() : "unexpected: " + answer);
    } catch (KernelTimeoutException e) {
      return Reply.wrong("it did not come within %d s".formatted(patience.answer().toSeconds()));
    } catch (WorkerEndedException e) {
      return new Reply(Optional.of(e.getMessage()), true);
    } catch (DeviceException e) {
      return Reply.wrong(e.getMessage());
    }
  }

  private static Reply reply(WorkerSlot slot, MetalRun run) {
    if (run.fault().isPresent()) {
      slot.vacate();
      CommandFault fault = run.fault().get();
      return new Reply(Optional.of(fault.words()), fault.innocent());
    }
    ProbeResult result =
        ProbeKernels.judge(
            Probe.KNOWN_ANSWER,
            run.executions().get(0),
            Optional.of(run.pipelines().get(0)),
            MathMode.SAFE); // its answer is of integers
    return result.right() ? new Reply(Optional.empty(), false) : Reply.wrong(result.words());
  }
}
