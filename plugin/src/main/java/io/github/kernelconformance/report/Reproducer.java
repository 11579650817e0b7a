package io.github.kernelconformance.report;

import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.verdict.Contents;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.SmallestCase;
import io.github.kernelconformance.verdict.SmallestCase.Given;
import io.github.kernelconformance.verdict.SmallestCase.NonZero;
import io.github.kernelconformance.verdict.SmallestCase.Use;
import io.github.kernelconformance.verdict.SmallestCase.Wrong;
import io.github.kernelconformance.verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code reproducer.md}: the smallest cases that fail, as bug reports for who does not have this
 * plugin. There is no such file if nothing fails.
 */
public final class Reproducer implements ReportWriter {

  /** The file's name. */
  public static final String FILE = "reproducer.md";

  private static final int DIGITS = 9;

  @Override
  public void write(Report report, Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (report.explanation().smallest().isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    AtomicFile.write(file, text(report));
  }

  /** The whole file. */
  static String text(Report report) {
    StringBuilder text = new StringBuilder();
    for (SmallestCase it : report.explanation().smallest()) {
      if (text.length() > 0) {
        text.append("\n---\n\n");
      }
      write(report, it, text);
    }
    return text.toString();
  }

  private static void write(Report report, SmallestCase it, StringBuilder text) {
    add(text, "# %s: %s", it.cell().kernel(), title(it));
    add(text, "");
    add(text, "%s.", it.message().lines().findFirst().orElse(it.status().id()));
    add(text, "");
    add(text, "| | |");
    add(text, "|---|---|");
    row(text, "kernel", "`%s`".formatted(it.cell().kernel()));
    it.kernelAt().ifPresent(at -> row(text, "source", "`%s:%d`".formatted(at.file(), at.line())));
    row(text, "device", "%s, %s".formatted(report.device(), report.description()));
    row(text, "threadgroups", sizes(it.grid().threadgroups()));
    row(text, "threads per threadgroup", sizes(it.grid().threadsPerThreadgroup()));
    if (!it.grid().threads().isEmpty()) {
      row(text, "threads", sizes(it.grid().threads()) + ", as `dispatchThreads` has it");
    }
    add(text, "");
    add(text, "## Arguments");
    add(text, "");
    add(text, "| buffer | name | | what | bytes | contents |");
    add(text, "|---|---|---|---|---|---|");
    it.given().forEach(given -> argument(given, text));
    add(text, "");
    elements(it, text);
    wrong(it, text);
    add(text, "## With the plugin");
    add(text, "");
    add(text, "It fails so with all of its inputs too:");
    add(text, "");
    add(text, "```");
    add(text, "%s", report.rerun(it.cell()));
    add(text, "```");
    add(text, "");
    add(
        text,
        "It stands for %s: %s. %s.",
        Figures.count(it.failures(), "failing cell"),
        it.group(),
        capitalized(SmallestText.search(it)));
  }

  private static String title(SmallestCase it) {
    return it.status() == Status.MISMATCH ? "wrong numbers" : it.status().id();
  }

  private static void argument(Given given, StringBuilder text) {
    add(
        text,
        "| %s | `%s` | %s | %s | %s | %s |",
        given.index() >= 0 ? given.index() : "",
        given.name(),
        given.use().id(),
        given.what(),
        given.use() == Use.UNBOUND ? "" : Figures.count(given.bytes()),
        contents(given));
  }

  private static String contents(Given given) {
    String bound =
        given.offset() == 0 ? "" : "bound at byte %s; ".formatted(Figures.count(given.offset()));
    if (given.contents().isEmpty()) {
      return bound + (given.use() == Use.WRITTEN ? "anything" : "");
    }
    Contents contents = given.contents().get();
    String runs = contents.runs().stream().map(Reproducer::run).collect(Collectors.joining(", "));
    String whole = contents.elements() == 1 ? contents.runs().get(0).value() : runs;
    return bound
        + "`%s`".formatted(whole)
        + (contents.untold() == 0
            ? ""
            : ", and %s more".formatted(Figures.count(contents.untold())));
  }

  private static String run(Contents.Run run) {
    return run.first() == run.last()
        ? "[%d] %s".formatted(run.first(), run.value())
        : "[%d..%d] %s".formatted(run.first(), run.last(), run.value());
  }

  private static void elements(SmallestCase it, StringBuilder text) {
    if (it.changeable() == 0) {
      return;
    }
    add(text, "## What is not 0");
    add(text, "");
    add(
        text,
        "Of %s of the inputs %s not 0%s",
        Figures.count(it.changeable(), "element"),
        it.nonZero() == 1 ? "1 is" : Figures.count(it.nonZero()) + " are",
        it.nonZero() == 0 ? "." : ":");
    add(text, "");
    for (NonZero element : it.elements()) {
      add(
          text,
          "- `%s` %s%s = %s",
          element.argument(),
          element.what().isEmpty() ? "" : element.what() + " ",
          element.at(),
          number(element.value()));
    }
    if (it.nonZero() > it.elements().size()) {
      add(text, "- and %s more", Figures.count(it.nonZero() - it.elements().size()));
    }
    add(text, "");
  }

  private static void wrong(SmallestCase it, StringBuilder text) {
    if (it.wrong().isEmpty()) {
      return;
    }
    add(text, "## What is wrong");
    add(text, "");
    add(text, "| element | got | expected | may be off by |");
    add(text, "|---|---|---|---|");
    for (Wrong wrong : it.wrong()) {
      add(
          text,
          "| `%s`%s | %s | %s | %s |",
          wrong.output(),
          wrong.at(),
          number(wrong.got()),
          number(wrong.expected()),
          number(wrong.bound()));
    }
    add(text, "");
  }

  private static String sizes(List<Integer> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(" × "));
  }

  private static String number(double value) {
    return Figures.significant(value, DIGITS);
  }

  private static String capitalized(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static void row(StringBuilder text, String name, String value) {
    add(text, "| %s | %s |", name, value);
  }

  private static void add(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
