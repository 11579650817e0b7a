package io.github.kernelconformance.goal;

import io.github.kernelconformance.toolchain.Digests;
import io.github.kernelconformance.toolchain.PluginFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A digest of all that decides how the goal {@code verify} ends and is no file that it reads. */
final class Fingerprint {

  private static final List<String> PROPERTIES =
      List.of("java.version", "os.name", "os.version", "os.arch", "jna.library.path");

  /** Compilers and Metal look at these. */
  private static final List<String> VARIABLES =
      List.of("PATH", "DEVELOPER_DIR", "SDKROOT", "CPATH", "CPLUS_INCLUDE_PATH");

  private Fingerprint() {}

  /**
   * Takes the digest.
   *
   * @throws IOException where the plugin's own files cannot be read
   */
  static String of(Request request, GateSettings gate) throws IOException {
    List<String> parts = new ArrayList<>();
    parts.add(PluginFiles.identity());
    PROPERTIES.forEach(it -> parts.add(System.getProperty(it, "")));
    parts.add(processor());
    Map<String, String> environment = new TreeMap<>(request.metallib().environment());
    environment
        .entrySet()
        .removeIf(it -> !VARIABLES.contains(it.getKey()) && !it.getKey().matches("(MTL|METAL)_.*"));
    parts.add(environment.toString());
    parts.add(request.sources().toString());
    parts.add(Workspace.files(request.sources()).toString());
    parts.add(request.axes().toString());
    parts.add(request.metal().mathMode() + request.metal().shaderValidation());
    parts.add(new TreeMap<>(request.metal().environment()).toString());
    parts.add(request.metallib().flags().toString());
    parts.addAll(
        List.of(
            request.device(),
            request.checks(),
            request.clang(),
            request.timeout(),
            request.shard(),
            request.outputDirectory().toString(),
            String.valueOf(request.bundle()),
            request.rerun(),
            request.surroundings().style().strong("style"),
            gate.toString()));
    return Digests.of(parts);
  }

  /** What the processor can do, where Linux tells. */
  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
