package io.github.kernelconformance.device.host;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.github.kernelconformance.coverage.CountedCode;
import io.github.kernelconformance.device.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The counters of a loaded library, those of its texts one behind the other.
 *
 * @param tables for each text a number of counters and their address
 */
record NativeCounters(List<Pointer> tables) {

  /** Those of a library; none where it does not count. */
  static NativeCounters of(NativeLibrary library) {
    List<Pointer> tables = new ArrayList<>();
    try {
      while (true) {
        tables.add(library.getGlobalVariableAddress(CountedCode.symbol(tables.size())));
      }
    } catch (UnsatisfiedLinkError e) {
      return new NativeCounters(tables); // that was the last
    }
  }

  /** Sets all to 0. */
  void clear() {
    for (Pointer table : tables) {
      if (length(table) > 0) {
        counters(table).clear((long) length(table) * Long.BYTES);
      }
    }
  }

  Counts take() {
    return tables.isEmpty()
        ? Counts.NONE
        : Counts.of(
            tables.stream()
                .flatMapToLong(
                    it ->
                        length(it) == 0
                            ? LongStream.empty()
                            : LongStream.of(counters(it).getLongArray(0, length(it))))
                .toArray());
  }

  private static int length(Pointer table) {
    return Math.toIntExact(table.getLong(0));
  }

  private static Pointer counters(Pointer table) {
    return table.getPointer(Long.BYTES);
  }
}
