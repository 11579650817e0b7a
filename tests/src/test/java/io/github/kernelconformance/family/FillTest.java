package io.github.kernelconformance.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FillTest {

  /** Lengths with a part of an element at the end, too. */
  @ParameterizedTest
  @EnumSource
  void contentsAreOneNumberOverAndOver(Fill fill) {
    byte[] expected = new byte[80];
    ByteBuffer bytes = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      switch (fill) {
        case FLOAT -> bytes.putFloat(0x1p100f);
        case HALF -> bytes.putShort((short) (15 + 15 << 10)); // 2^15 with a bias of 15
        case BFLOAT -> bytes.putShort((short) (100 + 127 << 7)); // 2^100 with a bias of 127
        case BYTES -> bytes.put((byte) 85);
      }
    }
    for (int length = 0; length <= expected.length; length++) {
      assertThat(fill.contents(length)).isEqualTo(Arrays.copyOf(expected, length));
    }
  }
}
