package io.github.kernelconformance.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitPackingTest {

  @Test
  void putsTheFirstCodeInTheLowBits() {
    assertThat(BitPacking.pack(new int[] {1, 2, 15, 0}, 4)).containsExactly(0x21, 0x0F);
    assertThat(BitPacking.pack(new int[] {3, 0, 1, 2}, 2)).containsExactly(0b10_01_00_11);
    assertThat(BitPacking.pack(new int[] {255, 7}, 8)).containsExactly(255, 7);
  }

  @Test
  void letsCodesCrossByteBorders() {
    // 7, 0, 5, 0, ...: the third code has its low two bits on top of byte 0, its high bit in byte 1
    assertThat(BitPacking.pack(new int[] {7, 0, 5, 0, 0, 0, 0, 1}, 3))
        .containsExactly(0b01_000_111, 0b0000000_1, 0b001_00000);
    assertThat(BitPacking.pack(new int[] {0b111111, 0, 0, 0b100001}, 6))
        .containsExactly(0b00_111111, 0, 0b100001_00);
    assertThat(BitPacking.pack(new int[] {0, 0b10011, 0, 0, 0, 0, 0, 0b11111}, 5))
        .containsExactly(0b011_00000, 0b10, 0, 0, 0b11111_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void packsOneLongLittleEndianNumber(int bits) {
    SplittableRandom random = new SplittableRandom(bits);
    int[] codes = random.ints(96, 0, 1 << bits).toArray();
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < codes.length; i++) {
      number = number.or(BigInteger.valueOf(codes[i]).shiftLeft(i * bits));
    }

    byte[] packed = BitPacking.pack(codes, bits);

    assertThat(packed).hasSize(12 * bits);
    for (int i = 0; i < packed.length; i++) {
      assertThat(packed[i]).isEqualTo(number.shiftRight(8 * i).byteValue());
    }
    assertThat(BitPacking.unpack(packed, bits)).isEqualTo(codes);
  }

  @Test
  void refusesCodesThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BitPacking.pack(new int[] {1, 16}, 4))
        .withMessageContaining("code 16")
        .withMessageContaining("4 bits");
    assertThatIllegalArgumentException().isThrownBy(() -> BitPacking.pack(new int[] {-1, 0}, 4));
  }

  @Test
  void refusesBrokenStreamsAndSizes() {
    assertThatIllegalArgumentException().isThrownBy(() -> BitPacking.pack(new int[3], 4));
    assertThatIllegalArgumentException().isThrownBy(() -> BitPacking.unpack(new byte[4], 3));
    assertThatIllegalArgumentException().isThrownBy(() -> BitPacking.pack(new int[8], 0));
    assertThatIllegalArgumentException().isThrownBy(() -> BitPacking.unpack(new byte[9], 9));
  }
}
