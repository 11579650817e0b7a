package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler from the Maven repository, with a small jar in the place of the real one. */
class ClangJarTest {

  private static final String VERSION = "clang version 20.1.7";

  @TempDir private Path directory;

  @Test
  void theArtifactIsTheOneForThisMachine() throws Exception {
    List<String> asked = new ArrayList<>();
    Path jar = jar("llvm.jar", contents());
    Toolchain.resolve(
        "maven",
        (group, artifact, version, classifier) -> {
          asked.addAll(List.of(group, artifact, version, classifier));
          return jar;
        },
        cache());

    assertThat(asked).startsWith("org.bytedeco", "llvm").endsWith(classifier());
    assertThat(asked.get(2)).matches("[0-9][0-9.-]+");
  }

  @Test
  void onlyWhatCompilesAndLinksIsUnpackedUnderTheNamesThatTheLinkerLooksFor() throws Exception {
    Map<String, String> contents = contents();
    contents.put("clang-tidy", "not needed");
    contents.put("lib/clang/20/include/stddef.h", "not needed");
    Clang clang = resolve(jar("llvm.jar", contents));

    Path home = clang.executable().getParent();
    assertThat(files(home))
        .containsExactly(
            "clang", "ld.lld", "libLLVM.so.20.1", "libclang-cpp.so.20.1", "llvm-symbolizer");
    assertThat(clang.executable()).hasFileName("clang").isExecutable();
    assertThat(clang.linker()).isEqualTo(home.resolve("ld.lld")).isExecutable();
    assertThat(home.resolve("libLLVM.so.20.1")).hasContent("LLVM");
    assertThat(home.resolve("libclang-cpp.so.20.1")).hasContent("clang-cpp");
    assertThat(clang.version()).isEqualTo(VERSION);
  }

  @Test
  void theSameFilesAreUnpackedOnceWhateverElseIsInTheJar() throws Exception {
    Clang first = resolve(jar("one.jar", contents()));
    Path marker = Files.writeString(first.executable().resolveSibling("marker"), "kept");
    Map<String, String> more = contents();
    more.put("clang-tidy", "not needed");
    Clang second = resolve(jar("two.jar", more));

    assertThat(second).isEqualTo(first);
    assertThat(marker).exists();
    assertThat(files(cache().resolve("clang"))).hasSize(1);
  }

  @Test
  void otherFilesGoToAnotherDirectoryAndAreAnotherCompiler() throws Exception {
    Clang first = resolve(jar("one.jar", contents()));
    Map<String, String> other = contents();
    other.put("libLLVM.so", "llvm");
    Clang second = resolve(jar("two.jar", other));

    assertThat(second.version()).isEqualTo(first.version());
    assertThat(second.executable()).isNotEqualTo(first.executable());
    assertThat(second.identity()).isNotEqualTo(first.identity());
    assertThat(first.executable()).exists();
  }

  @Test
  void whatIsDamagedIsUnpackedAnew() throws Exception {
    Path jar = jar("llvm.jar", contents());
    Path home = resolve(jar).executable().getParent();

    Files.delete(home.resolve("libLLVM.so.20.1"));
    Files.writeString(home.resolve("libclang-cpp.so.20.1"), "cut");
    Files.setPosixFilePermissions(
        home.resolve("ld.lld"), PosixFilePermissions.fromString("rw-r--r--"));
    resolve(jar);

    assertThat(home.resolve("libLLVM.so.20.1")).hasContent("LLVM").isExecutable();
    assertThat(home.resolve("libclang-cpp.so.20.1")).hasContent("clang-cpp").isExecutable();
    assertThat(home.resolve("ld.lld")).isExecutable();
    assertThat(files(cache().resolve("clang"))).hasSize(1);
  }

  /** Such damage is looked for where the compiler does not run, and nowhere else. */
  @Test
  void damageThatLeavesALengthAsItIsIsFoundWhereTheCompilerDoesNotRun() throws Exception {
    Path jar = jar("llvm.jar", contents());
    Path clang = resolve(jar).executable();
    String script = Files.readString(clang);
    Files.writeString(clang, script.replace("exit 0", "exit 1"));

    assertThat(resolve(jar).version()).isEqualTo(VERSION);
    assertThat(clang).hasContent(script);
  }

  @Test
  void aJarWithoutAFileIsNamedWithIt() throws Exception {
    Map<String, String> contents = contents();
    contents.remove("lld");
    Path jar = jar("llvm.jar", contents);

    assertThatThrownBy(() -> resolve(jar))
        .isInstanceOf(ToolchainException.class)
        .hasMessage(
            "%s holds no org/bytedeco/llvm/%s/lld; is it the right artifact?", jar, classifier());
    assertThat(cache().resolve("clang")).doesNotExist();
  }

  @Test
  void aFileThatIsNoJarIsNamed() throws Exception {
    Path jar = Files.writeString(directory.resolve("llvm.jar"), "<html>404</html>");

    assertThatThrownBy(() -> resolve(jar))
        .isInstanceOf(ToolchainException.class)
        .hasMessageStartingWith("Cannot unpack clang from " + jar + " into " + cache() + ": ");
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamed() throws Exception {
    Path jar = jar("llvm.jar", contents());
    Files.writeString(cache(), "a file where the directory should be");

    assertThatThrownBy(() -> resolve(jar))
        .isInstanceOf(ToolchainException.class)
        .hasMessageStartingWith("Cannot unpack clang from " + jar + " into " + cache() + ": ");
  }

  @Test
  void anArtifactThatCannotBeHadIsTheLocatorsToExplain() {
    ToolchainException unresolved = new ToolchainException("Cannot resolve the compiler");

    assertThatThrownBy(
            () ->
                Toolchain.resolve(
                    "maven",
                    (group, artifact, version, classifier) -> {
                      throw unresolved;
                    },
                    cache()))
        .isSameAs(unresolved);
  }

  private Clang resolve(Path jar) throws ToolchainException {
    return Toolchain.resolve("maven", (group, artifact, version, classifier) -> jar, cache());
  }

  private Path cache() {
    return directory.resolve("cache");
  }

  private static Map<String, String> contents() {
    return new TreeMap<>(
        Map.of(
            "clang", Scripts.printing(VERSION, 0),
            "lld", "lld",
            "llvm-symbolizer", "symbolizer",
            "libLLVM.so", "LLVM",
            "libclang-cpp.so", "clang-cpp"));
  }

  private Path jar(String name, Map<String, String> contents) throws Exception {
    Path jar = directory.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, String> entry : contents.entrySet()) {
        zip.putNextEntry(new ZipEntry("org/bytedeco/llvm/" + classifier() + "/" + entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private static String classifier() throws ToolchainException {
    return Platform.current().classifier();
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(CacheUse.LOCKS))
          .sorted()
          .toList();
    }
  }
}
