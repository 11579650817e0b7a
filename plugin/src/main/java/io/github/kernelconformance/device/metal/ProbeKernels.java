package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The kernels of the probes: their source, their launches, and what they must answer. */
public final class ProbeKernels {

  private static final int GROUP = 64;
  private static final int GROUPS = 4;
  private static final int FACTOR = 0x9E3779B1;

  /** Lanes of a SIMD group. */
  static final int LANES = 32;

  /** The smallest but for its lowest bits, so that its double is one too. */
  private static final int SUBNORMAL = 0x00012345;

  /** Its square, 1 + 2^-12 + 2^-26, rounds to 1 + 2^-12. */
  private static final float FACTOR_OF_SQUARE = 1 + 0x1p-13f;

  private static final float ROUNDED_SQUARE = 1 + 0x1p-12f;

  /** Exact, exact, a tie that goes down to even, one that goes up; and what they round to. */
  private static final int[] FLOATS = {0x3F800000, 0xC2280000, 0x3F808000, 0x3F818000};

  private static final short[] BFLOATS = {0x3F80, (short) 0xC228, 0x3F80, 0x3F82};

  /** The element of y that the wrong store writes; y has one, and memory comes in pages. */
  private static final int WRONG_INDEX = 256;

  private ProbeKernels() {}

