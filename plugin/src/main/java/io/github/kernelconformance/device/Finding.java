package io.github.kernelconformance.device;

import java.util.Optional;

/**
 * Something wrong that a device's checks saw while a kernel ran, whatever the numbers are.
 *
 * @param message what was wrong, in words, without the place
 * @param kernel the kernel's host name
 * @param site who did it and where, the first time
 * @param access the access to memory that it was; empty where it was none
 * @param other the other side of a race, a missing fence or a divergence
 * @param count how often it was seen in the launch, at least 1
 */
public record Finding(
    Kind kind,
    String message,
    String kernel,
    Site site,
    Optional<Access> access,
    Optional<Site> other,
    long count) {

  /** The same of a kernel as the plugin names it. */
  public Finding of(String other) {
    return new Finding(kind, message, other, site, access, this.other, count);
  }

  /** The kinds, the gravest first. */
  public enum Kind {
    /** An access outside the bounds of a buffer, or to what is not initialized or not bound. */
    MEMORY,
    /** What the Metal Shading Language leaves undefined. */
    UNDEFINED,
    /** Two threads touch one byte with nothing between that orders them, and one writes. */
    RACE,
    /** A race, but for a barrier with {@code mem_none}, which orders threads and no memory. */
    MISSING_FENCE,
    /** An operation of a SIMD group or threadgroup that not all active threads of it reach. */
    DIVERGENCE,
    /** Another order of threads gives other bits. */
    NONDETERMINISM
  }

  /**
   * A thread and a place in the source. Coordinates of the thread are -1 where it is not one
   * thread's doing.
   *
   * @param instruction the offset in the library of the code that did it, by which a device finds
   *     the line; 0 where unknown
   * @param file the path as the user wrote it, empty where unknown
   * @param line from 1; 0 where unknown
   * @param column from 1; 0 where unknown
   * @param x the threadgroup's position in the grid, with {@code y} and {@code z}
   * @param simdgroup the index within the threadgroup
   * @param lane the index within the SIMD group
   */
  public record Site(
      long instruction,
      String file,
      int line,
      int column,
      int x,
      int y,
      int z,
      int simdgroup,
      int lane) {}

  /**
   * An access to memory.
   *
   * @param write whether it wrote
   * @param buffer the argument's or the variable's name, empty where the address is in none
   * @param offset where it began, in bytes from where the kernel's pointer to the buffer points;
   *     may be negative; 0 without a buffer
   * @param bytes how many bytes
   * @param outBy how many bytes it reaches past the end of the buffer or before its start; 0 where
   *     it does not
   * @param element the offset in units of {@code bytes}, rounded down
   */
  public record Access(
      boolean write, String buffer, long offset, int bytes, long outBy, long element) {}
}
