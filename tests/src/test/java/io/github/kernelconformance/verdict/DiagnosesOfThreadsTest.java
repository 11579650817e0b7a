package io.github.kernelconformance.verdict;

import static io.github.kernelconformance.contract.ScalarType.FLOAT;
import static io.github.kernelconformance.contract.ScalarType.HALF;
import static io.github.kernelconformance.contract.ScalarType.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.described.AuthorCode;
import io.github.kernelconformance.described.DescribedFamily;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.family.Hypothesis.Origin;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.testing.Axes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What threads, strides, types and beginnings make of sums: a kernel that has such a fault is told
 * it, or nothing, and never another one.
 */
class DiagnosesOfThreadsTest {

  /** out[r, i] = sum over k <= i of x[r, k]. */
  static final class Sums implements Contract {
    @Override
    public void describe(Description it) {
      var type = it.types("T", FLOAT, HALF);
      var rows = it.sizes("rows", 2);
      var n = it.sizes("n", 40, 200);
      it.kernel("sums_{T}");
      it.input("x", type, rows, n);
      it.output("out", type, rows, n);
      it.value("axis_size", n);
      it.grid(rows).threads(n.roundUpTo(32).atMost(96));
    }

    @Override
    public void reference(Case c) {
      int n = c.size("n");
      c.each(
          c.size("rows"),
          r -> {
            Tracked[] sums = c.scan(n, k -> c.at("x", r, k));
            c.output("out", n, i -> sums[i], r);
          });
    }
  }

  /** out[r, i] = exp(x[r, i] - m) / sum over k of exp(x[r, k] - m), m being the largest. */
  static final class Soft implements Contract {
    @Override
    public void describe(Description it) {
      var type = it.types("T", FLOAT, HALF);
      var rows = it.sizes("rows", 2);
      var n = it.sizes("n", 40, 200);
      it.kernel("soft_{T}");
      var x = it.input("x", type, rows, n);
      it.output("out", type, rows, n);
      it.value("row_stride", LONG, x.stride(0));
      it.value("stride", LONG, x.stride(1));
      it.grid(rows).threads(n.roundUpTo(32).atMost(96));
    }

    @Override
    public void reference(Case c) {
      int n = c.size("n");
      c.each(
          c.size("rows"),
          r -> {
            Tracked largest = c.max(n, i -> c.at("x", r, i));
            Tracked sum = c.sum(n, i -> c.at("x", r, i).minus(largest).exp());
            c.output("out", n, i -> c.at("x", r, i).minus(largest).exp().over(sum), r);
          });
    }
  }

  @Test
  void aScanIsToldWhichPartItLacks() {
    Faulty faulty = faulty(new Sums(), "sums");

    assertThat(named(faulty, of(faulty, "scan|"))).hasSize(11);
  }

  @Test
  void sumsInTheTypeOfTheOutputAreToldFromOtherRoundings() {
    Faulty faulty = faulty(new Sums(), "sums");

    assertThat(named(faulty, of(faulty, "narrow|"))).isNotEmpty();
  }

  @Test
  void aSoftmaxIsToldWhichThreadsItLacks() {
    Faulty faulty = faulty(new Soft(), "soft");
    List<Hypothesis> threads = of(faulty, "terms|thread");
    threads.addAll(of(faulty, "terms|first-group"));
    threads.addAll(of(faulty, "terms|whole-rounds"));

    assertThat(named(faulty, threads)).hasSizeGreaterThan(6);
  }

  @Test
  void aStrideThatOnePlaceLeavesOutIsTold() {
    Faulty faulty = faulty(new Soft(), "soft");

    assertThat(named(faulty, of(faulty, "stride|"))).isNotEmpty();
  }

  @Test
  void roundingsInBetweenAreTold() {
    Faulty faulty = faulty(new Soft(), "soft");

    assertThat(named(faulty, of(faulty, "narrow|"))).isNotEmpty();
  }

  @Test
  void whatASumBeginsWithIsFound() {
    Faulty faulty = faulty(new Soft(), "soft");
    String sum = of(faulty, "terms|no-last|").get(1).id().substring("terms|no-last|".length());

    for (String how : List.of("ONCE", "THREADS", "LANES_WITHOUT_GROUP", "THREADS_WITHOUT_TERM")) {
      for (double number : new double[] {1, 0.25}) {
        String id = "begin|" + how + ":" + number + "|" + sum;
        Hypothesis fault = new Hypothesis(id, how, "", Origin.FITTED);

        List<Diagnosis> diagnoses = diagnoses(faulty, fault);

        assertThat(diagnoses)
            .as(id)
            .isNotEmpty()
            .allSatisfy(
                it -> assertThat(it.causes()).as(it.sentence()).anyMatch(c -> c.id().equals(id)));
      }
    }
  }

  private static Faulty faulty(Contract contract, String name) {
    KernelFamily family =
        DescribedFamily.of(
            contract,
            AuthorCode.UNKNOWN,
            Duration.ofSeconds(10),
            Arithmetic.of(AccuracyTable.MSL_PRECISE));
    return new Faulty(family, Axes.builder().families(name).build());
  }

  private static List<Hypothesis> of(Faulty faulty, String kind) {
    Cell cell =
        faulty.cells().stream()
            .filter(it -> it.id().contains("n=200") && it.pattern().equals("normal"))
            .findFirst()
            .orElseThrow();
    List<Hypothesis> all = new ArrayList<>();
    faulty.problem(cell).hypotheses(cell, Map.of("out", new byte[4 * 400])).stream()
        .filter(it -> it.id().startsWith(kind))
        .forEach(all::add);
    assertThat(all).isNotEmpty();
    return all;
  }

  private static List<Diagnosis> diagnoses(Faulty faulty, Hypothesis fault) {
    List<CellResult> results = faulty.results((problem, cell) -> problem.supposing(cell, fault));
    return faulty.diagnoses(results);
  }

  /** Those that are named wherever a kernel has them; none is taken for another one. */
  private static List<String> named(Faulty faulty, List<Hypothesis> faults) {
    List<String> named = new ArrayList<>();
    for (Hypothesis fault : faults) {
      List<Diagnosis> diagnoses = diagnoses(faulty, fault);
      for (Diagnosis it : diagnoses) {
        if (it.known()) {
          assertThat(it.causes())
              .as(fault + ": " + it.sentence())
              .anyMatch(cause -> cause.words().equals(fault.words()));
        }
      }
      if (!diagnoses.isEmpty() && diagnoses.stream().allMatch(Diagnosis::known)) {
        named.add(fault.id());
      }
    }
    return named;
  }
}
