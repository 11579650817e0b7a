package io.github.kernelconformance.device.host;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.host.Adversary.Direction;
import io.github.kernelconformance.device.host.Adversary.Table;
import io.github.kernelconformance.device.host.MathKernels.Space;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.TestDevice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bounds of single functions admit every answer of every adversary, and no bound is much larger
 * than the farthest of these.
 */
class TrackedFunctionsTest {

  private static final Path OUTPUT = Path.of("target", "test-kernels");
  private static final int TURNS = 7;
  private static final int[] HALVES = IntStream.range(0, 1 << 16).toArray();
  private static final float[] FLOATS = numbers(8192, 31);
  private static final float[] PAIRS = numbers(16384, 32);

  private static final Map<String, UnaryOperator<Tracked>> FUNCTIONS =
      Map.ofEntries(
          entry("acos", Tracked::acos),
          entry("acosh", Tracked::acosh),
          entry("asin", Tracked::asin),
          entry("asinh", Tracked::asinh),
          entry("atan", Tracked::atan),
          entry("atanh", Tracked::atanh),
          entry("cos", Tracked::cos),
          entry("cosh", Tracked::cosh),
          entry("exp", Tracked::exp),
          entry("exp2", Tracked::exp2),
          entry("exp10", Tracked::exp10),
          entry("log", Tracked::log),
          entry("log2", Tracked::log2),
          entry("log10", Tracked::log10),
          entry("rsqrt", Tracked::rsqrt),
          entry("sin", Tracked::sin),
          entry("sinh", Tracked::sinh),
          entry("sqrt", Tracked::sqrt),
          entry("tan", Tracked::tan),
          entry("tanh", Tracked::tanh));

  private static final Map<String, BinaryOperator<Tracked>> OF_TWO =
      Map.of("atan2", Tracked::atan2, "divide", Tracked::over, "pow", Tracked::pow);

  /** How answers to calls of one function lay within their bounds. */
  private static final class Tally {
    private final List<String> alarms = new ArrayList<>();
    private double furthest;

    private void add(String function, double x, double y, Tracked tracked, double answer) {
      double part = Math.abs(answer - tracked.value()) / tracked.bound();
      if (!tracked.admits(answer)) {
        alarms.add(
            "%s(%a, %a) = %a, but %a +- %a"
                .formatted(function, x, y, answer, tracked.value(), tracked.bound()));
      } else if (Double.isFinite(part)) {
        furthest = Math.max(furthest, part);
      }
    }
  }

  private static List<Adversary> adversaries(Table table) {
    List<Adversary> all = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      all.add(Adversary.of(direction, table, 5));
    }
    all.add(Adversary.of(Direction.UP, table, 6).withFlushedSubnormals());
    all.add(Adversary.of(Direction.DOWN, table, 6).withFlushedSubnormals());
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void everyAnswerIsAdmittedAndSomeAreFarOff(Table table) throws Exception {
    Arithmetic arithmetic =
        Arithmetic.of(table == Table.FAST ? AccuracyTable.MSL_FAST : AccuracyTable.MSL_PRECISE);
    Map<String, Tally> tallies = new HashMap<>();
    List<Adversary> adversaries = adversaries(table);
    for (int turn = 0; turn < adversaries.size(); turn++) {
      Device device = TestDevice.against(adversaries.get(turn), OUTPUT);
      try (MathKernels kernels = new MathKernels(device)) {
        ofOne(tallies, arithmetic, kernels.floats(Space.PLAIN, 1, FLOATS));
        ofTwo(tallies, arithmetic, kernels.floats(Space.PLAIN, 2, PAIRS));
        int[] halves = kernels.halves(Space.PLAIN, 1, HALVES);
        halves(tallies, arithmetic.in(DType.FLOAT16), turn, halves);
      }
    }
    assertThat(tallies).hasSize(2 * FUNCTIONS.size() + OF_TWO.size());
    tallies.forEach(
        (name, it) -> {
          assertThat(it.alarms).as(name).isEmpty();
          // The root may also be that of a division, which rounds twice.
          assertThat(it.furthest).as(name).isGreaterThan(name.startsWith("rsqrt") ? 0.49 : 0.7);
        });
  }

  private static void ofOne(Map<String, Tally> tallies, Arithmetic arithmetic, float[] answers) {
    int functions = MathFunction.ALL.size();
    for (int n = 0; n < functions; n++) {
      String name = MathFunction.ALL.get(n).name();
      for (int i = 0; FUNCTIONS.containsKey(name) && i < FLOATS.length; i++) {
        Tracked tracked = FUNCTIONS.get(name).apply(arithmetic.exact(FLOATS[i]));
        tallies
            .computeIfAbsent(name, it -> new Tally())
            .add(name, FLOATS[i], 0, tracked, answers[i * functions + n]);
      }
    }
  }

  private static void ofTwo(Map<String, Tally> tallies, Arithmetic arithmetic, float[] answers) {
    int functions = MathFunction.PAIRS.size();
    for (int n = 0; n < functions; n++) {
      String name = MathFunction.PAIRS.get(n).name();
      for (int i = 0; OF_TWO.containsKey(name) && i < PAIRS.length / 2; i++) {
        float x = PAIRS[2 * i];
        float y = PAIRS[2 * i + 1];
        Tracked tracked = OF_TWO.get(name).apply(arithmetic.exact(x), arithmetic.exact(y));
        tallies
            .computeIfAbsent(name, it -> new Tally())
            .add(name, x, y, tracked, answers[i * functions + n]);
      }
    }
  }

  /** Adversaries take turns, so that all of them see all sizes of halves. */
  private static void halves(
      Map<String, Tally> tallies, Arithmetic arithmetic, int turn, int[] answers) {
    int functions = MathFunction.ALL.size();
    for (int n = 0; n < functions; n++) {
      String name = MathFunction.ALL.get(n).name();
      for (int code = turn; FUNCTIONS.containsKey(name) && code < 1 << 16; code += TURNS) {
        double x = Format.HALF.decode(code);
        Tracked tracked = FUNCTIONS.get(name).apply(arithmetic.exact(x));
        double answer = Format.HALF.decode(answers[code * functions + n]);
        tallies
            .computeIfAbsent(name + " of halves", it -> new Tally())
            .add(name, x, 0, tracked, answer);
      }
    }
  }

  /** Of any size, and of the sizes that functions are used with. */
  private static float[] numbers(int count, int seed) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      double uniform = 24 * random.nextDouble() - 12;
      numbers[i] =
          switch (random.nextInt(4)) {
            case 0 -> Float.intBitsToFloat(random.nextInt());
            case 1 -> (float) uniform;
            case 2 -> (float) Math.scalb(uniform, -random.nextInt(20));
            default -> (float) (1 + Math.scalb(uniform, -4 - random.nextInt(20)));
          };
    }
    return numbers;
  }
}
