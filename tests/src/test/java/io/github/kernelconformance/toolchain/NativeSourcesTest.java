package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sources come from a jar in users' builds and from a directory in a reactor's. */
class NativeSourcesTest {

  private static final String PACKAGE = "io/github/kernelconformance/msl/";
  private static final Map<String, String> FILES =
      Map.of("metal.h", "// metal", "engine.cpp", "// engine \u00e9");

  @TempDir private Path directory;

  @Test
  void thePluginsOwnSourcesAreUnpackedWhole() throws Exception {
    NativeSources sources = NativeSources.unpack(directory);

    assertThat(sources.directory().getParent()).isEqualTo(directory.resolve("msl"));
    assertThat(sources.directory()).hasFileName(sources.identity());
    assertThat(contents(sources.directory()).keySet())
        .contains("metal.h", "entry.h", "engine.cpp", "compiler_builtins.cpp");
  }

  @Test
  void aSecondCallTakesWhatIsThere() throws Exception {
    NativeSources first = NativeSources.unpack(directory);
    Path marker = Files.writeString(first.directory().resolve("marker"), "kept");

    assertThat(NativeSources.unpack(directory)).isEqualTo(first);
    assertThat(marker).exists();
  }

  @Test
  void damagedSourcesAreUnpackedAnew() throws Exception {
    NativeSources first = NativeSources.unpack(directory);
    Map<String, String> whole = contents(first.directory());
    Files.writeString(first.directory().resolve("metal.h"), "// cut");
    Files.delete(first.directory().resolve("engine.cpp"));

    assertThat(NativeSources.unpack(directory)).isEqualTo(first);
    assertThat(contents(first.directory())).isEqualTo(whole);
  }

  @Test
  void aDirectoryAndAJarGiveTheSameFiles() throws Exception {
    Path fromDirectory = unpackFrom(directoryOf(FILES));
    assertThat(contents(fromDirectory)).isEqualTo(FILES);

    assertThat(unpackFrom(jarOf("a jar+1.jar", FILES))).isEqualTo(fromDirectory);
    assertThat(contents(fromDirectory)).isEqualTo(FILES);
  }

  @Test
  void otherSourcesGoToAnotherDirectory() throws Exception {
    Map<String, String> changed = new TreeMap<>(FILES);
    changed.put("engine.cpp", "// engine e");
    Map<String, String> renamed = new TreeMap<>(FILES);
    renamed.put("motor.cpp", renamed.remove("engine.cpp"));

    assertThat(
            Stream.of(
                unpackFrom(jarOf("as-it-is.jar", FILES)),
                unpackFrom(jarOf("changed.jar", changed)),
                unpackFrom(jarOf("renamed.jar", renamed))))
        .doesNotHaveDuplicates();
  }

  @Test
  void withoutTheirJarTheSourcesAreMissed() throws Exception {
    assertThatThrownBy(() -> unpackFrom(jarOf("empty.jar", Map.of("other.h", ""))))
        .hasMessageContaining("Cannot unpack the Metal standard library into " + directory)
        .hasMessageContaining("kernel-conformance-native is not on the class path");
  }

  /** Unpacks with a class path of the plugin's classes and one place for the sources. */
  private Path unpackFrom(Path place) throws Exception {
    URL classes = NativeSources.class.getProtectionDomain().getCodeSource().getLocation();
    URL[] classPath = {place.toUri().toURL(), classes};
    try (URLClassLoader loader =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass(NativeSources.class.getName());
      Object sources = type.getMethod("unpack", Path.class).invoke(null, directory);
      return (Path) type.getMethod("directory").invoke(sources);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private Path directoryOf(Map<String, String> files) throws IOException {
    Path classes = directory.resolve("some classes");
    Path sources = Files.createDirectories(classes.resolve(PACKAGE));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(sources.resolve(file.getKey()), file.getValue());
    }
    return classes;
  }

  private Path jarOf(String name, Map<String, String> files) throws IOException {
    Path jar = directory.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(PACKAGE));
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new JarEntry(PACKAGE + file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      out.putNextEntry(new JarEntry("io/github/kernelconformance/elsewhere.h"));
    }
    return jar;
  }

  private static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
