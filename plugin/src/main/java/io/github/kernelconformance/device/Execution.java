package io.github.kernelconformance.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a launch left behind.
 *
 * @param outputs the outputs' bytes by argument name; what the kernel left unwritten is {@code
 *     0xFF}, a NaN in each floating-point type
 * @param findings what the device's checks saw, in the order in which they saw it; one for each
 *     cause, with a count
 * @param redundantWrites how often a thread wrote what another one had written there, with nothing
 *     to order them; that is allowed
 * @param lostWorker how a process ended that was to run this launch before; the launch then ran
 *     again in a new one, and its kernel is not to blame
 * @param refilled of outputs with elements that the kernel did not write, what it leaves if they
 *     hold large numbers before ({@link io.github.kernelconformance.family.Fill}), by argument
 *     name; outputs that were wholly written are left out, as are all if the device does not try
 * @param blocks the parts of the kernel that ran, where the library was compiled to tell; else none
 * @param counts of the library's counters, where it was compiled to count; else none
 */
public record Execution(
    Map<String, byte[]> outputs,
    List<Finding> findings,
    long redundantWrites,
    Optional<String> lostWorker,
    Map<String, byte[]> refilled,
    List<Block> blocks,
    Counts counts) {

  public Execution {
    outputs = Map.copyOf(outputs);
    findings = List.copyOf(findings);
    refilled = Map.copyOf(refilled);
    blocks = List.copyOf(blocks);
  }

  /** What a launch left behind that ran at its first try. */
  public Execution(Map<String, byte[]> outputs, List<Finding> findings, long redundantWrites) {
    this(outputs, findings, redundantWrites, Optional.empty(), Map.of(), List.of(), Counts.NONE);
  }

  /** The same with other findings. */
  public Execution withFindings(List<Finding> others) {
    return new Execution(outputs, others, redundantWrites, lostWorker, refilled, blocks, counts);
  }

  /** The same with what is left of other contents of the outputs. */
  public Execution withRefilled(Map<String, byte[]> others) {
    return new Execution(outputs, findings, redundantWrites, lostWorker, others, blocks, counts);
  }

  /** The same with other blocks. */
  public Execution withBlocks(List<Block> others) {
    return new Execution(outputs, findings, redundantWrites, lostWorker, refilled, others, counts);
  }

  /** The same with counts. */
  public Execution withCounts(Counts others) {
    return new Execution(outputs, findings, redundantWrites, lostWorker, refilled, blocks, others);
  }

  /** The same of a launch whose first worker ended in some way. */
  public Execution withLostWorker(String end) {
    return new Execution(
        outputs, findings, redundantWrites, Optional.of(end), refilled, blocks, counts);
  }
}
