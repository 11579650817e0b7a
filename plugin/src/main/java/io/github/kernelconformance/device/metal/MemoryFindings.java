package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.Finding.Access;
import io.github.kernelconformance.device.Finding.Site;
import java.util.Locale;
import java.util.Optional;

/** Findings about memory. A GPU tells neither the thread nor the line. */
final class MemoryFindings {

  private static final Site NOBODY = new Site(0, "", 0, 0, -1, -1, -1, -1, -1);

  private MemoryFindings() {}

  /** Bytes of a buffer that a kernel wrote, found after it had ended. */
  static Finding write(String kernel, String buffer, long offset, long outBy, String message) {
    return of(kernel, message, Optional.of(new Access(true, buffer, offset, 1, outBy, offset)), 1);
  }

  static Finding of(String kernel, String message, Optional<Access> access, long count) {
    return new Finding(
        Finding.Kind.MEMORY, message, kernel, NOBODY, access, Optional.empty(), count);
  }

  static String bytes(long count) {
    return count == 1 ? "1 byte" : String.format(Locale.ROOT, "%,d bytes", count);
  }
}
