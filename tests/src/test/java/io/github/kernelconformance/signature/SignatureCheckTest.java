package io.github.kernelconformance.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.signature.Declared.Role;
import io.github.kernelconformance.signature.SignatureProblem.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of each difference, and of what nothing is. */
class SignatureCheckTest {

  private static final List<Declared> CONTRACT =
      List.of(
          new Declared("x", Role.INPUT, "half", 2, "[rows, n]"),
          new Declared("w", Role.INPUT, "half", 2, "[n]"),
          new Declared("axis_size", Role.INPUT, "uint", 4, ""),
          new Declared("out", Role.OUTPUT, "half", 2, "[rows, n]"),
          new Declared("sums", Role.THREADGROUP, "float", 4, "[32]"));

  private static final TypedParameter X =
      Kernels.buffer("device const half*", "x", 13, Kernels.HALF);
  private static final TypedParameter W =
      Kernels.buffer("device const half*", "w", 14, Kernels.HALF);
  private static final TypedParameter AXIS_SIZE =
      Kernels.buffer("constant uint&", "axis_size", 15, Kernels.scalar(4));
  private static final TypedParameter OUT = Kernels.buffer("device half*", "out", 16, Kernels.HALF);
  private static final TypedParameter SUMS =
      Kernels.threadgroup("threadgroup float*", "sums", 17, Kernels.FLOAT);
  private static final TypedParameter GID =
      Kernels.spelled("uint", "gid", "threadgroup_position_in_grid", "", 18);

  private static Signature kernel(TypedParameter... parameters) {
    return Kernels.of("rms_norm_half", parameters);
  }

  private static String text(Signature signature) {
    return SignatureReport.text(
        "the contract rms_norm", SignatureCheck.compare(CONTRACT, signature));
  }

  @Test
  void ofAKernelThatTakesWhatItIsGivenNothingIsSaid() {
    assertThat(text(kernel(X, W, AXIS_SIZE, OUT, SUMS, GID))).isEmpty();
    assertThat(text(kernel(GID, SUMS, OUT, W, X, AXIS_SIZE))).isEmpty();
  }

  @Test
  void anotherSizeShowsBothSides() {
    TypedParameter wide = Kernels.buffer("device const float*", "w", 14, Kernels.FLOAT);
    assertThat(text(kernel(X, wide, AXIS_SIZE, OUT, SUMS, GID)))
        .isEqualTo(
            """
            rms_norm_half (rms_norm.metal:12) and the contract rms_norm differ:
              w: another size of type
                contract  input w: half [n]      (2 bytes an element)
                kernel    device const float* w  (4 bytes an element; rms_norm.metal:14)""");
  }

  @Test
  void vectorsAreTakenApart() {
    TypedParameter gaps = Kernels.buffer("device const half3*", "w", 14, Kernels.vector(8, 3, 2));
    TypedParameter wide = Kernels.buffer("device const float4*", "w", 14, Kernels.vector(16, 4, 4));
    assertThat(text(kernel(X, gaps, AXIS_SIZE, OUT, SUMS)))
        .contains("(8 bytes an element: 3 of 2 and 2 unused; rms_norm.metal:14)");
    assertThat(text(kernel(X, wide, AXIS_SIZE, OUT, SUMS)))
        .contains("(16 bytes an element: 4 of 4; rms_norm.metal:14)");
  }

  @Test
  void whatIsWrittenAndReadOnlyShowsBothSides() {
    TypedParameter constant = Kernels.buffer("device const half*", "out", 16, Kernels.HALF);
    assertThat(text(kernel(X, W, AXIS_SIZE, constant, SUMS)))
        .isEqualTo(
            """
            rms_norm_half (rms_norm.metal:12) and the contract rms_norm differ:
              out: written, but read-only in the kernel
                contract  output out: half [rows, n]  (written)
                kernel    device const half* out      (read-only; rms_norm.metal:16)""");
  }

  @Test
  void anotherAddressSpaceShowsBothSides() {
    TypedParameter sums = Kernels.buffer("device float*", "sums", 17, Kernels.FLOAT);
    TypedParameter out = Kernels.buffer("constant half*", "out", 16, Kernels.HALF);
    TypedParameter axis = Kernels.spelled("uint", "axis_size", "threads_per_threadgroup", "", 15);
    assertThat(text(kernel(X, W, axis, out, sums)))
        .isEqualTo(
            """
            rms_norm_half (rms_norm.metal:12) and the contract rms_norm differ:
              axis_size: another address space
                contract  input axis_size: uint  (device or constant memory)
                kernel    uint axis_size         (a value that Metal computes, \
            [[threads_per_threadgroup]]; rms_norm.metal:15)
              out: written, but in constant memory, which no kernel can write
                contract  output out: half [rows, n]  (device memory)
                kernel    constant half* out          (constant memory; rms_norm.metal:16)
              sums: another address space
                contract  threadgroup sums: float [32]  (threadgroup memory)
                kernel    device float* sums            (device memory; rms_norm.metal:17)""");
  }

