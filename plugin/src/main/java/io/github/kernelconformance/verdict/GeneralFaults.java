package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.family.Hypothesis.Origin;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Faults that any kernel may have: what it leaves is made of what is expected. */
final class GeneralFaults {

  /** What their ids begin with, and no other's. */
  private static final String PREFIX = "any ";

  private static final String UNWRITTEN = PREFIX + "unwritten";
  private static final String ZERO = PREFIX + "zero";
  private static final String TRANSPOSED = PREFIX + "transposed";
  private static final String SHIFTED = PREFIX + "shifted ";
  private static final String FIRST = PREFIX + "first ";
  private static final String REVERSED = PREFIX + "reversed ";
  private static final String FACTOR = PREFIX + "factor ";

  /** Factors that kernels leave out or multiply twice. */
  private static final List<Double> FACTORS = List.of(-1.0, 2.0, 0.5, 4.0, 0.25, 3.0, 1 / 3.0);

  /** What an estimated factor is of, and how far it may be off. */
  private static final String ABOUT = "~";

  /** A factor that is told by less says nothing. */
  private static final double LEAST_CLEAR = 64;

  private GeneralFaults() {}

  /** Whether a hypothesis is one of these. */
  static boolean has(Hypothesis hypothesis) {
    return hypothesis.id().startsWith(PREFIX);
  }

  /** Those that are worth a look. */
  static List<Hypothesis> of(Trial trial) {
    List<Hypothesis> all = new ArrayList<>();
    all.add(general(UNWRITTEN, "an element is not written"));
    all.add(general(ZERO, "an element is zero"));
    for (String name : trial.expected().keySet()) {
      ArrayType type = trial.type(name);
      String of = trial.expected().size() > 1 ? " of " + name : "";
      List<Integer> shape = type.shape();
      int last = shape.size() - 1;
      if (last > 0 && shape.get(last) > 1 && shape.get(last - 1) > 1) {
        all.add(general(TRANSPOSED, "rows and columns of the output are swapped"));
      }
      for (int axis = 0; axis <= last; axis++) {
        if (shape.get(axis) > 1) {
          String word = type.indices().size() > axis ? type.indices().get(axis) : "axis " + axis;
          String id = name + " " + axis + " ";
          all.add(
              general(
                  SHIFTED + id + "1",
                  "along %s%s each element is that of the next place".formatted(word, of)));
          all.add(
              general(
                  SHIFTED + id + "-1",
                  "along %s%s each element is that of the place before".formatted(word, of)));
          all.add(
              general(
                  FIRST + id,
                  "along %s%s each element is that of the first place".formatted(word, of)));
          all.add(
              general(
                  REVERSED + id, "along %s%s places are counted from the end".formatted(word, of)));
        }
      }
    }
    all.addAll(factors(trial));
    return all;
  }

  private static Hypothesis general(String id, String words) {
    return new Hypothesis(id, words, "", Origin.GENERAL);
  }

  private static List<Hypothesis> factors(Trial trial) {
    List<Hypothesis> all = new ArrayList<>();
    for (double factor : FACTORS) {
      all.add(factor(Double.toString(factor), Figures.significant(factor, 4)));
    }
    for (Axis axis : trial.cell().at().axes()) {
      if (axis.isSize()) {
        String word = axis.word();
        for (String form : List.of("%s", "1 / %s", "the root of %s", "1 / the root of %s")) {
          all.add(factor(form.formatted(axis.name()), form.formatted(word)));
        }
      }
    }
    estimate(trial).ifPresent(all::add);
    return all;
  }

  private static Hypothesis factor(String id, String words) {
    return general(FACTOR + id, "every element is off by a factor of " + words);
  }

  /** The factor that fits the element which tells it best, in a few digits. */
  private static Optional<Hypothesis> estimate(Trial trial) {
    double best = 0;
    double factor = 0;
    for (String name : trial.expected().keySet()) {
      double[] tolerances = Comparison.tolerances(trial.type(name), trial.expected().get(name));
      for (Element element : trial.elements(name)) {
        double size = Math.abs(element.reference());
        double clear = size / Math.max(tolerances[element.index()], Double.MIN_VALUE);
        if (element.wrong() && clear > best && Double.isFinite(element.got())) {
          best = clear;
          factor = element.got() / element.reference();
        }
      }
    }
    if (best <= LEAST_CLEAR || factor == 0 || !Double.isFinite(factor)) {
      return Optional.empty();
    }
    String words = "every element is off by a factor of " + Figures.significant(factor, 4);
    String id = FACTOR + ABOUT + factor + ABOUT + 2 / best;
    return Optional.of(new Hypothesis(id, words, "", Origin.FITTED));
  }

  /** Whether a passing cell would fail with the fault in all of an output. */
  static boolean wouldShow(Cell cell, Verdicts.Right right, Hypothesis hypothesis) {
    if (hypothesis.id().equals(UNWRITTEN) || hypothesis.id().equals(ZERO)) {
      return false;
    }
    Map<String, Expected> expected = right.problem().expected(cell);
    Map<String, Expected> all = new LinkedHashMap<>();
    expected.forEach(
        (name, of) ->
            made(cell, name, right.types().get(name), of, hypothesis.id())
                .ifPresent(it -> all.put(name, it)));
    return Distance.apart(expected, all, right.types());
  }

