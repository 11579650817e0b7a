package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of files are set, and so is the clock of a sweep. */
class CacheSweepTest {

  private static final Instant NOW = Instant.now();
  private static final Instant FAR_AHEAD = CacheUser.FAR_AHEAD;
  private static final String DIGEST = "0123456789abcdef".repeat(2);
  private static final String OTHER = "f".repeat(32);

  @TempDir private Path cache;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clang/0123456789abcdef0123456789abcdef/",
        "msl/0123456789abcdef0123456789abcdef/",
        "msl/compiled-0123456789abcdef0123456789abcdef/",
        "host/0123456789abcdef0123456789abcdef.so",
        "metal/fp-quantized.metal-0123abcd.air",
        "metal/fp-quantized.metal-0123abcd.messages",
        "metal/fp-quantized.metal-0123abcd.inputs"
      })
  void whatNothingHasUsedForMoreThan30DaysGoes(String name) throws IOException {
    Path entry = make(name, Duration.ofDays(30));
    sweep(NOW);
    assertThat(entry).exists();

    sweep(NOW.plusSeconds(1));
    assertThat(entry).doesNotExist();
    assertThat(files()).allMatch(file -> file.getParent().endsWith(CacheUse.LOCKS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clang/0123456789abcdef0123456789abcdef.part-14098276317239857/",
        "clang/0123456789abcdef0123456789abcdef.part-4711-0123abcd/",
        "msl/0123456789abcdef0123456789abcdef.part-14098276317239857/",
        "msl/compiled-0123456789abcdef0123456789abcdef.part-14098276317239857/",
        "host/0123456789abcdef0123456789abcdef.so.part-4711-0123abcd",
        "host/0123456789abcdef0123456789abcdef.so.part-4711-0123abcd.tmp0aZ9",
        "host/kernels-14098276317239857.cpp",
        "host/kernels-14098276317239857.ll",
        "host/kernels-14098276317239857-0123abcd.ll.tmp",
        "metal/fp-quantized.metal-0123abcd.air.part-4711-0123abcd",
        "metal/fp-quantized.metal-0123abcd.d.part-4711-0123abcd"
      })
  void whatABuildLeftUnfinishedGoesAfterADay(String name) throws IOException {
    Path entry = make(name, Duration.ofDays(1));
    sweep(NOW);
    assertThat(entry).exists();

    sweep(NOW.plusSeconds(1));
    assertThat(entry).doesNotExist();
  }

  /** Each is a name that the plugin does not give, or has another type than what it makes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mine/",
        "0123456789abcdef0123456789abcdef/",
        "0123456789abcdef0123456789abcdef.so",
        "clang/0123456789abcdef0123456789abcdef",
        "clang/0123456789abcdef0123456789abcde/",
        "clang/0123456789abcdef0123456789abcdef0/",
        "clang/0123456789ABCDEF0123456789ABCDEF/",
        "clang/compiled-0123456789abcdef0123456789abcdef/",
        "clang/0123456789abcdef0123456789abcdef.part-mine/",
        "clang/0123456789abcdef0123456789abcdef.part-1~/",
        "clang/lib/0123456789abcdef0123456789abcdef/",
        "msl/0123456789abcdef0123456789abcdef.txt",
        "msl/compiled-mine/",
        "host/0123456789abcdef0123456789abcdef.so/",
        "host/0123456789abcdef0123456789abcdef.so.bak",
        "host/0123456789abcdef0123456789abcdef/",
        "host/mine.so",
        "host/kernels-mine.cpp",
        "host/kernels.cpp",
        "host/report.json",
        "metal/kernels.metallib.inputs",
        "metal/kernels.metal",
        "metal/kernels.air",
        "metal/kernels-0123abcd.air/",
        "metal/kernels-0123abcd.metal",
        "other/0123456789abcdef0123456789abcdef.so"
      })
  void nothingElseIsDeleted(String name) throws IOException {
    Path mine = make(name, Duration.ofDays(400));
    Path old = make("clang/" + OTHER + "/", Duration.ofDays(400));
    sweep(NOW);

    assertThat(mine).exists();
    assertThat(old).doesNotExist();
  }

  @Test
  void linksAreNeitherFollowedNorDeleted() throws IOException {
    Path mine = make("mine/", Duration.ofDays(400));
    Path library = make("mine/library.so", Duration.ofDays(400));
    Path link = make("clang/", Duration.ZERO).resolve(DIGEST);
    Files.createSymbolicLink(link, mine);
    Path entry = make("msl/" + DIGEST + "/", Duration.ofDays(400));
    Files.createSymbolicLink(entry.resolve("lib"), mine);
    age(entry, Duration.ofDays(400));
    Files.createSymbolicLink(
        make("host/", Duration.ZERO).resolve(DIGEST + ".so"), make("x", Duration.ofDays(400)));
    sweep(FAR_AHEAD);

    assertThat(entry).doesNotExist();
    assertThat(link).isSymbolicLink();
    assertThat(cache.resolve("host").resolve(DIGEST + ".so")).isSymbolicLink();
    assertThat(library).exists();
  }

  @Test
  void useIsRecordedOnceADay() throws IOException {
    Path entry = cache.resolve("clang").resolve(DIGEST);
    ensure(entry);
    for (Duration age : List.of(Duration.ofDays(40), Duration.ofHours(25), Duration.ofDays(-40))) {
      age(entry, age);
      ensure(entry);
      assertThat(Files.getLastModifiedTime(entry).toInstant())
          .isAfterOrEqualTo(NOW.minusSeconds(1))
          .isBefore(NOW.plus(Duration.ofDays(1)));
    }
    for (Duration age : List.of(Duration.ofHours(23), Duration.ofHours(-20))) {
      FileTime time = age(entry, age);
      ensure(entry);
      assertThat(Files.getLastModifiedTime(entry)).isEqualTo(time);
    }
  }

  /** An entry that was old when this build began to use it, and a clock that jumps. */
  @Test
  void whatThisProcessUsesStays() throws IOException {
    Path entry = cache.resolve("clang").resolve(DIGEST);
    ensure(entry);
    Path library = make("host/" + DIGEST + ".so", Duration.ofDays(400));
    Path unfinished = make("host/kernels-1.cpp", Duration.ofDays(400));
    Path unusedLibrary = make("host/" + OTHER + ".so", Duration.ofDays(400));
    CacheUse.ofFile(library);
    Path unused = make("clang/" + OTHER + "/", Duration.ofDays(400));
    sweep(FAR_AHEAD);

    assertThat(entry.resolve("file")).hasContent("1");
    assertThat(library).exists();
    assertThat(unfinished).exists();
    assertThat(unused).doesNotExist();
    assertThat(unusedLibrary).doesNotExist();
  }

  /** After a sweep of its own, too, for which this process gives its locks away for a moment. */
  @Test
  void whatThisProcessUsesStaysWhenAnotherSweeps() throws IOException {
    Path entry = cache.resolve("clang").resolve(DIGEST);
    ensure(entry);
    Path library = make("host/" + DIGEST + ".so", Duration.ofDays(400));
    CacheUse.ofFile(library);
    for (int i = 0; i < 2; i++) {
      Path unused = make("clang/" + OTHER + "/", Duration.ofDays(400));
      CacheUser.sweepsFarAhead(cache);
      assertThat(entry.resolve("file")).hasContent("1");
      assertThat(library).exists();
      assertThat(unused).doesNotExist();
      make("clang/" + OTHER + "/", Duration.ofDays(400));
      make("host/" + OTHER + ".so", Duration.ofDays(400));
      sweep(FAR_AHEAD);
    }
  }

  /** Maven loads a plugin once more for each set of its dependencies. */
  @Test
  void whatACopyOfTheClassUsesInThisProcessStays() throws Exception {
    Path library = make("host/" + DIGEST + ".so", Duration.ofDays(400));
    URL[] classes = {CacheUse.class.getProtectionDomain().getCodeSource().getLocation()};
    try (URLClassLoader copy = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
      copy.loadClass(CacheUse.class.getName())
          .getMethod("ofFile", Path.class)
          .invoke(null, library);
    }
    for (int i = 0; i < 2; i++) {
      sweep(FAR_AHEAD);
      assertThat(library).exists();
      CacheUser.sweepsFarAhead(cache);
      assertThat(library).exists();
      CacheUse.ofFile(library.resolveSibling(OTHER + ".so"));
    }
  }

  @Test
  void whatIsBeingMadeStays() throws IOException {
    Path entry = cache.resolve("msl").resolve("compiled-" + DIGEST);
    AtomicDirectory.ensureIntact(
        entry,
        part -> {
          Files.writeString(part.resolve("file"), "1");
          sweep(FAR_AHEAD);
          assertThat(part.resolve("file")).exists();
        });

    assertThat(entry.resolve("file")).hasContent("1");
  }

  @Test
  void whatAnotherBuildUsesStaysUntilItEnds() throws Exception {
    Path entry = make("clang/" + DIGEST + "/", Duration.ofDays(400));
    Path unused = make("clang/" + OTHER + "/", Duration.ofDays(400));
    try (CacheUser build = CacheUser.using(entry)) {
      sweep(FAR_AHEAD);
      assertThat(entry.resolve("file")).exists();
      assertThat(unused).doesNotExist();
      sweep(FAR_AHEAD);
      assertThat(entry.resolve("file")).exists();
      build.kill();
    }
    sweep(NOW);
    assertThat(entry.resolve("file")).exists();
    sweep(FAR_AHEAD);
    assertThat(entry).doesNotExist();
    assertThat(CacheUse.marker(entry.getParent(), DIGEST)).doesNotExist();
  }

  @Test
  void aProjectThatAnotherBuildUsesIsNotSwept() throws Exception {
    Path library = make("host/" + DIGEST + ".so", Duration.ofDays(400));
    Path unused = make("host/" + OTHER + ".so", Duration.ofDays(400));
    try (CacheUser build = CacheUser.usingFile(library)) {
      sweep(FAR_AHEAD);
      CacheUse.ofFile(unused.resolveSibling("0".repeat(32) + ".so"));
      sweep(FAR_AHEAD);
      assertThat(library).exists();
      assertThat(unused).exists();
      assertThat(build.isRunning()).isTrue();
    }
    sweep(FAR_AHEAD);
    assertThat(library).doesNotExist();
    assertThat(unused).doesNotExist();
  }

  /** A second sweep does not wait; a build that begins does, and then has its entry. */
  @Test
  void oneSweepsAtATimeAndABuildBeginsBeforeOrAfter() throws Exception {
    Path unused = make("clang/" + OTHER + "/", Duration.ofDays(400));
    Path entry = make("clang/" + DIGEST + "/", Duration.ofDays(400));
    ExecutorService builds = Executors.newSingleThreadExecutor();
    try {
      Future<?> begins;
      try (CacheUser other = CacheUser.sweeping(entry)) {
        sweep(FAR_AHEAD);
        assertThat(unused).exists();
        assertThat(other.isRunning()).isTrue();
        begins =
            builds.submit(
                () -> {
                  ensure(entry);
                  return null;
                });
        // It does nothing; a build that did not wait would have its entry by now, and lose it.
        CacheUser.sweepsFarAhead(cache);
        assertThat(unused).exists();
      }
      begins.get(1, TimeUnit.MINUTES);
    } finally {
      builds.shutdownNow();
    }
    assertThat(entry.resolve("file")).hasContent("1");
  }

  /** Two processes, and two threads in one of them; each sweeps what the others do not use yet. */
  @Test
  void buildsThatUseAndSweepAtOnceHaveWhatTheyUse() throws Exception {
    for (int i = 0; i < CacheUser.ENTRIES; i++) {
      Files.createDirectories(CacheUser.entry(cache, i));
      age(CacheUser.entry(cache, i), Duration.ofDays(400));
    }
    ExecutorService builds = Executors.newFixedThreadPool(2);
    try (CacheUser other = CacheUser.usingAndSweeping(cache)) {
      List<Future<?>> futures = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        futures.add(
            builds.submit(
                () -> {
                  CacheUser.useAndSweep(cache);
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get(1, TimeUnit.MINUTES);
      }
      assertThat(other.succeeds()).isTrue();
    } finally {
      builds.shutdownNow();
    }
  }

  /** Else it would stay until that day. */
  @Test
  void anEntryOfTheFutureIsDatedToday() throws IOException {
    Path entry = make("clang/" + DIGEST + "/", Duration.ofDays(-4000));
    Path soon = make("clang/" + OTHER + "/", Duration.ofHours(-20));
    sweep(NOW);

    assertThat(Files.getLastModifiedTime(entry)).isEqualTo(FileTime.from(NOW));
    assertThat(Files.getLastModifiedTime(soon).toInstant()).isAfter(NOW);
    sweep(NOW.plus(Duration.ofDays(31)));
    assertThat(entry).doesNotExist();
  }

  @Test
  void aCacheThatIsRemovedMeanwhileIsHeldAnew() throws Exception {
    Path entry = cache.resolve("clang").resolve(DIGEST);
    ensure(entry);
    Files.delete(CacheUse.marker(entry.getParent(), DIGEST));
    ensure(entry);
    sweep(FAR_AHEAD);

    assertThat(entry.resolve("file")).hasContent("1");
    assertThat(CacheUse.marker(entry.getParent(), DIGEST)).exists();
  }

  /** Without a lock nothing is deleted, and everything can be used. */
  @Test
  void aCacheThatCannotBeLockedIsUsedAndNotSwept() throws IOException {
    Path old = make("clang/" + OTHER + "/", Duration.ofDays(400));
    for (String damaged : List.of("clang/lock", "msl/lock/sweep/", "host/lock/build/")) {
      make(damaged, Duration.ZERO);
    }
    for (String name : List.of("clang/", "msl/")) {
      Path entry = cache.resolve(name + DIGEST);
      ensure(entry);
      assertThat(entry.resolve("file")).hasContent("1");
    }
    Path library = make("host/" + DIGEST + ".so", Duration.ofDays(400));
    assertThatCode(() -> sweep(FAR_AHEAD)).doesNotThrowAnyException();

    assertThat(old).exists();
    assertThat(cache.resolve("msl/" + DIGEST)).exists();
    assertThat(library).exists();
  }

  @Test
  void aCacheThatIsNotThereOrIsAFileIsLeftAsItIs() throws IOException {
    make("clang", Duration.ofDays(400));
    make("host", Duration.ofDays(400));
    assertThatCode(() -> sweep(FAR_AHEAD)).doesNotThrowAnyException();

    assertThat(files()).hasSize(2);
    assertThat(cache.resolve("clang")).isRegularFile();
  }

  private void sweep(Instant now) {
    CacheUser.sweep(cache, now);
  }

  private static void ensure(Path entry) throws IOException {
    AtomicDirectory.ensureIntact(entry, part -> Files.writeString(part.resolve("file"), "1"));
  }

  /** A file, or a directory with a file in it if the name ends with a slash. */
  private Path make(String name, Duration age) throws IOException {
    Path path = cache.resolve(name);
    if (name.endsWith("/")) {
      Files.createDirectories(path.resolve("below"));
      Files.writeString(path.resolve("below/file"), "old");
    } else {
      Files.createDirectories(path.getParent());
      Files.writeString(path, "old");
    }
    age(path, age);
    return path;
  }

  private static FileTime age(Path path, Duration age) throws IOException {
    return Files.getLastModifiedTime(
        Files.setLastModifiedTime(path, FileTime.from(NOW.minus(age))));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
