package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.Parameter;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.signature.Signature;
import io.github.kernelconformance.signature.TypedParameter;
import io.github.kernelconformance.testing.Axes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Which kernels are compared, and what is told where a device does not tell all. */
class SignatureGateTest {

  private static final BiFunction<KernelFamily, Cell, Optional<String>> NOTHING =
      (family, cell) -> Optional.empty();

  private static final ConformanceMatrix MATRIX =
      ConformanceMatrix.of(
          Axes.builder()
              .modes("mxfp4")
              .dtypes("float32,float16")
              .batch("1")
              .m("1")
              .n("5,8")
              .k("512")
              .build(),
          new Families());

  private static final String QMV = "mxfp4_qmv_float_gs_32_b_4_batch_0";
  private static final String HALF = "mxfp4_qmv_float16_t_gs_32_b_4_batch_0";

  /** Kernels that cannot be run, with what they take. */
  private static final class Told implements Library {

    private final Set<String> kernels;
    private final Map<String, Signature> signatures;
    private final List<Set<String>> asked = new ArrayList<>();

    private Told(Set<String> kernels, List<Signature> signatures) {
      this.kernels = kernels;
      this.signatures = new HashMap<>();
      signatures.forEach(it -> this.signatures.put(it.kernel(), it));
    }

    @Override
    public boolean has(String kernel) {
      return kernels.contains(kernel);
    }

    @Override
    public Map<String, Signature> signatures(Set<String> names) {
      asked.add(names);
      return signatures;
    }

    @Override
    public Execution run(Launch launch) {
      throw new AssertionError("nothing is to run");
    }

    @Override
    public void close() {
      // It has nothing.
    }
  }

  @Test
  void onlyKernelsThatCellsRunAreAskedForAndOnlyOnce() throws Exception {
    Told library = new Told(Set.of(QMV, HALF, "copy"), List.of(takes(QMV, "w"), takes(HALF, "w")));

    assertThatThrownBy(() -> SignatureGate.check(MATRIX, library, NOTHING, "host"))
        .isInstanceOf(ContractMismatchException.class);

    assertThat(library.asked).containsExactly(Set.of(QMV, HALF));
  }

  @Test
  void cellsThatTheDeviceCannotRunAreLeftOut() throws Exception {
    Told library = new Told(Set.of(QMV, HALF), List.of(takes(QMV, "w")));
    BiFunction<KernelFamily, Cell, Optional<String>> all = (family, cell) -> Optional.of("no");

    assertThat(SignatureGate.check(MATRIX, library, all, "host")).isEmpty();
    assertThat(library.asked).isEmpty();
  }

  @Test
  void kernelsThatTheLibraryLacksAreLeftOut() throws Exception {
    Told library = new Told(Set.of(), List.of());

    assertThat(SignatureGate.check(MATRIX, library, NOTHING, "host")).isEmpty();
    assertThat(library.asked).isEmpty();
  }

  @Test
  void aDeviceThatCannotTellIsNamedOnce() throws Exception {
    Told library = new Told(Set.of(QMV, HALF), List.of());

    assertThat(SignatureGate.check(MATRIX, library, NOTHING, "metal"))
        .containsExactly(
            "The device metal does not tell what kernels take, so arguments were not compared with"
                + " contracts before the run: %s, %s.".formatted(HALF, QMV));
  }

  @Test
  void whatADeviceDoesNotTellOfAnArgumentIsANote() throws Exception {
    Signature qmv = takes(QMV, "w", "scales", "x", "y");
    Told library = new Told(Set.of(QMV), List.of(qmv));

    assertThat(SignatureGate.check(MATRIX, library, NOTHING, "metal"))
        .containsExactly(
            "x of %s (qmv.metal:5) was not compared in full: the device does not tell the size of"
                    .formatted(QMV)
                + " its type",
            "y of %s (qmv.metal:6) was not compared in full: the device does not tell the size of"
                    .formatted(QMV)
                + " its type");
  }

  @Test
  void whatAQmvNeedsMayNotBeMissing() {
    for (String missing : List.of("w", "scales", "x", "y")) {
      List<String> taken = new ArrayList<>(List.of("w", "scales", "x", "y"));
      taken.remove(missing);
      Signature qmv = takes(QMV, taken.toArray(String[]::new));

      assertThatThrownBy(
              () -> SignatureGate.check(MATRIX, new Told(Set.of(QMV), List.of(qmv)), NOTHING, ""))
          .isInstanceOf(ContractMismatchException.class)
          .hasMessageStartingWith(
              "%s (qmv.metal:2) and the contract fp_qmv (the class FpQmv) differ:".formatted(QMV))
          .hasMessageContaining(missing + ": the kernel has no argument of this name");
    }
  }

  private static Signature takes(String kernel, String... names) {
    List<TypedParameter> parameters = new ArrayList<>();
    for (String name : names) {
      SourceLocation line = new SourceLocation("qmv.metal", 3 + parameters.size());
      String type = name.equals("y") ? "device float*" : "const device float*";
      parameters.add(TypedParameter.of(new Parameter(name, type, "buffer", -1, "", line)));
    }
    return new Signature(kernel, kernel, parameters, new SourceLocation("qmv.metal", 2));
  }
}
