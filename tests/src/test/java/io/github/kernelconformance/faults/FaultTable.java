package io.github.kernelconformance.faults;

import io.github.kernelconformance.verdict.Suspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The table of docs/faults.md. */
final class FaultTable {

  private static final String BEGIN = "<!-- FaultBenchmark writes what follows -->";
  private static final String END = "<!-- FaultBenchmark wrote what stands before -->";

  /** What counts of a run, without its report. */
  private record Row(String text, boolean detected, boolean diagnosed, boolean misled, int rank) {}

  private final List<Row> rows = new ArrayList<>();

  /** Adds a fault. */
  void add(FaultRun run) {
    int rank = run.rank().orElse(Integer.MAX_VALUE);
    rows.add(new Row(line(run), run.failed() > 0, run.diagnosed(), run.misled(), rank));
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
        told(run),
        run.rank().isPresent() ? run.rank().getAsInt() : "-",
        first);
  }

  /** What is right of what the build says, else the first. */
  private static String told(FaultRun run) {
    return run.told().stream()
        .filter(run.fault()::isToldBy)
        .findFirst()
        .or(() -> run.told().stream().findFirst().map(it -> "*not this fault:* " + it))
        .map(it -> it.replaceFirst("; src/.*", "").replace("|", "\\|"))
        .orElse("-");
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
        rows.size(),
        count(Row::detected),
        count(Row::diagnosed),
        count(Row::misled),
        count(it -> it.rank() == 1),
        count(it -> it.rank() <= 3),
        count(it -> it.rank() <= 5));
  }

  private long count(Predicate<Row> which) {
    return rows.stream().filter(which).count();
  }

  /** Writes the table to its place in a page. */
  void write(Path page) throws IOException {
    String text = Files.readString(page);
    StringBuilder table =
        new StringBuilder(BEGIN + "\n\n" + sums() + ".\n\n")
            .append(
                "| fault | kind | cells that fail | what the build says of the cause | rank of the faulty line | first suspect |\n")
            .append("|---|---|---|---|---|---|\n");
    rows.forEach(row -> table.append(row.text()).append('\n'));
    Files.writeString(
        page,
        text.substring(0, text.indexOf(BEGIN)) + table + "\n" + text.substring(text.indexOf(END)));
  }
}