  @Test
  void whatOneSideLacksIsNamedWithWhatMayBeMeant() {
    TypedParameter size = Kernels.buffer("constant uint&", "axisSize", 15, Kernels.scalar(4));
    assertThat(text(kernel(X, W, size, OUT, SUMS, GID)))
        .isEqualTo(
            """
            rms_norm_half (rms_norm.metal:12) and the contract rms_norm differ:
              axis_size: the kernel has no argument of this name; did you mean 'axisSize'?
                contract  input axis_size: uint
                kernel    takes x, w, axisSize, out, sums
              axisSize: the contract gives no argument of this name; did you mean 'axis_size'?
                contract  gives x, w, axis_size, out, sums
                kernel    constant uint& axisSize           (rms_norm.metal:15)""");
  }

  @ParameterizedTest
  @CsvSource({
    "w, W, true",
    "out, Out, true",
    "axis_size, AXIS_SIZE, true",
    "axis_size, axissize, true",
    "out, output, true",
    "scales, scale, true",
    "w, x, false",
    "out, dst, false",
    "axis_size, n, false",
  })
  void namesThatAreNearAreOffered(String given, String taken, boolean near) {
    List<Declared> contract = List.of(new Declared(given, Role.INPUT, "half", 2, "[n]"));
    Signature signature = kernel(Kernels.buffer("device const half*", taken, 13, Kernels.HALF));

    List<SignatureProblem> problems = SignatureCheck.compare(contract, signature);

    assertThat(problems)
        .extracting(SignatureProblem::kind)
        .containsExactly(Kind.MISSING, Kind.UNKNOWN);
    assertThat(problems.get(0).sentence().endsWith("; did you mean '" + taken + "'?"))
        .isEqualTo(near);
    assertThat(problems.get(1).sentence().endsWith("; did you mean '" + given + "'?"))
        .isEqualTo(near);
  }

  /** A name that has its own argument is not what another one was meant to be. */
  @Test
  void aNameInUseIsNotOffered() {
    List<Declared> contract =
        List.of(
            new Declared("scale", Role.INPUT, "half", 2, ""),
            new Declared("scales", Role.INPUT, "half", 2, "[n]"));
    Signature signature = kernel(Kernels.buffer("device const half*", "scales", 13, Kernels.HALF));
    assertThat(SignatureCheck.compare(contract, signature).get(0).sentence())
        .isEqualTo("scale: the kernel has no argument of this name");
  }

  @Test
  void everythingThatDiffersIsListed() {
    TypedParameter wide = Kernels.buffer("constant float*", "out", 16, Kernels.FLOAT);
    TypedParameter eps = Kernels.buffer("constant float&", "eps", 19, Kernels.FLOAT);
    assertThat(SignatureCheck.compare(CONTRACT, kernel(X, SUMS, wide, eps)))
        .extracting(it -> it.kind() + " " + it.name())
        .containsExactly(
            "MISSING w", "MISSING axis_size", "ADDRESS_SPACE out", "SIZE out", "UNKNOWN eps");
  }

  @Test
  void kernelsThatDifferAlikeAreNamedTogether() {
    TypedParameter wide = Kernels.buffer("device const T*", "w", 14, Kernels.FLOAT);
    List<SignatureProblem> problems =
        List.of("a", "b", "c", "d", "e").stream()
            .flatMap(
                name ->
                    SignatureCheck.compare(
                        CONTRACT, Kernels.of(name, X, wide, AXIS_SIZE, OUT, SUMS))
                        .stream())
            .collect(Collectors.toList());
    TypedParameter other = Kernels.buffer("device const T*", "w", 14, Kernels.scalar(8));
    problems.addAll(
        SignatureCheck.compare(CONTRACT, Kernels.of("f", X, other, AXIS_SIZE, OUT, SUMS)));

    assertThat(SignatureReport.text("the contract rms_norm", problems))
        .isEqualTo(
            """
            a, b, c and 2 more (rms_norm.metal:12) and the contract rms_norm differ:
              w: another size of type
                contract  input w: half [n]  (2 bytes an element)
                kernel    device const T* w  (4 bytes an element; rms_norm.metal:14)

            f (rms_norm.metal:12) and the contract rms_norm differ:
              w: another size of type
                contract  input w: half [n]  (2 bytes an element)
                kernel    device const T* w  (8 bytes an element; rms_norm.metal:14)""");
  }

