package io.github.kernelconformance.device;

import java.util.List;
import java.util.Map;

/**
 * What a launch left behind.
 *
 * @param outputs the outputs' bytes by argument name; what the kernel left unwritten is {@code
 *     0xFF}, a NaN in each floating-point type
 * @param findings what the device's checks saw, in the order in which they saw it; one for each
 *     cause, with a count
 * @param redundantWrites how often a thread wrote what another one had written there, with nothing
 *     to order them; that is allowed
 */
public record Execution(Map<String, byte[]> outputs, List<Finding> findings, long redundantWrites) {

  public Execution {
    outputs = Map.copyOf(outputs);
    findings = List.copyOf(findings);
  }
}
