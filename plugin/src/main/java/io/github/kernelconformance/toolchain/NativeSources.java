package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The Metal standard library for a CPU and the engine, as files that clang can read.
 *
 * @param directory holds {@code metal.h}, {@code entry.h}, {@code engine.cpp} and what they include
 * @param identity tells them from all others: part of each cache key
 */
public record NativeSources(Path directory, String identity) {

  private static final String RESOURCES = "/io/github/kernelconformance/msl/";

  /**
   * Unpacks the sources that came with the plugin, under their digest.
   *
   * @throws ToolchainException where the cache cannot be written
   */
  public static NativeSources unpack(Path cache) throws ToolchainException {
    try {
      Map<String, byte[]> files = read();
      String identity = identity(files);
      Path directory =
          AtomicDirectory.ensure(
              cache.resolve("msl").resolve(identity),
              it -> areIn(it, files),
              part -> {
                for (var file : files.entrySet()) {
                  Files.write(part.resolve(file.getKey()), file.getValue());
                }
              });
      return new NativeSources(directory, identity);
    } catch (IOException | URISyntaxException e) {
      throw new ToolchainException(
          "Cannot unpack the Metal standard library into " + cache + ": " + e, e);
    }
  }

  /**
   * Of names, lengths and checksums: a digest of all their text takes a JVM that has just begun 50
   * ms.
   */
  private static String identity(Map<String, byte[]> files) {
    List<String> parts = new ArrayList<>();
    for (var file : files.entrySet()) {
      byte[] bytes = file.getValue();
      parts.add(file.getKey());
      parts.add(Integer.toString(bytes.length));
      parts.add(Checksum.of(bytes, bytes.length));
    }
    return Digests.of(parts);
  }

  private static boolean areIn(Path directory, Map<String, byte[]> files) throws IOException {
    for (var file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      if (!Files.isRegularFile(path) || !Arrays.equals(Files.readAllBytes(path), file.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, byte[]> read() throws IOException, URISyntaxException {
    URL anchor = NativeSources.class.getResource(RESOURCES + "metal.h");
    if (anchor == null) {
      throw new IOException("kernel-conformance-native is not on the class path");
    }
    return anchor.getProtocol().equals("file")
        ? readDirectory(Path.of(anchor.toURI()).getParent())
        : readJar(anchor);
  }

  private static Map<String, byte[]> readDirectory(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(directory)) {
      for (Path file : list.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static Map<String, byte[]> readJar(URL anchor) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    URI file = URI.create(((JarURLConnection) anchor.openConnection()).getJarFileURL().toString());
    try (JarFile jar = new JarFile(Path.of(file).toFile())) {
      String prefix = RESOURCES.substring(1);
      for (var entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
        if (entry.getName().startsWith(prefix)) {
          try (InputStream in = jar.getInputStream(entry)) {
            files.put(entry.getName().substring(prefix.length()), in.readAllBytes());
          }
        }
      }
    }
    return files;
  }
}
