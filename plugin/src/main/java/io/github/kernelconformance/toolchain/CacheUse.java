package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which entries of a cache are in use now, and when each was used last.
 *
 * <p>A process that uses an entry holds a shared lock on a marker until it ends, however it ends.
 * Markers are empty files in the directory {@value #LOCKS} of a cache. When an entry was used last
 * is its time of modification; nothing else looks at that. A cache that cannot be written or locked
 * is used without either: neither is worth a failed build.
 */
public final class CacheUse {

  /** Where a cache keeps its markers. */
  static final String LOCKS = "lock";

  /** Locked shared while a build begins to use an entry, and alone while a sweep takes entries. */
  static final String GATE = "sweep";

  /** The marker of all files of a cache whose entries are files. */
  static final String FILES = "build";

  /** A time that is nearer than this is not written again. */
  static final Duration PRECISION = Duration.ofDays(1);

  /**
   * Java refuses a process a second lock on a file that it has locked, so its threads take turns.
   * Maven may load this class several times; each copy finds the same string here.
   */
  private static final String TURN = "io.github.kernelconformance.toolchain.CacheUse";

  private static final System.Logger LOGGER = System.getLogger(CacheUse.class.getName());

  /** What this process uses, or is to use. */
  private static final Set<Path> USED = new HashSet<>();

  /** The markers that this process holds. */
  private static final Map<Path, CacheMarker> HELD = new HashMap<>();

  private CacheUse() {}

  /** Something done to files. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /**
   * Holds a directory until this process ends, and records that it is used today. To be called
   * before the directory is looked at, and before it is made.
   */
  static void ofDirectory(Path entry) {
    use(entry.toAbsolutePath().normalize(), entry.getFileName().toString());
  }

  /** The same for a file. */
  public static void ofFile(Path entry) {
    use(entry.toAbsolutePath().normalize(), FILES);
  }

  private static void use(Path entry, String marker) {
    synchronized (TURN) {
      hold(marker(entry.getParent(), marker));
      USED.add(entry);
    }
    try {
      touch(entry, Instant.now());
    } catch (NoSuchFileException e) {
      // It is to be made.
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "The use of an entry cannot be recorded", e);
    }
  }

  private static void touch(Path entry, Instant now) throws IOException {
    Instant last = Files.getLastModifiedTime(entry).toInstant();
    if (Duration.between(last, now).abs().compareTo(PRECISION) >= 0) {
      Files.setLastModifiedTime(entry, FileTime.from(now));
    }
  }

  private static void hold(Path marker) {
    if (isHeldHere(marker)) {
      return;
    }
    try {
      Files.createDirectories(marker.getParent());
      try (FileChannel gate = CacheMarker.channel(marker.resolveSibling(GATE))) {
        gate.lock(0, Long.MAX_VALUE, true);
        CacheMarker held = CacheMarker.open(marker);
        CacheMarker before = HELD.put(marker, held);
        if (before != null) {
          before.close();
        }
        held.hold();
      }
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "An entry is used without a lock", e);
    }
  }

  /**
   * Does something while no build begins to use an entry of a cache. If another sweep is at work,
   * it is not done.
   *
   * @throws IOException if the cache cannot be locked, too
   */
  static void whileNoneBegins(Path cache, Action action) throws IOException {
    Path gate = marker(cache, GATE);
    synchronized (TURN) {
      Files.createDirectories(gate.getParent());
      try (FileChannel channel = CacheMarker.channel(gate)) {
        if (channel.tryLock() != null) {
          action.run();
        }
      }
    }
  }

  /** Whether an entry is used by this process, or its marker is held by another. */
  static boolean isUsed(Path entry, String marker) {
    Path absolute = entry.toAbsolutePath().normalize();
    return USED.contains(absolute) || isHeldElsewhere(marker(absolute.getParent(), marker));
  }

  /** Whether a process holds a marker. */
  static boolean isHeld(Path cache, String name) {
    Path marker = marker(cache, name);
    return isHeldHere(marker) || isHeldElsewhere(marker);
  }

  /** What cannot be told counts as held. Only to be asked {@link #whileNoneBegins}. */
  private static boolean isHeldElsewhere(Path marker) {
    if (!Files.exists(marker)) {
      return false;
    }
    try {
      if (isHeldHere(marker)) {
        return HELD.get(marker).isHeldElsewhere();
      }
      CacheMarker probe = CacheMarker.open(marker);
      boolean elsewhere = probe.isHeldElsewhere();
      if (probe.mayBeClosed()) {
        probe.close();
      } else {
        HELD.put(marker, probe);
      }
      return elsewhere;
    } catch (IOException e) {
      return true;
    }
  }

  /** The marker of an entry. */
  static Path marker(Path cache, String name) {
    return cache.toAbsolutePath().normalize().resolve(LOCKS).resolve(name);
  }

  private static boolean isHeldHere(Path marker) {
    CacheMarker held = HELD.get(marker);
    return held != null && held.isStill(marker);
  }
}
