package io.github.kernelconformance.authored;

import io.github.kernelconformance.described.SourceText;
import io.github.kernelconformance.toolchain.Digests;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Java files of a project's contracts.
 *
 * @param directory where they lie, as messages name it
 * @param files in the order of their paths
 */
public record ContractSources(String directory, List<SourceText> files) {

  /** Copies the list. */
  public ContractSources {
    files = List.copyOf(files);
  }

  /**
   * Reads all Java files in a directory and below.
   *
   * @param basedir the project's directory, which messages name files relative to
   * @param directory need not exist
   * @throws IOException if a file cannot be read, or is not UTF-8
   */
  public static ContractSources in(Path basedir, Path directory) throws IOException {
    List<SourceText> texts = new ArrayList<>();
    for (Path file : files(directory)) {
      texts.add(new SourceText(shown(basedir, file), read(file)));
    }
    return new ContractSources(shown(basedir, directory), texts);
  }

  /** The files that {@link #in} reads; what an outcome depends on. */
  public static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".java"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /** The address of their names and texts. */
  public String digest() {
    return Digests.of(files.stream().flatMap(it -> Stream.of(it.path(), it.text())).toList());
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new IOException(file + " is not UTF-8, which contracts are written in", e);
    }
  }

  private static String shown(Path basedir, Path file) {
    Path base = basedir.toAbsolutePath().normalize();
    Path all = file.toAbsolutePath().normalize();
    Path shown = all.startsWith(base) ? base.relativize(all) : all;
    return shown.toString().replace('\\', '/');
  }
}
