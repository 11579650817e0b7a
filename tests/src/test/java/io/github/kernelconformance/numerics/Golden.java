package io.github.kernelconformance.numerics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Figures that MLX 0.32.1 computed on a CPU, from the test resources. */
public final class Golden {

  private static final List<GoldenCase> CASES =
      rows("golden-cases.csv").map(Golden::goldenCase).toList();
  private static final List<Draw> DRAWS = rows("golden-draws.csv").map(Golden::draw).toList();

  private Golden() {}

  /**
   * Numbers that MLX drew.
   *
   * @param digest of the numbers as little-endian float32
   * @param corrections where {@link NormalDraws} gives a neighbour instead
   */
  record Draw(long seed, int count, String digest, List<Correction> corrections) {}

  /** How far MLX's number at an index lies from ours, in units in the last place. */
  record Correction(int index, int ulps) {}

  /** All 320 products: each mode, with n from 1 to 16 and k from 16 to 1024. */
  public static List<GoldenCase> cases() {
    return CASES;
  }

  /** All draws of x and w that the cases use. */
  static List<Draw> draws() {
    return DRAWS;
  }

  /** The numbers that MLX drew, to the bit; only for seeds and counts that a case uses. */
  static float[] normal(long seed, int count) {
    Draw draw =
        DRAWS.stream()
            .filter(candidate -> candidate.seed == seed && candidate.count == count)
            .findFirst()
            .orElseThrow();
    float[] numbers = NormalDraws.normal(seed, count);
    for (Correction correction : draw.corrections) {
      int bits = Float.floatToIntBits(numbers[correction.index]) + correction.ulps;
      numbers[correction.index] = Float.intBitsToFloat(bits);
    }
    return numbers;
  }

  /** The first 16 hex digits of the SHA-256. */
  static String digest(byte[] bytes) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sha256, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<String[]> rows(String resource) {
    try (InputStream in = Golden.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> line.split(",", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldenCase goldenCase(String[] row) {
    return new GoldenCase(
        row[0],
        Integer.parseInt(row[1]),
        Integer.parseInt(row[2]),
        row[3],
        row[4],
        row[5],
        row[6],
        Stream.of(row[7].split(" ")).mapToDouble(Double::parseDouble).toArray(),
        floats(row[8]),
        floats(row[9]));
  }

  private static Draw draw(String[] row) {
    List<Correction> corrections =
        Stream.of(row[3].split(" "))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> entry.split(":"))
            .map(pair -> new Correction(Integer.parseInt(pair[0]), Integer.parseInt(pair[1])))
            .toList();
    return new Draw(Long.parseLong(row[0]), Integer.parseInt(row[1]), row[2], corrections);
  }

  private static float[] floats(String field) {
    String[] texts = field.split(" ");
    float[] values = new float[texts.length];
    for (int i = 0; i < texts.length; i++) {
      values[i] = Float.parseFloat(texts[i]);
    }
    return values;
  }
}
