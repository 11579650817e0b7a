package io.github.kernelconformance.device;

import io.github.kernelconformance.device.Finding.Access;
import io.github.kernelconformance.device.Finding.Site;
import java.util.Locale;
import java.util.Optional;

/** Findings about memory. A GPU tells no thread, and a line only with shader validation. */
public final class MemoryFindings {

  private static final Site UNKNOWN = site("", 0, 0);

  private MemoryFindings() {}

  /** A place in the source, of no thread in particular. */
  public static Site site(String file, int line, int column) {
    return new Site(0, file, line, column, -1, -1, -1, -1, -1);
  }

  /** Bytes of a buffer that a kernel wrote, found after it had ended. */
  public static Finding write(
      String kernel, String buffer, long offset, long outBy, String message) {
    return of(kernel, message, Optional.of(new Access(true, buffer, offset, 1, outBy, offset)), 1);
  }

  public static Finding of(String kernel, String message, Optional<Access> access, long count) {
    return new Finding(
        Finding.Kind.MEMORY, message, kernel, UNKNOWN, access, Optional.empty(), count);
  }

  /** The same finding at a place. */
  public static Finding at(Finding it, Site site) {
    return new Finding(
        it.kind(), it.message(), it.kernel(), site, it.access(), it.other(), it.count());
  }

  /** The same finding, seen so often. */
  public static Finding counted(Finding it, long count) {
    return new Finding(
        it.kind(), it.message(), it.kernel(), it.site(), it.access(), it.other(), count);
  }

  public static String bytes(long count) {
    return count == 1 ? "1 byte" : String.format(Locale.ROOT, "%,d bytes", count);
  }
}
