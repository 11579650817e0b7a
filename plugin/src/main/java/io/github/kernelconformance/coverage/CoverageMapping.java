package io.github.kernelconformance.coverage;

import io.github.kernelconformance.coverage.Region.Kind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The regions of functions that clang writes into its code with {@code -fcoverage-mapping}: the
 * format of the document <em>LLVM Code Coverage Mapping Format</em>, version 7, with file names
 * that are not compressed ({@code -enable-name-compression=false}).
 */
final class CoverageMapping {

  private static final Pattern RECORD =
      Pattern.compile("@__covrec_\\w+ = .*<\\{ i64 (-?\\d+), i32 \\d+, i64 -?\\d+, i64 .*");

  private static final String FILES = "@__llvm_coverage_mapping = ";

  /** Of version 7, as the field counts it. */
  private static final String VERSION = "i32 6 }";

  /** A column with this bit ends a gap, where there is no code. */
  private static final long GAP = 1L << 31;

  private final String source;
  private List<String> files = List.of();
  private final Map<Long, byte[]> records = new HashMap<>();

  /**
   * @param source the end of the path of the text, whose regions are wanted
   */
  CoverageMapping(List<String> code, String source) {
    this.source = source;
    for (String line : code) {
      if (line.startsWith(FILES)) {
        files = files(line);
      } else if (line.startsWith("@__covrec_")) {
        Matcher it = RECORD.matcher(line);
        if (it.matches()) {
          records.put(Long.parseLong(it.group(1)), LlvmConstants.string(line));
        }
      }
    }
  }

  private static List<String> files(String line) {
    if (!line.contains(VERSION)) {
      throw new IllegalStateException("clang writes another coverage mapping than version 7");
    }
    MappingBytes bytes = new MappingBytes(LlvmConstants.string(line));
    int count = bytes.small();
    bytes.number();
    if (bytes.number() != 0) {
      throw new IllegalStateException("clang has compressed the names of files");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(bytes.text());
    }
    return names;
  }

  /**
   * The regions of a function in the text; none if it lies elsewhere.
   *
   * @param function its name as the profile has it
   */
  List<Region> regions(byte[] function) {
    byte[] record = records.get(key(function));
    return record == null ? List.of() : new Reader(new MappingBytes(record)).read();
  }

  /** A record has the first half of the MD5 of its function's name, as a little-endian number. */
  private static long key(byte[] function) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(function);
      long key = 0;
      for (int i = 7; i >= 0; i--) {
        key = key << 8 | digest[i] & 0xFF;
      }
      return key;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  /** Of one function. */
  private final class Reader {

    private final MappingBytes bytes;
    private final List<long[]> expressions = new ArrayList<>();
    private final Map<Integer, Sum> sums = new HashMap<>();

    private Reader(MappingBytes bytes) {
      this.bytes = bytes;
    }

    private List<Region> read() {
      List<String> used = new ArrayList<>();
      for (int left = bytes.small(); left > 0; left--) {
        used.add(files.get(bytes.small()));
      }
      for (int left = bytes.small(); left > 0; left--) {
        expressions.add(new long[] {bytes.number(), bytes.number()});
      }
      List<Region> regions = new ArrayList<>();
      for (String file : used) {
        int line = 0;
        for (int left = bytes.small(); left > 0; left--) {
          Region region = region(line);
          line = region.line();
          if (file.endsWith(source)) {
            regions.add(region);
          }
        }
      }
      return regions;
    }

    private Region region(int previous) {
      long header = bytes.number();
      Kind kind = Kind.OTHER;
      Sum count = Sum.ZERO;
      Sum other = Sum.ZERO;
      if ((header & 3) != 0) {
        kind = Kind.CODE;
        count = counter(header);
      } else if ((header & 4) == 0) {
        switch ((int) (header >> 3)) {
          case 0 -> kind = Kind.CODE;
          case 2 -> kind = Kind.OTHER;
          case 4 -> {
            kind = Kind.BRANCH;
            count = counter(bytes.number());
            other = counter(bytes.number());
          }
          default ->
              throw new IllegalStateException("a region of an unknown kind: " + (header >> 3));
        }
      }
      int line = previous + bytes.small();
      int column = bytes.small();
      int lines = bytes.small();
      long end = bytes.number();
      boolean gap = (end & GAP) != 0;
      return new Region(
          gap ? Kind.OTHER : kind, count, other, line, column, line + lines, (int) (end & ~GAP));
    }

    private Sum counter(long encoded) {
      int index = Math.toIntExact(encoded >> 2);
      return switch ((int) (encoded & 3)) {
        case 0 -> Sum.ZERO;
        case 1 -> Sum.of(index);
        case 2 -> expression(index, false);
        default -> expression(index, true);
      };
    }

    private Sum expression(int index, boolean sum) {
      Sum known = sums.get(index);
      if (known == null) {
        Sum left = counter(expressions.get(index)[0]);
        Sum right = counter(expressions.get(index)[1]);
        known = sum ? left.plus(right) : left.minus(right);
        sums.put(index, known);
      }
      return known;
    }
  }
}
