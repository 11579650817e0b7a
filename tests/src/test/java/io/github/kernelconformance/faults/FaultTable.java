package io.github.kernelconformance.faults;

import io.github.kernelconformance.verdict.Suspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The table of docs/faults.md. */
final class FaultTable {

  private static final String BEGIN = "<!-- FaultBenchmark writes what follows -->";
  private static final String END = "<!-- FaultBenchmark wrote what stands before -->";

  private final List<FaultRun> runs;

  FaultTable(List<FaultRun> runs) {
    this.runs = runs;
  }

  /** One fault in a line of a Markdown table. */
  static String line(FaultRun run) {
    String first = run.suspects().stream().findFirst().map(FaultTable::place).orElse("none");
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,d of %,d | %s | %s | %s |",
        run.fault().name(),
        run.fault().kind(),
        run.failed(),
        run.report().results().size(),
        run.told().isEmpty()
            ? "-"
            : (run.diagnosed() ? "" : "*not this fault:* ") + run.told().get(0),
        run.rank().isPresent() ? run.rank().getAsInt() : "-",
        first);
  }

  private static String place(Suspect it) {
    return it.place().substring(it.place().lastIndexOf('/') + 1);
  }

  /** What is to be shown of all of them. */
  String sums() {
    return String.format(
        Locale.ROOT,
        "%d faults: %d detected, %d diagnosed rightly and %d wrongly; the faulty line is first in"
            + " %d, in the first three in %d, in the first five in %d",
        runs.size(),
        count(it -> it.failed() > 0),
        count(FaultRun::diagnosed),
        count(it -> !it.told().isEmpty() && !it.diagnosed()),
        count(it -> rank(it) == 1),
        count(it -> rank(it) <= 3),
        count(it -> rank(it) <= 5));
  }

  private static int rank(FaultRun run) {
    return run.rank().orElse(Integer.MAX_VALUE);
  }

  private long count(Predicate<FaultRun> which) {
    return runs.stream().filter(which).count();
  }

  /** Writes the table to its place in a page. */
  void write(Path page) throws IOException {
    String text = Files.readString(page);
    StringBuilder table =
        new StringBuilder(BEGIN + "\n\n" + sums() + ".\n\n")
            .append(
                "| fault | kind | cells that fail | what the build says of the cause | rank of the faulty line | first suspect |\n")
            .append("|---|---|---|---|---|---|\n");
    runs.forEach(run -> table.append(line(run)).append('\n'));
    Files.writeString(
        page,
        text.substring(0, text.indexOf(BEGIN)) + table + "\n" + text.substring(text.indexOf(END)));
  }
}
