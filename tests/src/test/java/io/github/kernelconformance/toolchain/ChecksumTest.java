package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumTest {

  @TempDir private Path directory;

  /** The check values of both codes: those of the text {@code 123456789}. */
  @Test
  void isTheTwoCodes() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "123456789");
    assertThat(Checksum.ofFile(file)).isEqualTo("cbf43926" + "e3069283");
  }

  @Test
  void anEmptyFileHasOneToo() throws Exception {
    assertThat(Checksum.ofFile(Files.createFile(directory.resolve("file"))))
        .isEqualTo("0000000000000000");
  }

  @Test
  void anAbsentFileIsToldAsThat() {
    assertThatThrownBy(() -> Checksum.ofFile(directory.resolve("file")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
