package io.github.kernelconformance.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.msl.SourceLocation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comments in kernels say of mutants. */
class MarksTest {

  private static final List<String> LINES =
      List.of(
          "void k() {",
          "  if (a < b) {  // equivalent mutants: guard-removed: a is always less",
          "  // equivalent mutants: comparison-strictness.1, branch-never: never equal",
          "  // Another comment.",
          "  return a < b || b < a;",
          "  // equivalent mutants are not named here",
          "  return a;");

  private static Mutant mutant(Operator operator, int line, int nth) {
    return new Mutant(
        1, operator, new SourceLocation("k.metal", line), "k", "", "", 0, 0, nth, List.of());
  }

  private static Marks marks() {
    Marks marks = new Marks();
    marks.read("k.metal", LINES);
    return marks;
  }

  @Test
  void aMarkHoldsForItsOwnLine() {
    assertThat(marks().reason(mutant(Operator.GUARD_REMOVED, 2, 0))).hasValue("a is always less");
    assertThat(marks().reason(mutant(Operator.GUARD_REMOVED, 2, 1))).hasValue("a is always less");
    assertThat(marks().reason(mutant(Operator.BRANCH_NEVER, 2, 0))).isEmpty();
    assertThat(marks().reason(mutant(Operator.GUARD_REMOVED, 3, 0))).isEmpty();
  }

  @Test
  void aMarkOnALineOfItsOwnHoldsForTheNextLineOfCode() {
    assertThat(marks().reason(mutant(Operator.BRANCH_NEVER, 5, 0))).hasValue("never equal");
    assertThat(marks().reason(mutant(Operator.BRANCH_NEVER, 4, 0))).isEmpty();
  }

  @Test
  void anOperatorMayBeCounted() {
    assertThat(marks().reason(mutant(Operator.COMPARISON_STRICTNESS, 5, 1)))
        .hasValue("never equal");
    assertThat(marks().reason(mutant(Operator.COMPARISON_STRICTNESS, 5, 0))).isEmpty();
  }

  @Test
  void otherFilesAndCommentsSayNothing() {
    Marks marks = marks();
    marks.read("other.metal", List.of("x"));
    assertThat(marks.reason(mutant(Operator.GUARD_REMOVED, 7, 0))).isEmpty();
    assertThat(
            marks.reason(
                new Mutant(
                    1,
                    Operator.GUARD_REMOVED,
                    new SourceLocation("other.metal", 2),
                    "k",
                    "",
                    "",
                    0,
                    0,
                    0,
                    List.of())))
        .isEmpty();
  }
}
