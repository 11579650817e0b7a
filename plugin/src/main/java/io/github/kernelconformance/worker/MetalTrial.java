package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.metal.MetalFacts;
import io.github.kernelconformance.device.metal.Probe;
import io.github.kernelconformance.device.metal.ProbeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of the attempt to use the GPU.
 *
 * @param facts of the device; empty where there is none
 * @param probes what it answered, each probe once
 * @param problem why it could not even be asked, one clause; empty where it could
 */
public record MetalTrial(
    Optional<MetalFacts> facts, List<ProbeResult> probes, Optional<String> problem) {

  public MetalTrial {
    probes = List.copyOf(probes);
  }

  /** Why the device is of no use; empty where it is of use. */
  public List<String> reasons() {
    List<String> reasons = new ArrayList<>(problem.stream().toList());
    probes.stream()
        .filter(it -> it.probe().required() && !it.right())
        .forEach(it -> reasons.add("%s: %s".formatted(name(), it.words())));
    return reasons;
  }

  /** Whether it may be trusted with kernels. */
  public boolean usable() {
    return reasons().isEmpty();
  }

  /** What it answered to a probe; empty where it was not asked. */
  public Optional<ProbeResult> answer(Probe probe) {
    return probes.stream().filter(it -> it.probe() == probe).findFirst();
  }

  private String name() {
    return facts.map(MetalFacts::name).orElse("the device");
  }
}
