package io.github.kernelconformance.device.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A result as a file of lines with tabs between what they hold. */
final class TreeResultFile {

  private TreeResultFile() {}

  static void write(TreeResult result, Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(String.valueOf(result.kernels())));
    result.failed().forEach((kernel, error) -> lines.add(line(kernel, error)));
    result.broken().forEach(error -> lines.add(line("", error)));
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  static TreeResult read(String name, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Map<String, TreeError> failed = new LinkedHashMap<>();
    List<TreeError> broken = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split("\t", 3);
      TreeError error = new TreeError(parts[1], parts[2]);
      if (parts[0].isEmpty()) {
        broken.add(error);
      } else {
        failed.put(parts[0], error);
      }
    }
    return new TreeResult(name, Integer.parseInt(lines.get(0)), failed, broken);
  }

  private static String line(String kernel, TreeError error) {
    return String.join("\t", kernel, error.place(), error.message().replace('\n', ' '));
  }
}
