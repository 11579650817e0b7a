package io.github.kernelconformance.goal;

import io.github.kernelconformance.authored.ContractSources;
import io.github.kernelconformance.matrix.CellFilter;
import io.github.kernelconformance.toolchain.Digests;
import io.github.kernelconformance.toolchain.PluginFiles;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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

  /**
   * All of a request that is not digested, or not as it is, and why. A parameter that is missing in
   * the digest gives a stale verdict; so what is new is digested unless it is named here.
   */
  static final Map<String, String> EXCEPTIONS =
      Map.of(
          "Request.locator", "finds the compiler that the plugin's own files name",
          "Request.forks", "is how many work at once; a cell's result is the same",
          "Request.force", "decides whether the digest is looked at",
          "Request.surroundings", "is where the outcome is shown; its style is digested",
          "MetallibSettings.environment", "has the whole environment; what is read is digested");

  /** Their texts say all that is in them. */
  private static final List<Class<?>> TEXTS =
      List.of(
          String.class,
          Path.class,
          Boolean.class,
          Number.class,
          Character.class,
          Enum.class,
          LocalDate.class,
          CellFilter.class);

  private Fingerprint() {}

  /**
   * Takes the digest. No tool is started for it.
   *
   * @param more what the goal is given besides the request: records, collections, or values whose
   *     text says all
   * @throws IOException if the plugin's own files or those of Apple's tools cannot be read
   */
  static String of(Request request, Object... more) throws IOException {
    List<String> parts = new ArrayList<>();
    parts.add(PluginFiles.identity());
    PROPERTIES.forEach(it -> parts.add(System.getProperty(it, "")));
    parts.add(processor());
    List<DeviceProvider> providers = Devices.of(request).providers();
    Map<String, String> environment = request.metallib().environment();
    for (DeviceProvider provider : providers) {
      add(provider.identity(environment), parts);
    }
    add(read(environment, providers), parts);
    add(Flattened.files(request.sources()), parts);
    add(ContractSources.files(request.sources().contracts()), parts);
    parts.add(request.surroundings().style().strong("style"));
    parts.addAll(digested(request));
    add(List.of(more), parts);
    return Digests.of(parts);
  }

  /** Everything in a request but the exceptions, by name. */
  static List<String> digested(Request request) {
    List<String> parts = new ArrayList<>();
    add(request, parts);
    return parts;
  }

  /** What the software of any device looks at. */
  private static Map<String, String> read(
      Map<String, String> environment, List<DeviceProvider> providers) {
    Map<String, String> read = new TreeMap<>(environment);
    read.keySet().removeIf(it -> providers.stream().noneMatch(provider -> provider.reads(it)));
    return read;
  }

  /** The texts of a value and of all that it is made of; that of a record is slow to be had. */
  private static void add(Object value, List<String> parts) {
    if (value instanceof Record it) {
      for (RecordComponent component : it.getClass().getRecordComponents()) {
        String name = it.getClass().getSimpleName() + "." + component.getName();
        if (!EXCEPTIONS.containsKey(name)) {
          parts.add(name);
          add(component(component, it), parts);
        }
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
    } else if (TEXTS.stream().anyMatch(it -> it.isInstance(value))) {
      parts.add(value.toString());
    } else {
      throw new IllegalStateException("the text of a " + value.getClass() + " may not say all");
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
