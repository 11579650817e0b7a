package io.github.kernelconformance.goal;

import io.github.kernelconformance.authored.ContractSources;
import io.github.kernelconformance.msl.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files that a goal depends on. */
final class ReadFiles {

  private ReadFiles() {}

  /**
   * Sources and headers, every place at which a header that is not there now would be taken for one
   * of these, contracts, and a compiler that was chosen by its path.
   */
  static Set<Path> of(Request request, Collection<Program> programs) throws IOException {
    Set<Path> files = of(request.sources(), programs);
    files.addAll(ContractSources.files(request.sources().contracts()));
    if (!request.clang().equals("maven")) {
      files.add(Path.of(request.clang()));
    }
    return files;
  }

  /** The files of a directory, without those of directories in it; none where it is not there. */
  static List<Path> in(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Set<Path> of(Sources sources, Collection<Program> programs) {
    Set<Path> files = new LinkedHashSet<>();
    for (Program program : programs) {
      program.files().forEach(it -> files.add(sources.basedir().resolve(it).normalize()));
    }
    Set<Path> searched = new LinkedHashSet<>();
    sources.includePaths().forEach(it -> searched.add(sources.basedir().resolve(it).normalize()));
    files.forEach(it -> searched.add(it.getParent()));
    for (Path file : List.copyOf(files)) {
      for (Path found : searched) {
        if (file.startsWith(found)) {
          searched.stream()
              .map(it -> it.resolve(found.relativize(file)))
              .filter(it -> !Files.exists(it))
              .forEach(files::add);
        }
      }
    }
    return files;
  }
}
