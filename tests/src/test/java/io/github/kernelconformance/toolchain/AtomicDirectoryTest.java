package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicDirectoryTest {

  @TempDir private Path cache;
  private Path directory;

  @BeforeEach
  void nameTheDirectory() {
    directory = cache.resolve("clang").resolve("0123");
  }

  @Test
  void theDirectoryIsFilledOnce() throws IOException {
    AtomicDirectory.ensureIntact(
        directory, part -> Files.writeString(part.resolve("file"), "first"));
    AtomicDirectory.ensureIntact(
        directory, part -> Files.writeString(part.resolve("file"), "second"));

    assertThat(directory.resolve("file")).hasContent("first");
    assertThat(beside()).containsExactly(directory);
  }

  @Test
  void noOneSeesItHalfFilled() throws IOException {
    AtomicDirectory.ensureIntact(
        directory,
        part -> {
          Files.writeString(part.resolve("one"), "1");
          assertThat(directory).doesNotExist();
          Files.createDirectories(part.resolve("below"));
          Files.writeString(part.resolve("below/two"), "2");
        });

    assertThat(directory.resolve("one")).hasContent("1");
    assertThat(directory.resolve("below/two")).hasContent("2");
  }

  /** All are past the look whether the directory is there before any of them is done. */
  @Test
  void ofBuildsThatRaceOneWinsAndAllHaveItsFiles() throws Exception {
    int builds = 4;
    CyclicBarrier allHaveStarted = new CyclicBarrier(builds);
    ExecutorService executor = Executors.newFixedThreadPool(builds);
    try {
      List<Future<Path>> results = new ArrayList<>();
      for (int build = 0; build < builds; build++) {
        String name = "build " + build;
        results.add(
            executor.submit(
                () ->
                    AtomicDirectory.ensureIntact(
                        directory,
                        part -> {
                          Files.writeString(part.resolve("a"), name);
                          await(allHaveStarted);
                          Files.writeString(part.resolve("b"), name);
                        })));
      }
      for (Future<Path> result : results) {
        assertThat(result.get()).isEqualTo(directory);
      }
    } finally {
      executor.shutdownNow();
    }

    assertThat(Files.readString(directory.resolve("a")))
        .startsWith("build ")
        .isEqualTo(Files.readString(directory.resolve("b")));
    assertThat(beside()).containsExactly(directory);
  }

  @Test
  void aFillThatFailsLeavesNothing() throws IOException {
    assertThatThrownBy(
            () -> AtomicDirectory.ensureIntact(directory, AtomicDirectoryTest::failHalfWay))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("jar");
    assertThat(beside()).isEmpty();

    AtomicDirectory.ensureIntact(directory, part -> Files.writeString(part.resolve("file"), "now"));
    assertThat(directory.resolve("file")).hasContent("now");
  }

  @Test
  void aDamagedDirectoryIsFilledAnewAndIsNeverMissing() throws IOException {
    fill();
    for (String damaged : List.of("file", "below/file", "checksums")) {
      for (String content : List.of("", "\n", "firsT", "e".repeat(32) + " file\nend\n")) {
        Files.writeString(directory.resolve(damaged), content);
        fill();
        assertIntact();
      }
      Files.delete(directory.resolve(damaged));
      fill();
      assertIntact();
    }
  }

  @Test
  void aRecordThatWasCutOffDoesNotHideAFileThatIsGone() throws IOException {
    fill();
    Path record = directory.resolve("checksums");
    List<String> lines = Files.readAllLines(record);
    Files.write(record, lines.subList(0, 2));
    Files.delete(directory.resolve("file"));
    fill();

    assertIntact();
  }

  private void fill() throws IOException {
    boolean there = Files.exists(directory);
    AtomicDirectory.ensureIntact(
        directory,
        part -> {
          assertThat(Files.exists(directory)).isEqualTo(there);
          Files.writeString(part.resolve("file"), "first");
          Files.createDirectories(part.resolve("below"));
          Files.writeString(part.resolve("below/file"), "second");
        });
  }

  private void assertIntact() throws IOException {
    assertThat(directory.resolve("file")).hasContent("first");
    assertThat(directory.resolve("below/file")).hasContent("second");
    assertThat(directory.resolve("checksums")).content().hasLineCount(4).endsWith("end\n");
    assertThat(beside()).containsExactly(directory);
  }

  private static void failHalfWay(Path part) throws IOException {
    Files.writeString(part.resolve("file"), "half");
    throw new NoSuchFileException("jar");
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> beside() throws IOException {
    try (Stream<Path> files = Files.list(directory.getParent())) {
      return files.filter(file -> !file.endsWith(CacheUse.LOCKS)).toList();
    }
  }
}
