package io.github.kernelconformance.device.cuda;

import io.github.kernelconformance.toolchain.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Metal standard library for NVRTC, as it came with the plugin. */
final class CudaHeaders {

  /** The header that includes all others. */
  static final String FIRST = "cuda.h";

  private static final String RESOURCES = "/io/github/kernelconformance/msl/";

  private static final Pattern INCLUDE = Pattern.compile("^ *#include \"(.*)\"", Pattern.MULTILINE);

  /** What only the host's half of the library includes. */
  private static final Pattern HOST_ONLY =
      Pattern.compile(
          "(engine|exchange|barrier|metal_turns|metal_native_vector|metal_properties|adversary.*)\\.h");

  private static final Map<String, String> ALL = read();

  /** Of all names and texts. */
  static final String DIGEST =
      Digests.of(
          ALL.entrySet().stream().flatMap(it -> Stream.of(it.getKey(), it.getValue())).toList());

  private CudaHeaders() {}

  /** Texts by name. */
  static Map<String, String> all() {
    return ALL;
  }

  private static Map<String, String> read() {
    Map<String, String> texts = new TreeMap<>();
    read(FIRST, texts);
    return Collections.unmodifiableMap(texts);
  }

  private static void read(String name, Map<String, String> texts) {
    if (texts.containsKey(name) || HOST_ONLY.matcher(name).matches()) {
      return;
    }
    String text = text(name);
    texts.put(name, text);
    INCLUDE
        .matcher(text)
        .results()
        .map((MatchResult it) -> it.group(1))
        .forEach(it -> read(it, texts));
  }

  private static String text(String name) {
    try (InputStream in = CudaHeaders.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "kernel-conformance-native on the class path has no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
