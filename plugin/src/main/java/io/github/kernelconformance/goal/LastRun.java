package io.github.kernelconformance.goal;

import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.toolchain.Checksum;
import io.github.kernelconformance.toolchain.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How a goal ended the last time, for as long as nothing that it was made from, and nothing that it
 * made, is different. Files are compared by content, never by time. A record that cannot be read,
 * or was damaged, is as good as none; one is replaced whole, so that two builds may share it.
 */
final class LastRun {

  /** To be raised when the form of the file or the meaning of a line changes. */
  private static final String FORMAT = "kernel-conformance last run 2";

  private final Path file;
  private final String settings;

  /**
   * @param file where the record is kept
   * @param settings a digest of all that decides the outcome and is no file
   */
  LastRun(Path file, String settings) {
    this.file = file;
    this.settings = settings;
  }

  /** The outcome, if the goal would end so again. */
  Optional<Outcome> outcome() {
    try {
      List<String> lines = Files.readAllLines(file);
      int last = lines.size() - 1;
      if (last < 1 || !lines.get(last).equals("end " + Digests.of(lines.subList(0, last)))) {
        return Optional.empty();
      }
      return new Reading(lines.subList(0, last)).outcome();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Keeps an outcome.
   *
   * @param files that it was made from, and that it made; one that is missing must stay so
   */
  void keep(Outcome outcome, Collection<Path> files) throws IOException {
    List<String> lines = new ArrayList<>(List.of(FORMAT, "settings " + settings));
    for (Path path : files) {
      lines.add("file " + digest(path) + " " + path);
    }
    outcome.lines().forEach(it -> lines.add("line " + escaped(it)));
    outcome.warnings().forEach(it -> lines.add("warning " + escaped(it)));
    outcome.failure().ifPresent(it -> lines.add("failure " + escaped(it)));
    lines.add("end " + Digests.of(lines));
    Files.createDirectories(file.getParent());
    AtomicFile.write(file, String.join("\n", lines) + "\n");
  }

  /** Forgets it, so that a run that does not end leaves nothing to be taken for its outcome. */
  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String digest(Path path) throws IOException {
    try {
      return Checksum.ofFile(path);
    } catch (NoSuchFileException e) {
      return "missing";
    }
  }

  /** One reading of a record that is whole. */
  private final class Reading {

    private final List<String> record;

    Reading(List<String> record) {
      this.record = record;
    }

    Optional<Outcome> outcome() throws IOException {
      if (!record.get(0).equals(FORMAT) || !record.get(1).equals("settings " + settings)) {
        return Optional.empty();
      }
      for (String it : values("file ")) {
        int space = it.indexOf(' ');
        if (!it.substring(0, space).equals(digest(Path.of(it.substring(space + 1))))) {
          return Optional.empty();
        }
      }
      return Optional.of(
          new Outcome(texts("line "), texts("warning "), texts("failure ").stream().findFirst()));
    }

    private List<String> texts(String key) {
      return values(key).stream().map(String::translateEscapes).toList();
    }

    private List<String> values(String key) {
      return record.stream()
          .filter(it -> it.startsWith(key))
          .map(it -> it.substring(key.length()))
          .toList();
    }
  }
}
