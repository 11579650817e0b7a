package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Deletes what no build has used for 30 days from the caches, and what builds that were ended left
 * unfinished. It deletes only what has a name and a type that this plugin gives, and nothing that a
 * build holds ({@link CacheUse}), whatever the clock says. A cache that cannot be swept stays as it
 * is; no build fails for that.
 */
public final class CacheSweep {

  /** For how long an entry stays that no build uses. */
  static final Duration KEPT = Duration.ofDays(30);

  /** For how long a file stays that a build did not finish. */
  static final Duration UNFINISHED = Duration.ofDays(1);

  private static final String DIGEST = "[0-9a-f]{32}";

  /** As {@link AtomicFile#unfinished} and {@link AtomicDirectory} name them; lld adds the rest. */
  private static final String PART =
      Pattern.quote(AtomicFile.UNFINISHED) + "[0-9]+(-[0-9a-f]{8})?([.]tmp[0-9A-Za-z]+)?";

  private static final System.Logger LOGGER = System.getLogger(CacheSweep.class.getName());

  /** A cache: what its entries are called, and whether these are directories or files. */
  private record Cache(Path directory, Pattern entry, Pattern unfinished, boolean directories) {

    /** Entries that are directories are held each; files are held together. */
    String marker(String name) {
      int part = name.indexOf(AtomicFile.UNFINISHED);
      return directories ? name.substring(0, part < 0 ? name.length() : part) : CacheUse.FILES;
    }

    boolean hasTypeOf(BasicFileAttributes attributes) {
      return directories ? attributes.isDirectory() : attributes.isRegularFile();
    }
  }

  private final List<Cache> caches;

  private CacheSweep(List<Cache> caches) {
    this.caches = caches;
  }

  /** What all projects of a user share: clang, the native sources, the engine and its header. */
  public static CacheSweep ofUser(Path cache) {
    String compiled = "(compiled-)?" + DIGEST;
    return new CacheSweep(
        List.of(
            new Cache(
                cache.resolve("clang"),
                Pattern.compile(DIGEST),
                Pattern.compile(DIGEST + PART),
                true),
            new Cache(
                cache.resolve("msl"),
                Pattern.compile(compiled),
                Pattern.compile(compiled + PART),
                true)));
  }

  /**
   * What is compiled of one project.
   *
   * @param host holds the libraries of kernels for the host device
   * @param metal holds AIR, the compiler's messages, and the records of what both were made from
   * @param cuda holds code for cards
   */
  public static CacheSweep ofProject(Path host, Path metal, Path cuda) {
    String library = DIGEST + "[.]so";
    String cubin = DIGEST + "-sm_[0-9]+-[0-9]+[.]cubin";
    String air = ".+-[0-9a-f]{8}[.]";
    return new CacheSweep(
        List.of(
            new Cache(
                host,
                Pattern.compile(library),
                Pattern.compile(
                    library + PART + "|kernels-[0-9]+(-[0-9a-f]+)?[.](cpp|ll)([.]tmp)?"),
                false),
            new Cache(
                metal,
                Pattern.compile(air + "(air|messages|inputs)"),
                Pattern.compile(air + "(air|messages|inputs|d)" + PART),
                false),
            new Cache(cuda, Pattern.compile(cubin), Pattern.compile(cubin + PART), false)));
  }

  /** Sweeps all. */
  public void run(Instant now) {
    for (Cache cache : caches) {
      attempt(cache.directory(), () -> sweep(cache, now));
    }
  }

  /** Most times nothing is old; then nothing is locked or written. */
  private static void sweep(Cache cache, Instant now) throws IOException {
    if (old(cache, now).isEmpty()) {
      return;
    }
    List<Path> taken = new ArrayList<>();
    CacheUse.whileNoneBegins(
        cache.directory(),
        () -> {
          for (Found found : old(cache, now)) {
            attempt(found.path(), () -> take(cache, found, now).ifPresent(taken::add));
          }
          if (cache.directories()) {
            forgetMarkers(cache);
          }
        });
    for (Path path : taken) {
      attempt(path, () -> delete(path));
    }
  }

  private static void attempt(Path path, CacheUse.Action action) {
    try {
      action.run();
    } catch (IOException | RuntimeException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Cannot sweep " + path, e);
    }
  }

  /** An entry, and how long ago it was used; less than nothing if it is dated after now. */
  private record Found(Path path, String name, boolean finished, Duration age) {

    boolean isDue() {
      return age.compareTo(finished ? KEPT : UNFINISHED) > 0;
    }

    /** As by a clock that was wrong. */
    boolean isOfTheFuture() {
      return age.compareTo(CacheUse.PRECISION.negated()) < 0;
    }
  }

  private static List<Found> old(Cache cache, Instant now) throws IOException {
    List<Found> old = new ArrayList<>();
    for (Path path : list(cache.directory())) {
      String name = path.getFileName().toString();
      boolean finished = cache.entry().matcher(name).matches();
      if (finished || cache.unfinished().matcher(name).matches()) {
        attempt(
            path,
            () -> {
              BasicFileAttributes attributes =
                  Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
              Duration age = Duration.between(attributes.lastModifiedTime().toInstant(), now);
              Found found = new Found(path, name, finished, age);
              if (cache.hasTypeOf(attributes) && (found.isDue() || found.isOfTheFuture())) {
                old.add(found);
              }
            });
      }
    }
    return old;
  }

  /**
   * Takes an entry away from builds that begin later.
   *
   * @return a directory that is left to be deleted, which takes its time and needs no lock
   */
  private static Optional<Path> take(Cache cache, Found found, Instant now) throws IOException {
    String marker = cache.marker(found.name());
    if (found.finished()
        ? CacheUse.isUsed(found.path(), marker)
        : CacheUse.isHeld(cache.directory(), marker)) {
      return Optional.empty();
    }
    if (found.isOfTheFuture()) {
      Files.setLastModifiedTime(found.path(), FileTime.from(now));
      return Optional.empty();
    }
    if (!cache.directories()) {
      Files.delete(found.path());
      return Optional.empty();
    }
    if (!found.finished()) {
      return Optional.of(found.path());
    }
    Path unfinished = AtomicFile.unfinished(found.path());
    AtomicFile.replace(found.path(), unfinished);
    return Optional.of(unfinished);
  }

  /** Markers of entries that are gone. */
  private static void forgetMarkers(Cache cache) throws IOException {
    for (Path marker : list(cache.directory().resolve(CacheUse.LOCKS))) {
      String name = marker.getFileName().toString();
      if (cache.entry().matcher(name).matches()
          && !Files.exists(cache.directory().resolve(name), LinkOption.NOFOLLOW_LINKS)
          && !CacheUse.isHeld(cache.directory(), name)) {
        Files.deleteIfExists(marker);
      }
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  /** Another sweep may do the same; what cannot be deleted stays for a later one. */
  private static void delete(Path path) throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
