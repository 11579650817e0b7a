package io.github.kernelconformance.device.host;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process may take of its machine, by {@code setrlimit} (POSIX.1-2017). */
public final class ProcessLimits {

  /** As Linux numbers them on x86-64 and AArch64. */
  private static final int CORE_FILE = 4;

  private static final int ADDRESS_SPACE = 9;

  private static boolean set;

  private ProcessLimits() {}

  /**
   * Leaves no core file behind, and limits the memory that is still to come. The first call counts,
   * since no process can take back what it has given away.
   *
   * @param bytes of address space beyond what the process has now; what would exceed it fails, as
   *     on a machine without memory
   * @throws IOException where the system refuses
   */
  public static synchronized void set(long bytes) throws IOException {
    if (!set) {
      limit(CORE_FILE, 0);
      limit(ADDRESS_SPACE, addressSpace() + bytes);
      set = true;
    }
  }

  /** The line {@code VmSize}, which is in kibibytes; see proc(5). */
  private static long addressSpace() throws IOException {
    String name = "VmSize:";
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length()).replace("kB", "").strip()))
        .map(kibibytes -> kibibytes * 1024)
        .sum();
  }

  private static void limit(int resource, long bytes) throws IOException {
    Function setrlimit = NativeLibrary.getProcess().getFunction("setrlimit");
    try (Memory soft = new Memory(2L * Long.BYTES)) {
      soft.setLong(0, bytes);
      soft.setLong(Long.BYTES, bytes);
      if (setrlimit.invokeInt(new Object[] {resource, soft}) != 0) {
        throw new IOException("setrlimit(" + resource + ", " + bytes + ") failed");
      }
    }
  }
}
