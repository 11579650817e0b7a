package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.Violation;
import io.github.kernelconformance.contract.Written;
import io.github.kernelconformance.family.Expected;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a reference gave, as those expect it who compare. */
final class ExpectedOutput {

  private ExpectedOutput() {}

  /**
   * What is expected.
   *
   * @param calls calls the author's properties
   */
  static Expected of(OutputRecord given, ReferenceCalls calls) {
    int size = MemoryLayout.count(given.sizes());
    return switch (given.kind()) {
      case NEAR -> near(given);
      case EXACTLY -> exactly(given, size);
      case ONE_OF -> oneOf(given, size);
      case SATISFIES ->
          new Expected.Satisfies(size, "its property", output -> broken(given, output, calls));
    };
  }

  private static Expected near(OutputRecord given) {
    for (double bound : given.bounds()) {
      if (bound != 0) {
        return new Expected.Near(given.values(), given.bounds(), given.reach(), 0);
      }
    }
    return new Expected.Rounded(given.values());
  }

  private static Expected exactly(OutputRecord given, int size) {
    ScalarType type = given.type();
    ByteBuffer bytes = Encoding.buffer(new byte[size * type.bytes()]);
    for (int i = 0; i < size; i++) {
      Encoding.put(
          bytes, i * type.bytes(), type.floating() ? bits(type) : type, given.integers()[i]);
    }
    boolean whole = IntStream.range(0, size).allMatch(given::isGiven);
    return whole
        ? new Expected.Bits(bytes.array(), size)
        : new Expected.Satisfies(
            size,
            "what is written of it",
            output -> {
              Map<Integer, Double> broken = new HashMap<>();
              for (int i = 0; i < size; i++) {
                double wanted = Encoding.real(bytes, i * type.bytes(), type);
                if (given.isGiven(i) && Double.compare(output[i], wanted) != 0) {
                  broken.put(i, wanted);
                }
              }
              return broken;
            });
  }

  private static ScalarType bits(ScalarType type) {
    return type.bytes() == 2 ? ScalarType.USHORT : ScalarType.UINT;
  }

  private static Expected oneOf(OutputRecord given, int size) {
    return new Expected.OneOf(
        IntStream.range(0, size)
            .mapToObj(i -> Arrays.stream(given.choices()[i]).asDoubleStream().toArray())
            .toList());
  }

  private static Map<Integer, Double> broken(
      OutputRecord given, double[] output, ReferenceCalls calls) {
    return calls.limited(
        () -> {
          Optional<Violation> violation = given.property().violation(written(given, output));
          return violation
              .map(it -> Map.of(given.placeOf(ints(it.index())), it.expected()))
              .orElse(Map.of());
        });
  }

  private static int[] ints(List<Integer> index) {
    return index.stream().mapToInt(it -> it).toArray();
  }

  private static Written written(OutputRecord given, double[] output) {
    return new Written() {
      @Override
      public int dimensions() {
        return given.sizes().length;
      }

      @Override
      public int size(int dimension) {
        return given.sizes()[dimension];
      }

      @Override
      public double at(int... index) {
        return output[given.placeOf(index)];
      }
    };
  }
}
