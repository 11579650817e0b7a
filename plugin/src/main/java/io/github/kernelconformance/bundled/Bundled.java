package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.FamilyProvider;
import io.github.kernelconformance.family.KernelFamily;
import java.util.Arrays;
import java.util.List;

/** The contracts that come with the plugin; those of one call share what they draw. */
public final class Bundled implements FamilyProvider {

  @Override
  public List<KernelFamily> families() {
    Draws draws = new Draws();
    return List.of(new FpQmv(draws), new AffineQmv(draws));
  }

  @Override
  public String usual() {
    return "fp_qmv";
  }

  @Override
  public boolean mayBeUsual(String kernel) {
    return Arrays.stream(FpMode.values()).anyMatch(mode -> kernel.startsWith(mode.id()));
  }
}
