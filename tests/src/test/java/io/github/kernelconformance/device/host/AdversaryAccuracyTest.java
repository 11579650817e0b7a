package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.host.Adversary.Direction;
import io.github.kernelconformance.device.host.Adversary.Table;
import io.github.kernelconformance.device.host.MathKernels.Space;
import io.github.kernelconformance.testing.TestDevice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each function of the tables of accuracy, in each namespace and type, against each adversary: no
 * answer leaves its row, and each is the last float that does not.
 */
class AdversaryAccuracyTest {

  private static final Path OUTPUT = Path.of("target", "test-kernels");
  private static final float[] ONES = arguments(1);
  private static final float[] TWOS = arguments(2);
  private static final int[] HALVES = IntStream.range(0, 1 << 16).toArray();
  private static final int[] HALF_PAIRS = new Random(7).ints(1 << 16, 0, 1 << 16).toArray();

  /** A build tries one in each direction and table that differ most; all with -Dadversaries=all. */
  static Stream<Adversary> adversaries() {
    Stream<Adversary> all =
        Stream.of(Direction.values())
            .flatMap(
                direction ->
                    Stream.of(Table.values()).map(table -> Adversary.of(direction, table, 11)));
    return System.getProperty("adversaries", "").equals("all")
        ? all
        : all.filter(
            it -> it.direction() == (it.table() == Table.FAST ? Direction.RANDOM : Direction.UP));
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void answersAreAtTheEdgeOfTheirRow(Adversary adversary) throws Exception {
    try (MathKernels kernels = new MathKernels(TestDevice.against(adversary, OUTPUT))) {
      Judge judge = new Judge(adversary.direction());
      for (Space space : Space.values()) {
        boolean fast =
            space == Space.FAST || space == Space.PLAIN && adversary.table() == Table.FAST;
        ofOne(judge, fast, kernels.floats(space, 1, ONES));
        ofTwo(judge, fast, kernels.floats(space, 2, TWOS));
        halves(judge, kernels.halves(space, 1, HALVES));
        halfPairs(judge, kernels.halves(space, 2, HALF_PAIRS));
      }
      assertThat(judge.complaints()).isEmpty();
    }
  }

  @Test
  void theLibraryOfBuildsIsAsNearAsItWas() throws Exception {
    try (MathKernels kernels = new MathKernels(TestDevice.in(OUTPUT))) {
      Judge judge = new Judge(Direction.NONE);
      for (Space space : Space.values()) {
        ofOne(judge, false, kernels.floats(space, 1, ONES));
        ofTwo(judge, false, kernels.floats(space, 2, TWOS));
        halves(judge, kernels.halves(space, 1, HALVES));
        halfPairs(judge, kernels.halves(space, 2, HALF_PAIRS));
      }
      assertThat(judge.complaints()).isEmpty();
    }
  }

  @Test
  void aLibraryThatIsNotAtTheEdgeIsSeen() throws Exception {
    try (MathKernels kernels = new MathKernels(TestDevice.in(OUTPUT))) {
      Judge judge = new Judge(Direction.UP);
      ofOne(judge, false, kernels.floats(Space.PLAIN, 1, ONES));
      ofTwo(judge, false, kernels.floats(Space.PLAIN, 2, TWOS));
      halves(judge, kernels.halves(Space.PLAIN, 1, HALVES));
      halfPairs(judge, kernels.halves(Space.PLAIN, 2, HALF_PAIRS));
      for (MathFunction function : MathFunction.ALL) {
        boolean free = function.ulps() > 0;
        expectComplaints(judge, function.name() + "(", free);
        expectComplaints(judge, function.name() + " of halves(", free);
      }
      expectComplaints(judge, "atan2 of halves(", true);
      for (MathFunction.Pair function : MathFunction.PAIRS) {
        expectComplaints(judge, function.name() + "(", function.ulps() > 0);
      }
    }
  }

  @Test
  void aLibraryThatLeavesItsRowsIsSeen() throws Exception {
    Adversary adversary = Adversary.of(Direction.RANDOM, Table.PRECISE, 11);
    try (MathKernels kernels = new MathKernels(TestDevice.against(adversary, OUTPUT))) {
      float[] answers = kernels.floats(Space.PLAIN, 1, ONES);
      for (int n = 0; n < MathFunction.ALL.size(); n++) {
        MathFunction function = MathFunction.ALL.get(n);
        if (function.ulps() > 0) {
          Judge judge = new Judge(Direction.RANDOM);
          judge.begin(function.name());
          for (int i = 0; i < ONES.length; i++) {
            double exact = function.exact().applyAsDouble(ONES[i]);
            float answer = answers[i * MathFunction.ALL.size() + n];
            judge.ulps(Format.FLOAT, function.ulps() - 0.5, exact, answer, ONES[i], 0);
          }
          assertThat(judge.complaints()).as(function.name()).isNotEmpty();
        }
      }
    }
  }

  private static void expectComplaints(Judge judge, String beginning, boolean expected) {
    assertThat(judge.complaints().stream().anyMatch(it -> it.startsWith(beginning)))
        .as(beginning)
        .isEqualTo(expected);
  }

  private static void ofOne(Judge judge, boolean fast, float[] answers) {
    for (int n = 0; n < MathFunction.ALL.size(); n++) {
      MathFunction function = MathFunction.ALL.get(n);
      judge.begin(function.name() + (fast ? " (fast)" : ""));
      for (int i = 0; i < ONES.length; i++) {
        float x = ONES[i];
        double exact = function.exact().applyAsDouble(x);
        float answer = answers[i * MathFunction.ALL.size() + n];
        if (!fast) {
          judge.ulps(Format.FLOAT, function.ulps(), exact, answer, x, 0);
        } else if (function.fast() instanceof MathFunction.Row.Error row) {
          judge.error(row.ofArgument().applyAsDouble(x), exact, answer, x, 0);
        } else if (function.fast() instanceof MathFunction.Row.Formula formula) {
          judge.formula(formula.values().apply(x), exact, answer, x, 0);
        }
      }
      judge.end();
    }
  }

  private static void ofTwo(Judge judge, boolean fast, float[] answers) {
    for (int n = 0; n < MathFunction.PAIRS.size(); n++) {
      MathFunction.Pair function = MathFunction.PAIRS.get(n);
      judge.begin(function.name() + (fast ? " (fast)" : ""));
      for (int i = 0; i < TWOS.length / 2; i++) {
        float x = TWOS[2 * i];
        float y = TWOS[2 * i + 1];
        double exact = function.exact().applyAsDouble(x, y);
        float answer = answers[i * MathFunction.PAIRS.size() + n];
        if (fast) {
          judge.formula(function.fast().of(x, y), exact, answer, x, y);
        } else {
          judge.ulps(Format.FLOAT, function.ulps(), exact, answer, x, y);
        }
      }
      judge.end();
    }
  }

  private static void halves(Judge judge, int[] answers) {
    for (int n = 0; n < MathFunction.ALL.size(); n++) {
      MathFunction function = MathFunction.ALL.get(n);
      double ulps = MathFunction.HALF_ULPS.getOrDefault(function.name(), 1.0);
      judge.begin(function.name() + " of halves");
      for (int code : HALVES) {
        double x = Format.HALF.decode(code);
        double answer = Format.HALF.decode(answers[code * MathFunction.ALL.size() + n]);
        judge.ulps(Format.HALF, ulps, function.exact().applyAsDouble(x), answer, x, 0);
      }
      judge.end();
    }
  }

  private static void halfPairs(Judge judge, int[] answers) {
    for (int n = 0; n < MathFunction.PAIRS.size(); n++) {
      MathFunction.Pair function = MathFunction.PAIRS.get(n);
      double ulps = function.name().equals("atan2") ? 1 : 0;
      judge.begin(function.name() + " of halves");
      for (int i = 0; i < HALF_PAIRS.length / 2; i++) {
        double x = Format.HALF.decode(HALF_PAIRS[2 * i]);
        double y = Format.HALF.decode(HALF_PAIRS[2 * i + 1]);
        double answer = Format.HALF.decode(answers[i * MathFunction.PAIRS.size() + n]);
        judge.ulps(Format.HALF, ulps, function.exact().applyAsDouble(x, y), answer, x, y);
      }
      judge.end();
    }
  }

  /** Of any size, of the sizes that functions are used with, near one, and all special ones. */
  private static float[] arguments(int operands) {
    Random random = new Random(20261123 + operands);
    List<Float> numbers = new ArrayList<>();
    float[] special = {
      0,
      -0f,
      1,
      -1,
      0.5f,
      -0.5f,
      0.25f,
      2,
      -2,
      10,
      100,
      1e-30f,
      -1e-30f,
      0x1p-126f,
      0x1p-127f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      88.7f,
      -87,
      -103,
      128,
      -149,
      44
    };
    for (float x : special) {
      for (float y : operands == 1 ? new float[1] : special) {
        numbers.add(x);
        if (operands == 2) {
          numbers.add(y);
        }
      }
    }
    while (numbers.size() < 8192 * operands) {
      double uniform = 24 * random.nextDouble() - 12;
      numbers.add(
          switch (random.nextInt(4)) {
            case 0 -> Float.intBitsToFloat(random.nextInt());
            case 1 -> (float) uniform;
            case 2 -> (float) Math.scalb(uniform, -random.nextInt(20));
            default -> (float) (1 + Math.scalb(uniform, -4 - random.nextInt(20)));
          });
    }
    float[] all = new float[numbers.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers.get(i);
    }
    return all;
  }
}
