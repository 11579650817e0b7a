package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.cuda.CudaFacts;
import io.github.kernelconformance.device.metal.ProbeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of the attempt to use a card.
 *
 * @param facts of it; empty where there is none
 * @param probes what it answered, each probe once
 * @param problem why it could not even be asked, one clause; empty where it could
 */
public record CudaTrial(
    Optional<CudaFacts> facts, List<ProbeResult> probes, Optional<String> problem) {

  public CudaTrial {
    probes = List.copyOf(probes);
  }

  /** Why the card is of no use; empty where it is of use. */
  public List<String> reasons() {
    List<String> reasons = new ArrayList<>(problem.stream().toList());
    probes.stream()
        .filter(it -> it.probe().required() && !it.right())
        .forEach(
            it -> reasons.add(facts.map(CudaFacts::name).orElse("the card") + ": " + it.words()));
    return reasons;
  }

  /** Whether it may be trusted with kernels. */
  public boolean usable() {
    return reasons().isEmpty();
  }
}
