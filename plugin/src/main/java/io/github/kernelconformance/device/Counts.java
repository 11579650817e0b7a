package io.github.kernelconformance.device;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/**
 * The counters of a library after a run.
 *
 * @param bytes 8 for each counter, the most significant first
 */
public record Counts(byte[] bytes) {

  /** Of a library that does not count. */
  public static final Counts NONE = new Counts(new byte[0]);

  /** Packs numbers. */
  public static Counts of(long[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return new Counts(bytes.array());
  }

  /** The counters, in order. */
  public long[] values() {
    LongBuffer all = ByteBuffer.wrap(bytes).asLongBuffer();
    long[] values = new long[all.remaining()];
    all.get(values);
    return values;
  }
}
