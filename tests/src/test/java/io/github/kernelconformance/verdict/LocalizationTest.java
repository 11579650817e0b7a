package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kernelconformance.device.Block;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.Localization.Run;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalizationTest {

  private static final Block START = new Block(0, "a.h", 1);
  private static final Block LOOP = new Block(16, "a.h", 5);
  private static final Block TAIL = new Block(32, "a.h", 9);

  @Test
  void aLineThatOnlyFailingRunsTakeHasScoreOne() {
    List<Suspect> suspects =
        rank(List.of(failed(START, LOOP), failed(START, LOOP), passed(START, TAIL)));

    assertThat(suspects)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("basis")
        .containsExactly(new Suspect("a.h", 5, 1, ""));
  }

  /** Abreu et al., 2007: 2 of 3 failing runs and 1 of 2 passing ones give 2 / sqrt(3 * 3). */
  @Test
  void scoresAreOchiaisCoefficient() {
    List<Suspect> suspects =
        rank(
            List.of(
                failed(START, LOOP),
                failed(START, LOOP, TAIL),
                failed(START, TAIL, new Block(48, "b.h", 2)),
                passed(START, LOOP),
                passed(START)));

    assertThat(suspects)
        .extracting(Suspect::file, Suspect::line, it -> Math.round(it.score() * 1e6) / 1e6)
        // What every run takes has sqrt(3 / 5) = 0.775, which tells nothing, as does what is below.
        .containsExactly(tuple("a.h", 9, 0.816497));
  }

  @Test
  void withoutRunsOfBothKindsThereAreNoSuspects() {
    assertThat(rank(List.of())).isEmpty();
    assertThat(rank(List.of(failed(START, LOOP)))).isEmpty();
    assertThat(rank(List.of(passed(START, LOOP)))).isEmpty();
    assertThat(rank(List.of(passed(START), failed(START)))).isEmpty();
  }

  /** Instantiations of one template differ in what is left of it. */
  @Test
  void aSuspectHasAllLinesOfItsBlock() {
    Block loop = new Block(64, 80, "a.h", 20, 24);
    Block other = new Block(96, 128, "a.h", 20, 22);

    assertThat(rank(List.of(failed(START, loop, other), passed(START))))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("basis")
        .containsExactly(new Suspect("a.h", 20, 24, 1, ""));
    assertThat(new Suspect("a.h", 20, 24, 1, "").place()).isEqualTo("a.h:20-24");
    assertThat(new Suspect("a.h", 20, 1, "").place()).isEqualTo("a.h:20");
  }

  /** Another kernel's blocks are others, though its lines are the same. */
  @Test
  void ofAKernelThatIsAlwaysWrongLinesAreSuspectThatRightKernelsLack() {
    Block sameLine = new Block(164, "a.h", 1);
    Block own = new Block(64, 80, "a.h", 20, 24);

    assertThat(rankAmongKernels(List.of(failed(START, own), passed(sameLine))))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("basis")
        .containsExactly(new Suspect("a.h", 20, 24, 1, ""));
    assertThat(rankAmongKernels(List.of(failed(START), passed(sameLine)))).isEmpty();
  }

  @Test
  void aBlockWithoutALineIsNoSuspect() {
    assertThat(rank(List.of(failed(START, new Block(8, "", 0)), passed(START)))).isEmpty();
  }

  @Test
  void aLineHasTheScoreOfItsMostSuspectBlock() {
    Block wrongInstance = new Block(64, "a.h", 20);
    Block rightInstance = new Block(80, "a.h", 20);

    assertThat(
            rank(
                List.of(failed(START, wrongInstance, rightInstance), passed(START, rightInstance))))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("basis")
        .containsExactly(new Suspect("a.h", 20, 1, ""));
  }

  @Test
  void ofEqualLinesThatComesFirstWhichPassingRunsTakeLeast() {
    Block often = new Block(64, "a.h", 3);
    Block alsoOften = new Block(80, "a.h", 3);

    assertThat(rank(List.of(failed(START, often, LOOP), passed(START, alsoOften), passed(START))))
        .extracting(Suspect::line)
        .containsExactly(5, 3);
  }

  @Test
  void severalKernelsCountEqually() {
    KernelSuspects one = kernel(new Suspect("a.h", 5, 1, "loop"), new Suspect("a.h", 2, 0.9, "x"));
    KernelSuspects two = kernel(new Suspect("a.h", 2, 0.9, "x"), new Suspect("b.h", 1, 0.8, "y"));

    assertThat(Localization.merge(List.of(one, two)))
        .containsExactly(
            new Suspect("a.h", 2, 0.9, "x"),
            new Suspect("a.h", 5, 0.5, "loop"),
            new Suspect("b.h", 1, 0.4, "y"));
    assertThat(Localization.merge(List.of())).isEmpty();
  }

  /** Each variant may have a fault of its own, and a line may be listed twice for one kernel. */
  @Test
  void aVariantDoesNotHideWhatIsSuspectInAnother() {
    KernelSuspects one = kernel(new Suspect("a.h", 5, 0.9, "loop"));
    Cell other =
        SyntheticMatrix.CELLS.stream()
            .filter(it -> !it.variant().equals(one.cell().variant()))
            .findFirst()
            .orElseThrow();
    Suspect read = new Suspect("b.h", 1, 0.97, "read");
    KernelSuspects two = new KernelSuspects("other", other, List.of(read, read));

    assertThat(Localization.merge(List.of(one, two)))
        .containsExactly(read, new Suspect("a.h", 5, 0.9, "loop"));
  }

  private static List<Suspect> rank(List<Run> runs) {
    return ranked(Localization.spectra(runs));
  }

  private static List<Suspect> rankAmongKernels(List<Run> runs) {
    return ranked(Localization.spectraAmongKernels(runs));
  }

  /** Nothing but runs is known. */
  private static List<Suspect> ranked(List<LineSpectrum> lines) {
    return new Suspicion(List.of(), List.of(), Set.of()).rank(lines, false);
  }

  private static KernelSuspects kernel(Suspect... lines) {
    return new KernelSuspects("kernel", SyntheticMatrix.CELLS.get(0), List.of(lines));
  }

  private static Run failed(Block... blocks) {
    return new Run(true, Stream.of(blocks).toList());
  }

  private static Run passed(Block... blocks) {
    return new Run(false, Stream.of(blocks).toList());
  }
}
