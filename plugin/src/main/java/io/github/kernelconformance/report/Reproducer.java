package io.github.kernelconformance.report;

import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.verdict.Contents;
import io.github.kernelconformance.verdict.Diagnosis;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code reproducer.md}: the smallest cases that fail, as bug reports for who does not have this
 * plugin. There is no such file if nothing fails.
 */
public final class Reproducer implements ReportWriter {

  /** The file's name. */
  public static final String FILE = "reproducer.md";

  private static final int DIGITS = 9;
  private static final int BOUND_DIGITS = 3;

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
    Optional<Diagnosis> diagnosis = diagnosis(report, it);
    if (diagnosis.isPresent()) {
      add(text, "What explains it: %s.", diagnosis.get().sentence());
      add(text, "");
    }
    add(text, "| | |");
    add(text, "|---|---|");
    launch(report, it, text);
    add(text, "");
    add(text, "## Arguments");
    add(text, "");
    add(text, "The kernel takes these and nothing else. Numbers before values are indices.");
    add(text, "");
    add(text, "| index | name | | what | bytes | contents |");
    add(text, "|---|---|---|---|---|---|");
    it.given().stream()
        .sorted(Comparator.comparingInt(given -> given.index() & Integer.MAX_VALUE))
        .forEach(given -> argument(given, text));
    add(text, "");
    elements(it, text);
    wrong(it, text);
    stands(report, it, text);
  }

  /** A known cause of the cell that was made smaller. */
  private static Optional<Diagnosis> diagnosis(Report report, SmallestCase it) {
    return report.explanation().diagnoses().stream()
        .filter(Diagnosis::known)
        .filter(known -> known.explained().stream().anyMatch(cell -> cell.id().equals(it.from())))
        .findFirst();
  }

  private static void launch(Report report, SmallestCase it, StringBuilder text) {
    row(text, "kernel", "`%s`".formatted(it.cell().kernel()));
    it.kernel()
        .at()
        .ifPresent(at -> row(text, "source", "`%s:%d`".formatted(at.file(), at.line())));
    if (!it.kernel().expression().isEmpty()) {
      row(text, "as", "`%s`".formatted(it.kernel().expression()));
    }
    Map<String, String> own = it.kernel().constants();
    if (!own.isEmpty()) {
      row(
          text,
          "function constants",
          own.entrySet().stream()
              .map(constant -> constant.getKey() + " = " + constant.getValue())
              .collect(Collectors.joining(", ")));
    }
    String all = report.settings().get("functionConstants");
    if (all != null) {
      row(text, "function constants of all kernels", all.replaceAll("[{}]", ""));
    }
    row(text, "device", "%s, %s".formatted(report.device(), report.description()));
    row(text, "threadgroups", sizes(it.grid().threadgroups()));
    row(text, "threads per threadgroup", sizes(it.grid().threadsPerThreadgroup()));
    if (!it.grid().threads().isEmpty()) {
      row(text, "threads", sizes(it.grid().threads()) + ", as `dispatchThreads` has it");
    }
  }

  private static void stands(Report report, SmallestCase it, StringBuilder text) {
    add(text, "## With the plugin");
    add(text, "");
    add(
        text,
        it.nonZero() < it.changeable()
            ? "The same shape fails with the inputs of its cell, too:"
            : "Its cell alone:");
    add(text, "");
    add(text, "```");
    add(text, "%s", report.rerun(it.cell()));
    add(text, "```");
    add(text, "");
    add(text, "It stands for %s:", Figures.count(it.failures(), "failing cell"));
    add(text, "");
    it.groups().forEach(group -> add(text, "- %s", group));
    add(text, "");
    add(text, "%s.", SmallestText.search(it));
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
    List<NonZero> nonZero = it.elements().stream().filter(NonZero::zero).toList();
    List<NonZero> others = it.elements().stream().filter(other -> !other.zero()).toList();
    add(
        text,
        nonZero.isEmpty()
            ? "Of %s of the inputs that can be 0, all are 0."
            : "Of %s of the inputs that can be 0, %s not:",
        Figures.count(it.changeable(), "element"),
        it.nonZero() == 1 ? "1 is" : Figures.count(it.nonZero()) + " are");
    add(text, "");
    nonZero.forEach(element -> element(element, text));
    if (it.nonZero() > nonZero.size()) {
      add(text, "- and %s more", Figures.count(it.nonZero() - nonZero.size()));
    }
    if (!nonZero.isEmpty()) {
      add(text, "");
    }
    if (!others.isEmpty()) {
      add(text, "Of those that cannot be 0, these are not 1:");
      add(text, "");
      others.forEach(element -> element(element, text));
      add(text, "");
    }
  }

  private static void element(NonZero element, StringBuilder text) {
    add(
        text,
        "- `%s` %s%s = %s",
        element.argument(),
        element.what().isEmpty() ? "" : element.what() + " ",
        element.at(),
        number(element.value()));
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
          Figures.significant(wrong.bound(), BOUND_DIGITS));
    }
    add(text, "");
  }

  private static String sizes(List<Integer> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(" × "));
  }

  private static String number(double value) {
    return Figures.significant(value, DIGITS);
  }

  private static void row(StringBuilder text, String name, String value) {
    add(text, "| %s | %s |", name, value);
  }

  private static void add(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
