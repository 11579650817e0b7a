package io.github.kernelconformance.described;

import static io.github.kernelconformance.contract.ScalarType.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.ProblemCells;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A reference that fails costs its own cells. */
class ReferenceFailureTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  /** Throws at 1, loops from 2 to 4. */
  public static final class Moody implements Contract {
    @Override
    public void describe(Description it) {
      var n = it.sizes("n", 1, 2, 3, 4, 5);
      it.kernel("moody");
      it.input("x", FLOAT, n);
      it.output("out", FLOAT, n);
      it.grid(n).threads(1);
    }

    @Override
    public void reference(Case c) {
      int n = c.size("n");
      if (n == 1) {
        throw new IllegalStateException("not today");
      }
      while (n < 5) {
        Thread.onSpinWait();
      }
      c.output("out", n, i -> c.at("x", i));
    }
  }

  @Test
  void oneThatThrowsOrLoopsIsToldAndTheNextCaseIsTried() {
    List<ProblemCells> problems = problems(1, 2, 5);

    assertThatThrownBy(() -> reference(problems.get(0)))
        .isInstanceOf(AuthorException.class)
        .hasMessageMatching(
            "Moody.java:\\d+: Moody.reference threw IllegalStateException: not today");
    assertThatThrownBy(() -> reference(problems.get(1)))
        .isInstanceOf(AuthorException.class)
        .hasMessageMatching(
            "Moody.java:\\d+: Moody.reference did not end within 200 ms; this is"
                + " where it was");
    assertThat(reference(problems.get(2))).containsOnlyKeys("out");
  }

  /** Each that does not end keeps a core busy, so only two are tried. */
  @Test
  void afterTwoThatDidNotEndNoneIsCalled() {
    List<ProblemCells> problems = problems(2, 3, 4, 5);

    for (int i = 0; i < 2; i++) {
      ProblemCells problem = problems.get(i);
      assertThatThrownBy(() -> reference(problem)).hasMessageContaining("did not end");
    }
    for (int i = 2; i < 4; i++) {
      ProblemCells problem = problems.get(i);
      assertThatThrownBy(() -> reference(problem)).hasMessageContaining("was not called");
    }
  }

  /** Threads are used again, so what a call does to its thread must not reach the next. */
  @Test
  void anInterruptThatACallLeavesBehindIsGoneAtTheNext() {
    AuthorCode code = AuthorCode.UNKNOWN;
    for (int i = 0; i < 20; i++) {
      Thread first =
          code.call(
              "first",
              SHORT,
              () -> {
                Thread.currentThread().interrupt();
                return Thread.currentThread();
              });
      boolean interrupted = code.call("next", SHORT, () -> Thread.currentThread().isInterrupted());

      assertThat(first).isNotSameAs(Thread.currentThread());
      assertThat(interrupted).isFalse();
    }
  }

  private static Map<String, ?> reference(ProblemCells problem) {
    return problem.problem(0).expected(problem.cells().get(0));
  }

  private static List<ProblemCells> problems(int... sizes) {
    String asked = String.join(",", Arrays.stream(sizes).mapToObj(String::valueOf).toList());
    return DescribedFamily.of(
            new Moody(),
            new AuthorCode(ReferenceFailureTest::source),
            Duration.ofSeconds(10),
            SHORT,
            Arithmetic.of(AccuracyTable.MSL_PRECISE))
        .enumerate(ContractRun.selection(Map.of("n", asked, "pattern", "normal")))
        .problems();
  }

  private static Optional<SourceText> source(String type) {
    return Optional.of(new SourceText("Moody.java", "")).filter(it -> type.contains("Moody"));
  }
}
