package io.github.kernelconformance.goal;

import io.github.kernelconformance.msl.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files that decide what programs are. */
final class ReadFiles {

  private ReadFiles() {}

  /**
   * Sources and headers, and every place at which a header that is not there now would be taken for
   * one of these.
   */
  static Set<Path> of(Sources sources, Collection<Program> programs) {
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
