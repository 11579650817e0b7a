package io.github.kernelconformance.report;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.ArrayType.Element;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Coordinates;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Comparison;
import io.github.kernelconformance.verdict.Evidence;
import io.github.kernelconformance.verdict.Measured;
import io.github.kernelconformance.verdict.SyntheticMatrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reports of contracts that no part of the product has heard of: a comb with two odd axes, an int32
 * and a float16 output, and a loom with an axis of every role.
 */
final class ToyReports {

  /** The comb whose codes are wrong at tooth 2. */
  static final String WRONG_CODES = "comb/fold=left/teeth=7";

  /** The comb whose bounds are as large as its reference. */
  static final String VACUOUS = "comb/fold=right/teeth=32";

  /** The comb without a kernel. */
  static final String SKIPPED = "comb/fold=both/teeth=1";

  private static final List<Axis> COMB =
      List.of(
          new Axis("fold", "Fold", "fold=", "", Role.CHOICE),
          new Axis("teeth", "Teeth", "teeth=", "", Role.SIZE));

  private static final List<Axis> LOOM =
      List.of(
          Axis.of("weave", "Weave", Role.MODE),
          Axis.of("yarn", "Yarn", Role.TYPE),
          Axis.of("machine", "Machine", Role.VARIANT),
          Axis.of("gear", "Gear", Role.BRANCH),
          new Axis("edge", "Edge", "", "raw", Role.CHOICE),
          new Axis("pieces", "Pieces", "pieces=", "1", Role.EXTENT),
          new Axis("bolts", "Bolts", "bolts=", "", Role.SIZE),
          new Axis("warp", "Warp", "warp=", "", Role.SIZE),
          new Axis("weft", "Weft", "weft=", "", Role.SIZE),
          Axis.of("thread", "Thread", Role.PATTERN));

  private ToyReports() {}

  /** Three folds of four combs. */
  static Report ofCombs() {
    return Reports.of(combs());
  }

  /** Combs, looms and other cells. */
  static Report ofAll(List<CellResult> others) {
    List<CellResult> results = new ArrayList<>(combs());
    results.addAll(looms());
    results.addAll(others);
    return Reports.of(results);
  }

  private static List<CellResult> combs() {
    List<CellResult> results = new ArrayList<>();
    for (String fold : List.of("left", "right", "both")) {
      for (int teeth : new int[] {1, 7, 32, 4096}) {
        results.add(comb(fold, teeth));
      }
    }
    return results;
  }

  private static CellResult comb(String fold, int teeth) {
    Cell cell =
        new Cell("comb", true, new Coordinates(COMB, List.of(fold, teeth)), "comb_" + fold, true);
    if (cell.id().equals(SKIPPED)) {
      return CellResult.skipped(cell, "there is no kernel of that name");
    }
    int[] codes = IntStream.range(0, teeth).map(i -> (i - 1) * 16_777_217).toArray();
    double[] heights = IntStream.range(0, 2 * teeth).mapToDouble(i -> i / 8.0 + 1).toArray();
    Map<String, Expected> expected = new LinkedHashMap<>();
    expected.put("codes", new Expected.Bits(bytes(codes), teeth));
    double bound = cell.id().equals(VACUOUS) ? 1e4 : 1e-2;
    double[] bounds = new double[heights.length];
    Arrays.fill(bounds, bound);
    expected.put("heights", new Expected.Near(heights, bounds, 0));
    if (cell.id().equals(VACUOUS)) {
      expected.remove("codes");
    }
    if (cell.id().equals(WRONG_CODES)) {
      codes[2] = -5;
    }
    Map<String, byte[]> written =
        Map.of(
            "codes",
            bytes(codes),
            "heights",
            Element.FLOAT16.dtype().orElseThrow().encode(heights));
    CellResult result = Comparison.compare(cell, written, expected, types(teeth));
    return result.status().failed()
        ? result.with(evidence(teeth).with(written, expected, types(teeth)))
        : result;
  }

  private static List<CellResult> looms() {
    List<CellResult> results = new ArrayList<>();
    for (String weave : List.of("plain", "twill")) {
      for (String yarn : List.of("wool", "silk")) {
        for (String edge : List.of("raw", "bound")) {
          for (int pieces : new int[] {1, 3}) {
            for (int bolts : new int[] {1, 2}) {
              for (int warp : new int[] {5, 31}) {
                for (int weft : new int[] {40, 2}) {
                  results.add(
                      loom(
                          List.of(
                              weave,
                              yarn,
                              "hand",
                              weft > 32 ? "wide" : "narrow",
                              edge,
                              pieces,
                              bolts,
                              warp,
                              weft,
                              "even")));
                }
              }
            }
          }
        }
      }
    }
    return results;
  }

  private static CellResult loom(List<Object> at) {
    Cell cell = new Cell("loom", true, new Coordinates(LOOM, at), "loom_" + at.get(1), false);
    return cell.branch().equals("wide") && at.contains("twill")
        ? SyntheticMatrix.mismatch(cell, new Measured(3, 0.5, 40, 2, 1))
        : SyntheticMatrix.pass(cell);
  }

  private static Evidence evidence(int teeth) {
    return new Evidence(
        List.of(
            new Evidence.Input(
                "blank", Element.INT8, List.of(teeth), "what is cut", List.of("-1", "2"))),
        List.of());
  }

  private static Map<String, ArrayType> types(int teeth) {
    return Map.of(
        "codes",
        ArrayType.dense(Element.INT32, List.of(teeth), List.of("tooth"), "where each tooth goes"),
        "heights",
        ArrayType.dense(
            Element.FLOAT16,
            List.of(1, 2, teeth),
            List.of("comb", "side", "tooth"),
            "how high each tooth is"));
  }

  private static byte[] bytes(int... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      buffer.putInt(value);
    }
    return buffer.array();
  }
}
