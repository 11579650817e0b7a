package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A file that ends with the SHA-256 (FIPS 180-4) of all that is before, so that a damaged one is
 * known. Who reads ELF passes over what follows its sections.
 */
public final class SealedFile {

  private static final int SEAL = 32;

  private SealedFile() {}

  /** Appends the digest of a file to it. */
  public static void seal(Path file) throws IOException {
    byte[] digest = Digests.sha256().digest(Files.readAllBytes(file));
    Files.write(file, digest, StandardOpenOption.APPEND);
  }

  /** Whether a file is as it was when it was sealed. One that cannot be read is not. */
  public static boolean isIntact(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int end = bytes.length - SEAL;
      if (end < 0) {
        return false;
      }
      MessageDigest sha = Digests.sha256();
      sha.update(bytes, 0, end);
      return Arrays.equals(sha.digest(), Arrays.copyOfRange(bytes, end, bytes.length));
    } catch (IOException e) {
      return false;
    }
  }
}
