package io.github.kernelconformance.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Records as bytes: what the two ends of one device say to each other. */
final class Bodies {

  private Bodies() {}

  /** A record's bytes. */
  static <T> byte[] of(Class<T> type, T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Codecs.of(type).write(value, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The record that has these bytes.
   *
   * @throws UncheckedIOException if they are not such a record's
   */
  static <T> T read(Class<T> type, byte[] bytes) {
    try {
      return Codecs.of(type).read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