  /** The source of a probe's kernel; one each, so that what does not compile costs one answer. */
  public static MetalCode source(Probe probe) {
    String file = probe.name().toLowerCase(Locale.ROOT) + ".metal";
    try (InputStream in = ProbeKernels.class.getResourceAsStream(file)) {
      return new MetalCode.Source(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The launch that asks. */
  public static Launch launch(Probe probe) {
    return switch (probe) {
      case KNOWN_ANSWER ->
          launch(
              probe,
              GROUPS,
              GROUP,
              input("x", IntStream.range(0, GROUPS * GROUP).toArray()),
              new Argument.Output("y", GROUPS * GROUP * Integer.BYTES),
              input("factor", FACTOR));
      case SIMD_WIDTH ->
          launch(probe, 1, GROUP, new Argument.Output("y", 2 * GROUP * Integer.BYTES));
      case SUBNORMALS ->
          launch(probe, 1, 1, input("x", SUBNORMAL), new Argument.Output("y", 2 * Integer.BYTES));
      case CONTRACTION ->
          launch(
              probe,
              1,
              1,
              input(
                  "x",
                  Float.floatToIntBits(FACTOR_OF_SQUARE),
                  Float.floatToIntBits(FACTOR_OF_SQUARE),
                  Float.floatToIntBits(-ROUNDED_SQUARE)),
              new Argument.Output("y", 2 * Integer.BYTES));
      case BFLOAT ->
          launch(
              probe,
              1,
              FLOATS.length,
              input("x", FLOATS),
              new Argument.Output("y", FLOATS.length * Short.BYTES));
      case WRONG_STORE ->
          launch(probe, 1, 1, input("index", WRONG_INDEX), new Argument.Output("y", Integer.BYTES));
    };
  }

  private static Launch launch(Probe probe, int groups, int threads, Argument... arguments) {
    return new Launch(
        probe.kernel(), new Size(groups, 1, 1), new Size(threads, 1, 1), List.of(arguments));
  }

  private static Argument input(String name, int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return new Argument.Input(name, bytes.array());
  }

  /**
   * Judges an answer.
   *
   * @param execution what the launch left behind
   * @param pipeline of the kernel
   * @param mathMode with which the kernel was compiled
   */
  public static ProbeResult judge(
      Probe probe, Execution execution, Optional<PipelineFacts> pipeline, MathMode mathMode) {
    ByteBuffer y = ByteBuffer.wrap(execution.outputs().get("y")).order(ByteOrder.LITTLE_ENDIAN);
    return switch (probe) {
      case KNOWN_ANSWER -> knownAnswer(y.asIntBuffer());
      case SIMD_WIDTH -> simdWidth(y.asIntBuffer(), pipeline);
      case SUBNORMALS -> subnormals(y.asIntBuffer());
      case CONTRACTION -> contraction(y.asFloatBuffer(), mathMode);
      case BFLOAT -> bfloat(y);
      case WRONG_STORE -> wrongStore(execution.findings());
    };
  }

  private static ProbeResult knownAnswer(IntBuffer y) {
    for (int i = 0; i < GROUPS * GROUP; i++) {
      int group = i / GROUP;
      int from = group * GROUP + GROUP - 1 - i % GROUP;
      int expected = from * FACTOR + group;
      if (y.get(i) != expected) {
        return wrong(
            Probe.KNOWN_ANSWER,
            "computes wrongly: element %d of a known answer is 0x%08x instead of 0x%08x",
            i,
            y.get(i),
            expected);
      }
    }
    return right(Probe.KNOWN_ANSWER, "right");
  }

  private static ProbeResult simdWidth(IntBuffer y, Optional<PipelineFacts> pipeline) {
    long told = pipeline.map(PipelineFacts::simdWidth).orElse(0L);
    for (int i = 0; i < GROUP; i++) {
      if (told != LANES || y.get(2 * i) != LANES || y.get(2 * i + 1) != LANES) {
        return wrong(
            Probe.SIMD_WIDTH,
            "does not have SIMD groups of %d lanes: the pipeline reports %d lanes, the"
                + " kernel %d, and a sum of 1 over all lanes is %d",
            LANES,
            told,
            y.get(2 * i),
            y.get(2 * i + 1));
      }
    }
    return right(Probe.SIMD_WIDTH, "32 lanes");
  }

  private static ProbeResult subnormals(IntBuffer y) {
    String moved = y.get(0) == SUBNORMAL ? "kept" : y.get(0) == 0 ? "flushed" : "changed";
    String added = y.get(1) == 2 * SUBNORMAL ? "keeps" : y.get(1) == 0 ? "flushes" : "changes";
    boolean right = moved.equals("kept") && !added.equals("changes");
    return new ProbeResult(
        Probe.SUBNORMALS,
        right,
        "loads and stores: %s; arithmetic %s them".formatted(moved, added));
  }

  private static ProbeResult contraction(FloatBuffer y, MathMode mathMode) {
    String inOne = contraction(y.get(0));
    String inTwo = contraction(y.get(1));
    String words =
        inOne.equals(inTwo)
            ? "a*b+c is " + inOne
            : "a*b+c is %s in one statement and %s in two".formatted(inOne, inTwo);
    boolean known = !words.contains("wrong");
    boolean fused = words.contains("fused");
    return new ProbeResult(
        Probe.CONTRACTION,
        known && (mathMode.contracts() || !fused),
        fused && !mathMode.contracts() ? words + " although mathMode is safe" : words);
  }

  private static String contraction(float rest) {
    return rest == 0 ? "rounded twice" : rest == 0x1p-26f ? "fused" : "wrong (" + rest + ")";
  }

  private static ProbeResult bfloat(ByteBuffer y) {
    for (int i = 0; i < BFLOATS.length; i++) {
      if (y.getShort(i * Short.BYTES) != BFLOATS[i]) {
        return wrong(
            Probe.BFLOAT,
            "rounds 0x%08x to bfloat 0x%04x instead of 0x%04x",
            FLOATS[i],
            y.getShort(i * Short.BYTES),
            BFLOATS[i]);
      }
    }
    return right(Probe.BFLOAT, "right");
  }

  private static ProbeResult wrongStore(List<Finding> findings) {
    boolean reported =
        findings.stream().anyMatch(it -> it.access().filter(Finding.Access::write).isPresent());
    return reported
        ? right(Probe.WRONG_STORE, "reported")
        : wrong(Probe.WRONG_STORE, "a deliberate store outside of a buffer is not reported");
  }

  private static ProbeResult right(Probe probe, String words) {
    return new ProbeResult(probe, true, words);
  }

  private static ProbeResult wrong(Probe probe, String words, Object... arguments) {
    return new ProbeResult(probe, false, String.format(Locale.ROOT, words, arguments));
  }
}
