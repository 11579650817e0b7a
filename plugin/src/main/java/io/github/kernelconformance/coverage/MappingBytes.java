package io.github.kernelconformance.coverage;

import java.nio.charset.StandardCharsets;

/** The primitives of a coverage mapping: numbers in LEB128, and strings after their length. */
final class MappingBytes {

  private final byte[] bytes;
  private int at;

  MappingBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Unsigned, of up to 64 bits. */
  long number() {
    long value = 0;
    int shift = 0;
    while (true) {
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
      shift += 7;
    }
  }

  int small() {
    return Math.toIntExact(number());
  }

  String text() {
    int length = small();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }
}
