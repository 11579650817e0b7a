package io.github.kernelconformance.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The text in which a mutant is chosen while it runs. */
class SchemataTest {

  private static final String TEXT = "y = a < b;";

  private static Change change(Operator operator, int begin, int end, String after) {
    return new Change(operator, begin, end, after, false);
  }

  @Test
  void anExpressionAsksWhichMutantItIs() {
    Schemata made =
        Schemata.of(
            TEXT,
            List.of(
                change(Operator.COMPARISON_STRICTNESS, 4, 9, "a <= b"),
                change(Operator.GUARD_REMOVED, 4, 9, "true")));

    assertThat(made.text())
        .isEqualTo(
            "y = (::kernel_conformance::chosen(1, 2) ? ::kernel_conformance::chosen(1, 1) ?"
                + " (a <= b) : (true) : (a < b));");
  }

  /** The change of the whole has the part as it was; the original has it with its changes. */
  @Test
  void oneInAnotherStaysInTheOriginalAlone() {
    Schemata made =
        Schemata.of(
            TEXT,
            List.of(
                change(Operator.CONSTANT_PLUS_ONE, 8, 9, "b + 1"),
                change(Operator.COMPARISON_STRICTNESS, 4, 9, "a <= b")));

    assertThat(made.text())
        .isEqualTo(
            "y = (::kernel_conformance::chosen(1, 1) ? (a <= b) : (a <"
                + " (::kernel_conformance::chosen(2, 1) ? (b + 1) : (b))));");
    assertThat(made.changes())
        .extracting(Change::operator)
        .containsExactly(Operator.COMPARISON_STRICTNESS, Operator.CONSTANT_PLUS_ONE);
  }

  @Test
  void aStatementComesInAndAValueThatNobodyUsesIsDropped() {
    Schemata made =
        Schemata.of(
            "{ s += x; }",
            List.of(
                new Change(Operator.POSITION_ZERO, 1, 1, "i = 0;", true),
                new Change(Operator.ACCUMULATION_REMOVED, 2, 8, "", true)));

    assertThat(made.text())
        .isEqualTo(
            "{ if (::kernel_conformance::chosen(1, 1)) { i = 0; }"
                + " (::kernel_conformance::chosen(2, 1) ? (void)(0) : (void)(s += x)); }");
  }

  @Test
  void aMessageOfTheCompilerNamesTheChangeThatItIsIn() {
    Schemata made =
        Schemata.of(TEXT, List.of(change(Operator.COMPARISON_STRICTNESS, 4, 9, "a <= b")));

    assertThat(made.at(made.text().indexOf("a <= b"))).isEqualTo(1);
    assertThat(made.at(made.text().indexOf("a < b"))).isZero();
  }

  /** Two arguments that are swapped are two places of one change. */
  @Test
  void aChangeMayHaveSeveralPlaces() {
    Span all = new Span(0, 8);
    Change swap =
        new Change(
            Operator.NEIGHBOURS_SWAPPED,
            2,
            3,
            "b",
            false,
            all,
            List.of(new Change.Part(5, 6, "a", all)),
            -1);
    Schemata made =
        Schemata.of("f(a, b);", List.of(swap, change(Operator.VARIABLE_REPLACED, 5, 6, "c")));

    assertThat(made.text())
        .isEqualTo(
            "f((::kernel_conformance::chosen(1, 1) ? (b) : (a)), (::kernel_conformance::chosen(2, 1)"
                + " || ::kernel_conformance::chosen(1, 1) ? ::kernel_conformance::chosen(2, 1) ? (c) :"
                + " (a) : (b)));");
    assertThat(made.at(made.text().lastIndexOf("(a)"))).isEqualTo(1);
  }

  @Test
  void whatAChangeMakesOfAConstantIsAVariable() {
    Change change =
        new Change(
            Operator.BEGINNING_PLUS_ONE, 18, 19, "4 + 1", false, new Span(0, 19), List.of(), 0);

    assertThat(Schemata.of("constexpr int n = 4;", List.of(change)).text())
        .isEqualTo("          int n = (::kernel_conformance::chosen(1, 1) ? (4 + 1) : (4));");
    assertThat(Schemata.of("constexpr int n = 4;", List.of()).text())
        .isEqualTo("constexpr int n = 4;");
  }

  @Test
  void everyLineKeepsItsNumber() {
    String text = "y = a <\n b;\nz = 1;";
    Schemata made =
        Schemata.of(text, List.of(change(Operator.COMPARISON_STRICTNESS, 4, 10, "a <=\n b")));

    assertThat(made.text().lines()).hasSize(3);
    assertThat(made.text().lines().toList().get(2)).isEqualTo("z = 1;");
  }
}
