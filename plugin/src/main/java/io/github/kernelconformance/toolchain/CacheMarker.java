package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * An empty file that processes lock to say that they use something. It stays open while it is
 * there: closing any channel of a file ends all locks that the process has on it.
 */
final class CacheMarker {

  private final FileChannel channel;

  /** The file that is open, which may since have been replaced under its name. */
  private final Object file;

  private FileLock lock;
  private boolean heldByACopy;

  private CacheMarker(FileChannel channel, Object file) {
    this.channel = channel;
    this.file = file;
  }

  static CacheMarker open(Path path) throws IOException {
    return new CacheMarker(channel(path), identity(path));
  }

  /** A file to lock, which is made if it is not there. */
  static FileChannel channel(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Whether a path still names this file. */
  boolean isStill(Path path) {
    try {
      return file.equals(identity(path));
    } catch (IOException e) {
      return false;
    }
  }

  /** Shares the lock with all who use the same. */
  void hold() throws IOException {
    try {
      lock = channel.lock(0, Long.MAX_VALUE, true);
    } catch (OverlappingFileLockException e) {
      heldByACopy = true;
    }
  }

  /** Whether another process holds it. Only to be asked while none can begin to. */
  boolean isHeldElsewhere() throws IOException {
    boolean held = lock != null;
    if (held) {
      lock.release();
      lock = null;
    }
    try {
      FileLock alone = channel.tryLock();
      if (alone != null) {
        alone.release();
      }
      return alone == null;
    } catch (OverlappingFileLockException e) {
      heldByACopy = true;
      return true;
    } finally {
      if (held) {
        hold();
      }
    }
  }

  /**
   * Whether it may be closed. It may not if another copy of this class, in the same process, holds
   * the file: that lock would end too.
   */
  boolean mayBeClosed() {
    return !heldByACopy;
  }

  void close() throws IOException {
    channel.close();
  }

  private static Object identity(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }
}
