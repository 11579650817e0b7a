package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Flag;
import io.github.kernelconformance.mutation.Operator;
import io.github.kernelconformance.mutation.Rate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the goal {@code mutate} is asked for.
 *
 * @param operators which mutants are made
 * @param thresholds the least rates in per cent; a rate without one fails no build
 * @param exhaustive whether a mutant survives only if every cell that reaches it passes
 */
public record MutateSettings(
    Set<Operator> operators, Map<Rate, Double> thresholds, boolean exhaustive) {

  private static final double ALL = 100;

  /**
   * Reads the parameters of a build.
   *
   * @param operators ids of operators or of families, separated by commas, or {@code all}
   * @param thresholds the least rates, for example {@code matrix=95,numerics=90}; blank for none
   * @param exhaustive {@code true} or {@code false}
   * @throws ConfigurationException where one is not what it can be
   */
  public static MutateSettings parse(String operators, String thresholds, String exhaustive) {
    return new MutateSettings(
        operators(operators), thresholds(thresholds), Flag.parse("exhaustive", exhaustive));
  }

  private static Set<Operator> operators(String text) {
    if (text.strip().equals("all")) {
      return EnumSet.copyOf(Operator.mistakes());
    }
    Set<Operator> some = EnumSet.noneOf(Operator.class);
    for (String name : text.split(",")) {
      String id = name.strip();
      List<Operator> named =
          Operator.mistakes().stream()
              .filter(it -> it.id().equals(id) || it.family().id().equals(id))
              .toList();
      if (named.isEmpty()) {
        throw ConfigurationException.unknown("operators", "operator", id, known());
      }
      some.addAll(named);
    }
    return some;
  }

  private static List<String> known() {
    return Stream.concat(
            Stream.of("all"),
            Stream.concat(
                Operator.mistakes().stream().map(it -> it.family().id()).distinct(),
                Operator.mistakes().stream().map(Operator::id)))
        .distinct()
        .toList();
  }

  private static Map<Rate, Double> thresholds(String text) {
    Map<Rate, Double> thresholds = new EnumMap<>(Rate.class);
    for (String part : text.isBlank() ? new String[0] : text.split(",")) {
      String[] sides = part.strip().split("=", 2);
      Rate rate =
          Arrays.stream(Rate.values())
              .filter(it -> it.id().equals(sides[0].strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      ConfigurationException.unknown(
                          "mutationThresholds",
                          "rate",
                          sides[0].strip(),
                          Arrays.stream(Rate.values()).map(Rate::id).toList()));
      thresholds.put(rate, percent(text, sides.length == 2 ? sides[1].strip() : ""));
    }
    return thresholds;
  }

  private static double percent(String all, String text) {
    double value = text.matches("\\d{1,3}(\\.\\d{1,9})?") ? Double.parseDouble(text) : -1;
    if (value < 0 || value > ALL) {
      throw new ConfigurationException(
          "mutationThresholds",
          all,
          "'%s' is not a rate in per cent".formatted(text),
          "a number from 0 to 100 for each rate, for example matrix=95,synchronisation=95",
          List.of());
    }
    return value;
  }
}