  @Test
  void whatTheContractCallsOptionalMayBeMissing() {
    Declared bias = new Declared("bias", Role.INPUT, "half", 2, "[n]", true, "");
    assertThat(SignatureCheck.compare(List.of(bias), kernel(GID))).isEmpty();
    assertThat(
            SignatureCheck.compare(
                List.of(bias),
                kernel(Kernels.buffer("device const float*", "bias", 13, Kernels.FLOAT))))
        .extracting(SignatureProblem::kind)
        .containsExactly(Kind.SIZE);
  }

  @Test
  void anArgumentWithoutANameIsUnknown() {
    assertThat(
            SignatureCheck.compare(
                List.of(), kernel(Kernels.buffer("device float*", "", 13, Kernels.FLOAT))))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.text())
                    .isEqualTo(
                        "  an argument without a name: the contract gives no argument of this name\n"
                            + "    contract  gives nothing\n"
                            + "    kernel    device float*  (rms_norm.metal:13)"));
  }

  /** An input that is off is left out; an output that is off would never be written. */
  @ParameterizedTest
  @EnumSource
  void whatAFunctionConstantTakesAway(Role role) {
    TypedParameter guarded =
        Kernels.spelled("device half*", "y", "buffer", "has_y", 13).present(false);
    List<Declared> contract = List.of(new Declared("y", role, "half", 2, "[n]"));
    boolean written = role == Role.OUTPUT || role == Role.INOUT;
    assertThat(SignatureCheck.compare(contract, kernel(guarded)))
        .extracting(SignatureProblem::sentence)
        .isEqualTo(
            written
                ? List.of(
                    "y: the kernel has this argument only where the function constant 'has_y' is"
                        + " true")
                : List.of());
    assertThat(SignatureCheck.compare(List.of(), kernel(guarded))).isEmpty();
  }

  @Test
  void whatADeviceDoesNotTellIsNoProblemAndNoAgreement() {
    TypedParameter hidden = Kernels.spelled("Halves", "out", "buffer", "", 16);
    TypedParameter size = Kernels.spelled("device const half*", "x", "buffer", "has_x", 13);
    Signature signature = kernel(size, W, AXIS_SIZE, hidden, SUMS);

    assertThat(SignatureCheck.compare(CONTRACT, signature)).isEmpty();
    assertThat(SignatureReport.unchecked(SignatureCheck.unchecked(CONTRACT, signature)))
        .containsExactly(
            "x of rms_norm_half (rms_norm.metal:13) was not compared in full: the device does not tell"
                + " whether it exists, the size of its type",
            "out of rms_norm_half (rms_norm.metal:16) was not compared in full: the device does not tell"
                + " the size of its type, whether it can be written");
    assertThat(SignatureCheck.unchecked(CONTRACT, kernel(X, W, AXIS_SIZE, OUT, SUMS))).isEmpty();
  }

  @Test
  void whatIsNotComparedOfManyKernelsIsOneSentence() {
    TypedParameter x = Kernels.spelled("device const half*", "x", "buffer", "", 13);
    List<Unchecked> unchecked =
        List.of("a", "b", "c", "d").stream()
            .flatMap(
                name ->
                    SignatureCheck.unchecked(CONTRACT, Kernels.of(name, x, W, AXIS_SIZE, OUT, SUMS))
                        .stream())
            .toList();

    assertThat(SignatureReport.unchecked(unchecked))
        .containsExactly(
            "x of a, b, c and 1 more (rms_norm.metal:13) was not compared in full: the device does"
                + " not tell the size of its type");
  }

  @Test
  void whatAKernelDoesNotUseNeedsNoComparison() {
    TypedParameter x =
        Kernels.spelled("device const half*", "x", "buffer", "", 13)
            .bound(AddressSpace.DEVICE, -1, false);

    assertThat(SignatureCheck.unchecked(CONTRACT, kernel(x, W, AXIS_SIZE, OUT, SUMS))).isEmpty();
  }

  @Test
  void theLineOfTheContractIsShown() {
    Declared out = new Declared("out", Role.OUTPUT, "half", 2, "[n]", false, "RmsNorm.java:9");
    TypedParameter constant = Kernels.buffer("device const half*", "out", 16, Kernels.HALF);

    assertThat(SignatureCheck.compare(List.of(out), kernel(constant)))
        .extracting(SignatureProblem::contractDetail)
        .containsExactly("written; RmsNorm.java:9");
    assertThat(SignatureCheck.compare(List.of(out), kernel()))
        .extracting(SignatureProblem::contractDetail)
        .containsExactly("RmsNorm.java:9");
  }
}
