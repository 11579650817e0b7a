package io.github.kernelconformance.goal;

import io.github.kernelconformance.toolchain.Digests;
import io.github.kernelconformance.toolchain.MetalTools;
import io.github.kernelconformance.toolchain.PluginFiles;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A digest of all that decides how a goal ends and is no file that it reads. */
final class Fingerprint {

  private static final List<String> PROPERTIES =
      List.of("java.version", "os.name", "os.version", "os.arch", "jna.library.path");

  /** Compilers and Metal look at these. */
  private static final List<String> VARIABLES =
      List.of("PATH", "DEVELOPER_DIR", "SDKROOT", "CPATH", "CPLUS_INCLUDE_PATH");

  private Fingerprint() {}

  /**
   * Takes the digest. No tool is started for it.
   *
   * @param more what the goal is given besides the request: records, collections, or values whose
   *     text says all
   * @throws IOException where the plugin's own files or those of Apple's tools cannot be read
   */
  static String of(Request request, Object... more) throws IOException {
    List<String> parts = new ArrayList<>();
    parts.add(PluginFiles.identity());
    PROPERTIES.forEach(it -> parts.add(System.getProperty(it, "")));
    parts.add(processor());
    Map<String, String> environment = new TreeMap<>(request.metallib().environment());
    environment
        .entrySet()
        .removeIf(it -> !VARIABLES.contains(it.getKey()) && !it.getKey().matches("(MTL|METAL)_.*"));
    add(MetalTools.identity(request.metallib().environment()), parts);
    add(
        List.of(
            environment,
            request.sources(),
            Workspace.files(request.sources()),
            request.axes(),
            request.device(),
            request.checks(),
            request.metal(),
            request.clang(),
            request.timeout(),
            request.metallib().name(),
            request.metallib().flags(),
            request.shard(),
            request.outputDirectory(),
            request.bundle(),
            request.rerun(),
            request.surroundings().style().strong("style"),
            List.of(more)),
        parts);
    return Digests.of(parts);
  }

  /** The texts of a value and of all that it is made of; that of a record is slow to be had. */
  private static void add(Object value, List<String> parts) {
    if (value instanceof Record it) {
      for (RecordComponent component : it.getClass().getRecordComponents()) {
        add(component(component, it), parts);
      }
    } else if (value instanceof Map<?, ?> map) {
      add(new TreeMap<>(map).entrySet(), parts);
    } else if (value instanceof Map.Entry<?, ?> entry) {
      add(List.of(entry.getKey(), entry.getValue()), parts);
    } else if (value instanceof Optional<?> optional) {
      add(optional.stream().toList(), parts);
    } else if (value instanceof Collection<?> collection) {
      parts.add(Integer.toString(collection.size()));
      collection.forEach(it -> add(it, parts));
    } else {
      parts.add(value.toString());
    }
  }

  private static Object component(RecordComponent component, Record it) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(it);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
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
