package io.github.kernelconformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.FloatKernel.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a conforming kernel computes is right; what a kernel off by more computes is found. */
class ConformingKernelsTest {

  private static final int STEPS = 12;
  private static final int KERNELS = 4;

  private static final float[] EDGES = {
    0f,
    -0f,
    1,
    -1,
    2,
    0.5f,
    -2,
    8,
    Math.nextDown(1f),
    Math.nextUp(1f),
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Math.nextDown(Float.MIN_NORMAL),
    -3e-39f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1.9e19f,
    -1e30f,
    1e-30f,
    88.7f,
    88.8f,
    89f,
    -87.4f,
    -103f,
    128f,
    -126f,
    3.1415927f,
    1.5707964f,
    1e6f,
    1e-4f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  private static Arithmetic arithmetic(Platform platform) {
    return Arithmetic.of(
        platform == Platform.METAL ? AccuracyTable.MSL_PRECISE : AccuracyTable.CUDA);
  }

  @ParameterizedTest
  @EnumSource(names = {"METAL", "CUDA"})
  void everyOperationOfEveryPairOfEdges(Platform platform) {
    Random random = new Random(1);
    Arithmetic arithmetic = arithmetic(platform);
    FloatKernel kernel = new FloatKernel(platform, random, 1);
    for (Op op : Op.values()) {
      for (float a : EDGES) {
        for (float b : EDGES) {
          float[] x = {a, b, EDGES[random.nextInt(EDGES.length)], 5};
          Tracked reference = op.of(tracked(arithmetic, x));
          for (int i = 0; i < 6; i++) {
            check(reference, kernel.of(op, loaded(kernel, x)), op, x);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"METAL", "CUDA"})
  void everyFunctionOfManyArguments(Platform platform) {
    Random random = new Random(2);
    Arithmetic arithmetic = arithmetic(platform);
    FloatKernel kernel = new FloatKernel(platform, random, 1);
    for (Op op : Op.values()) {
      for (int i = 0; i < 3000; i++) {
        float[] x = {any(random), any(random), any(random), any(random)};
        check(op.of(tracked(arithmetic, x)), kernel.of(op, loaded(kernel, x)), op, x);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"METAL", "CUDA"})
  void randomPrograms(Platform platform) {
    Random random = new Random(3);
    Arithmetic arithmetic = arithmetic(platform);
    for (int run = 0; run < 4000; run++) {
      Program program = Program.random(random, STEPS, run % 3 == 0);
      Tracked[] reference = program.reference(arithmetic);
      for (int k = 0; k < KERNELS; k++) {
        float[] got = program.run(new FloatKernel(platform, random, 1), random);
        for (int i = 0; i < got.length; i++) {
          assertThat(reference[i].admits(got[i]))
              .as("%s step %d: %s, got %s%n%s", platform, i, reference[i], got[i], program)
              .isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"METAL", "CUDA"})
  void boundsAreOfUse(Platform platform) {
    Random random = new Random(4);
    Arithmetic arithmetic = arithmetic(platform);
    FloatKernel worst = new FloatKernel(platform, random, 1);
    for (Op op : Op.values()) {
      int vacuous = 0;
      double used = 0;
      for (int i = 0; i < 1000; i++) {
        float[] x = ordinary(op, random);
        Tracked reference = op.of(tracked(arithmetic, x));
        vacuous += reference.vacuous() ? 1 : 0;
        double error = Math.abs(worst.of(op, x) - reference.value());
        used = Math.max(used, error == 0 ? 0 : error / reference.bound());
      }
      assertThat(vacuous).as("%s %s", platform, op).isZero();
      boolean rounds = used > 0;
      assertThat(rounds ? used : 1).as("%s %s", platform, op).isGreaterThan(0.45);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"METAL", "CUDA"})
  void aKernelThatIsFartherOffIsFound(Platform platform) {
    Random random = new Random(5);
    Arithmetic arithmetic = arithmetic(platform);
    FloatKernel wrong = new FloatKernel(platform, random, 1.5);
    for (Op op : List.of(Op.EXP, Op.LOG, Op.SIN, Op.TAN, Op.TANH, Op.ASINH, Op.ATAN2, Op.POW)) {
      int found = 0;
      for (int i = 0; i < 1000; i++) {
        float[] x = ordinary(op, random);
        found += op.of(tracked(arithmetic, x)).admits(wrong.of(op, x)) ? 0 : 1;
      }
      assertThat(found).as("%s %s", platform, op).isGreaterThan(100);
    }
  }

  @Test
  void programsAreMostlyOfUse() {
    Random random = new Random(6);
    Arithmetic arithmetic = arithmetic(Platform.METAL);
    int all = 0;
    int vacuous = 0;
    for (int run = 0; run < 1000; run++) {
      for (Tracked each : Program.random(random, STEPS, false).reference(arithmetic)) {
        all++;
        vacuous += each.vacuous() ? 1 : 0;
      }
    }
    assertThat(vacuous / (double) all).isLessThan(0.1);
  }

  private static void check(Tracked reference, float got, Op op, float[] x) {
    if (!reference.admits(got)) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "%s of %s: got %s, but the reference is %s",
              op,
              Arrays.toString(Arrays.copyOf(x, op.operands)),
              got,
              reference));
    }
  }

  private static Tracked[] tracked(Arithmetic arithmetic, float[] x) {
    Tracked[] all = new Tracked[x.length];
    for (int i = 0; i < x.length; i++) {
      all[i] = arithmetic.exact(x[i]);
    }
    return all;
  }

  private static float[] loaded(FloatKernel kernel, float[] x) {
    float[] all = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      all[i] = kernel.flushed(x[i]);
    }
    return all;
  }

  /** Any float, all exponents alike, and the edges. */
  static float any(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> EDGES[random.nextInt(EDGES.length)];
      case 1 -> (float) random.nextGaussian();
      case 2 -> random.nextInt(41) - 20;
      default -> Float.intBitsToFloat(random.nextInt());
    };
  }

  private static float[] ordinary(Op op, Random random) {
    float[] x = new float[4];
    for (int i = 0; i < 4; i++) {
      float size = 0.05f + 0.9f * random.nextFloat();
      x[i] =
          switch (op) {
            case ACOSH -> 1.1f + 10 * size;
            case LOG, LOG2, LOG10 -> 2 + 10 * size;
            case POW, SQRT, RSQRT -> 0.3f + size;
            default -> random.nextBoolean() ? size : -size;
          };
    }
    return x;
  }
}
