package io.github.kernelconformance.toolchain;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A second build, in a process of its own, that does one thing to a cache and waits. */
final class CacheUser implements AutoCloseable {

  /** How many entries {@link #useAndSweep} uses. */
  static final int ENTRIES = 20;

  static final Instant FAR_AHEAD = Instant.now().plus(Duration.ofDays(30_000));

  private static final String READY = "ready";

  private final Process process;

  private CacheUser(Process process) {
    this.process = process;
  }

  /** Uses an entry, which is made if it is not there, until this is closed. */
  static CacheUser using(Path entry) throws IOException {
    return start("use", entry);
  }

  /** Uses a file. */
  static CacheUser usingFile(Path entry) throws IOException {
    return start("use-file", entry);
  }

  /** Is in the middle of a sweep, and takes an entry away before it ends. */
  static CacheUser sweeping(Path entry) throws IOException {
    return start("sweep", entry);
  }

  /** Uses and sweeps, as {@link #useAndSweep} does. */
  static CacheUser usingAndSweeping(Path cache) throws IOException {
    return start("both", cache);
  }

  /** Sweeps all caches of a directory as a clock far ahead makes it; returns when that is done. */
  static void sweepsFarAhead(Path cache) throws IOException {
    try (CacheUser other = start("sweep-all", cache)) {
      other.process.getOutputStream().close();
    }
  }

  static void sweep(Path cache, Instant now) {
    CacheSweep.ofUser(cache).run(now);
    CacheSweep.ofProject(cache.resolve("host"), cache.resolve("metal"), cache.resolve("cuda"))
        .run(now);
  }

  /** Uses one entry after the other, each of which is there and old, and sweeps in between. */
  static void useAndSweep(Path cache) throws IOException {
    for (int i = 0; i < ENTRIES; i++) {
      Path entry = entry(cache, i);
      AtomicDirectory.ensureIntact(entry, part -> Files.writeString(part.resolve("file"), "1"));
      CacheSweep.ofUser(cache).run(FAR_AHEAD);
      for (int used = 0; used <= i; used++) {
        if (!Files.exists(entry(cache, used).resolve("file"))) {
          throw new IOException("An entry that is in use is gone: " + entry(cache, used));
        }
      }
    }
  }

  static Path entry(Path cache, int number) {
    return cache.resolve("clang").resolve("%032x".formatted(number));
  }

  private static CacheUser start(String what, Path path) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CacheUser.class.getName(),
                what,
                path.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader();
    if (!READY.equals(output.readLine())) {
      process.destroyForcibly();
      throw new IOException("The other build did not start");
    }
    return new CacheUser(process);
  }

  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "use" -> {
        AtomicDirectory.ensureIntact(path, part -> Files.writeString(part.resolve("file"), "1"));
        waitReady();
      }
      case "both" -> {
        System.out.println(READY);
        useAndSweep(path);
      }
      case "sweep-all" -> {
        sweep(path, FAR_AHEAD);
        System.out.println(READY);
      }
      case "use-file" -> {
        CacheUse.ofFile(path);
        waitReady();
      }
      default ->
          CacheUse.whileNoneBegins(
              path.getParent(),
              () -> {
                waitReady();
                AtomicFile.replace(path, AtomicFile.unfinished(path));
              });
    }
  }

  private static void waitReady() throws IOException {
    System.out.println(READY);
    System.in.read();
  }

  /** Lets it end, and waits for that. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  /** Waits until it ends by itself; whether it did what it was to do. */
  boolean succeeds() {
    return process.onExit().join().exitValue() == 0;
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Ends it as a crash would. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }
}
