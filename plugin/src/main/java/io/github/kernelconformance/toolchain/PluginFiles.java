package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that this plugin consists of. */
public final class PluginFiles {

  /** One resource of each: the classes, and the native sources. */
  private static final List<String> RESOURCES =
      List.of(
          "/io/github/kernelconformance/toolchain/PluginFiles.class",
          "/io/github/kernelconformance/msl/metal.h");

  private PluginFiles() {}

  /**
   * Tells this build of the plugin from every other.
   *
   * @throws IOException where its files cannot be read
   */
  public static String identity() throws IOException {
    List<String> parts = new ArrayList<>();
    for (String resource : RESOURCES) {
      URL url = PluginFiles.class.getResource(resource);
      if (url == null) {
        throw new IOException(resource + " is not on the class path");
      }
      add(url, parts);
    }
    return Digests.of(parts);
  }

  private static void add(URL resource, List<String> parts) throws IOException {
    try {
      if (resource.openConnection() instanceof JarURLConnection jar) {
        parts.add(Checksum.ofFile(Path.of(jar.getJarFileURL().toURI())));
        return;
      }
      // In a reactor that has not packaged it yet: what is beside the resource and below.
      try (Stream<Path> files = Files.walk(Path.of(resource.toURI()).getParent().getParent())) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          parts.add(Checksum.ofFile(file));
        }
      }
    } catch (URISyntaxException e) {
      throw new IOException("not a file: " + resource, e);
    }
  }
}