  /** What a kernel with the fault leaves; empty where it cannot have the fault. */
  static Optional<Map<String, Expected>> supposing(Trial trial, Hypothesis hypothesis) {
    Map<String, Expected> all = new LinkedHashMap<>();
    for (Map.Entry<String, Expected> output : trial.expected().entrySet()) {
      Optional<Expected> other =
          supposing(trial, output.getKey(), output.getValue(), hypothesis.id());
      other.ifPresent(it -> all.put(output.getKey(), it));
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static Optional<Expected> supposing(Trial trial, String name, Expected right, String id) {
    if (id.equals(UNWRITTEN) && trial.readsUnknown()) {
      // What lies there is the same that an output holds before it is written.
      return Optional.empty();
    }
    if (id.equals(UNWRITTEN) || id.equals(ZERO)) {
      return Numbers.of(trial.type(name), right)
          .flatMap(it -> blank(trial, name, it, id.equals(ZERO)));
    }
    return made(trial.cell(), name, trial.type(name), right, id);
  }

  private static Optional<Expected> made(
      Cell cell, String name, ArrayType type, Expected right, String id) {
    Optional<Numbers> known = Numbers.of(type, right);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Numbers numbers = known.get();
    if (id.equals(TRANSPOSED)) {
      return transposed(type).map(from -> numbers.from(from));
    }
    if (id.startsWith(FACTOR)) {
      double factor = factor(cell, id.substring(FACTOR.length()));
      return factor == 1 || type.element().dtype().isEmpty()
          ? Optional.empty()
          : Optional.of(numbers.times(factor, uncertainty(id)));
    }
    String[] words = id.split(" ");
    return words[2].equals(name) ? moved(type, numbers, words) : Optional.empty();
  }

  /** Wrong elements that all hold nothing; the right ones stay. */
  private static Optional<Expected> blank(Trial trial, String name, Numbers numbers, boolean zero) {
    ArrayType.Element element = trial.type(name).element();
    byte[] output = trial.outputs().get(name);
    int bytes = element.bytes();
    boolean[] blank = new boolean[numbers.size()];
    for (Element it : trial.elements(name)) {
      if (it.wrong()) {
        boolean all = zero ? it.got() == 0 : element.dtype().isPresent();
        for (int b = 0; all && !zero && b < bytes; b++) {
          all = output[it.index() * bytes + b] == (byte) 0xFF;
        }
        if (!all) {
          return Optional.empty();
        }
        blank[it.index()] = true;
      }
    }
    return Optional.of(numbers.with(blank, zero ? 0 : Double.NaN));
  }

  private static Optional<int[]> transposed(ArrayType type) {
    List<Integer> shape = type.shape();
    int last = shape.size() - 1;
    if (last < 1 || shape.get(last) == 1 || shape.get(last - 1) == 1) {
      return Optional.empty();
    }
    int columns = shape.get(last);
    int rows = shape.get(last - 1);
    return Optional.of(
        places(
            type.size(),
            i -> i / (rows * columns) * rows * columns + i % rows * columns + i / rows % columns));
  }

  private static Optional<Expected> moved(ArrayType type, Numbers numbers, String[] words) {
    List<Integer> shape = type.shape();
    int axis = Integer.parseInt(words[3]);
    if (axis >= shape.size() || shape.get(axis) < 2) {
      return Optional.empty();
    }
    int size = shape.get(axis);
    int stride = shape.subList(axis + 1, shape.size()).stream().reduce(1, (a, b) -> a * b);
    IntUnaryOperator other =
        switch (words[0] + " " + words[1] + " ") {
          case SHIFTED -> at -> at + Integer.parseInt(words[4]);
          case REVERSED -> at -> size - 1 - at;
          default -> at -> 0;
        };
    int[] from =
        places(
            numbers.size(),
            i -> {
              int at = i / stride % size;
              int moved = other.applyAsInt(at);
              return moved < 0 || moved >= size ? -1 : i + (moved - at) * stride;
            });
    return Optional.of(numbers.from(from));
  }

  private static int[] places(int size, IntUnaryOperator place) {
    int[] places = new int[size];
    Arrays.setAll(places, place);
    return places;
  }

  private static double factor(Cell cell, String words) {
    for (Axis axis : cell.at().axes()) {
      if (axis.isSize() && (words.equals(axis.name()) || words.endsWith(" " + axis.name()))) {
        double size = (Integer) cell.at().value(axis.name());
        double of = words.contains("root of ") ? Math.sqrt(size) : size;
        return words.startsWith("1 / ") ? 1 / of : of;
      }
    }
    return Double.parseDouble(words.startsWith(ABOUT) ? words.split(ABOUT)[1] : words);
  }

  /** How far a factor may be off, relative to it. */
  private static double uncertainty(String id) {
    String[] parts = id.split(ABOUT);
    return parts.length > 2 ? Double.parseDouble(parts[2]) : 0x1p-24;
  }
}
