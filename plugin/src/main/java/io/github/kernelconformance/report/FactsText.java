package io.github.kernelconformance.report;

import io.github.kernelconformance.verdict.BlindKernel;
import io.github.kernelconformance.verdict.ContractFacts;
import io.github.kernelconformance.verdict.ContractFacts.Blind;
import io.github.kernelconformance.verdict.ContractFacts.Unseen;
import io.github.kernelconformance.verdict.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What contracts tell of themselves, in words. */
public final class FactsText {

  /** What ends the silence of all that no cell can tell. */
  public static final String REMEDY =
      "Give the contract sizes and inputs that tell it, or say in the contract why there are none:"
          + " it.silent(<inputs or sizes>, \"<why>\").";

  /** Of kernels that some cells cannot tell, besides the one that most cannot. */
  private static final int MOST_OTHERS = 1;

  private FactsText() {}

  /**
   * That no cell can tell a kernel, for example {@code argmax: a kernel that returns zeros would
   * pass all 24 cells of float, first argmax/float/n=1/normal}, and what that often comes from.
   */
  public static String sentence(ContractFacts facts, Unseen unseen) {
    return "%s: a kernel that %s would pass %s%s, first %s. %s"
        .formatted(
            facts.contract(),
            unseen.kernel().does(),
            unseen.cells() == 1 ? "the only cell" : "all " + Figures.count(unseen.cells(), "cell"),
            (unseen.where().isEmpty() ? "" : " of " + unseen.where())
                + (facts.silences().isEmpty() ? "" : " that are not silent"),
            unseen.first(),
            cause(unseen.kernel()));
  }

  private static String cause(BlindKernel kernel) {
    return switch (kernel.kind()) {
      case ZEROS -> "Each reference is zero, or has a bound that is larger than it.";
      case NANS -> "Each reference is NaN, or has no bound.";
      case COPY -> "Each reference is " + kernel.input() + ", or has a bound that spans it.";
      case NEXT_ELEMENT -> "Within a row, each reference has equal elements.";
      case NEXT_ROW -> "Each reference has equal rows.";
    };
  }

  /**
   * How much of its bounds a contract used, for example {@code 43 % (float32), 100 % (bfloat16)};
   * empty if nothing passed.
   */
  static String used(ContractFacts facts) {
    return facts.worst().stream()
        .map(it -> percent(it.boundRatio()) + (it.type().isEmpty() ? "" : " (" + it.type() + ")"))
        .collect(Collectors.joining(", "));
  }

  private static String percent(double ratio) {
    return Figures.significant(100 * ratio, 2) + " %";
  }

  /**
   * What some cells cannot tell, for example {@code 24 of 120 cells would pass a kernel that copies
   * x, first softmax/float/rows=1/n=1/normal; 3 one that returns zeros}; empty if there is nothing.
   */
  static String blind(ContractFacts facts) {
    List<Blind> sorted =
        facts.blind().stream().sorted(Comparator.comparing(Blind::cells).reversed()).toList();
    if (sorted.isEmpty()) {
      return "";
    }
    Blind most = sorted.get(0);
    String others =
        sorted.stream()
            .skip(1)
            .limit(MOST_OTHERS)
            .map(it -> "; %s one that %s".formatted(Figures.count(it.cells()), it.kernel().does()))
            .collect(Collectors.joining());
    return "%s of %s would pass a kernel that %s, first %s%s%s"
        .formatted(
            Figures.count(most.cells()),
            Figures.count(facts.compared(), "cell"),
            most.kernel().does(),
            most.first(),
            others,
            sorted.size() > 1 + MOST_OTHERS ? "; and others" : "");
  }

  /** How many contracts prove nothing of some kernels, as a reason to fail; empty if none. */
  public static Optional<String> failure(List<ContractFacts> all) {
    List<ContractFacts> blind = all.stream().filter(it -> !it.unseen().isEmpty()).toList();
    return blind.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s cannot tell a wrong kernel from a right one"
                .formatted(
                    blind.size() == 1
                        ? "The contract " + blind.get(0).contract()
                        : Figures.count(blind.size(), "contract")));
  }

  /** The sentences of all contracts on kernels that no cell can tell. */
  static List<String> sentences(List<ContractFacts> all) {
    return all.stream()
        .flatMap(facts -> facts.unseen().stream().map(it -> sentence(facts, it)))
        .toList();
  }
}
