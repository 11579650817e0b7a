package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.Layout;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Cells;
import io.github.kernelconformance.verdict.CellResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

  private static final Cell CELL = cell("mxfp4/float32/qmv/N=5/K=512/normal");

  /**
   * A file of format 1.0, taken apart by the text of NumPy's specification.
   *
   * @param type as its header spells it
   * @param shape as its header spells it, without the parentheses
   */
  private record Array(String type, String shape, ByteBuffer data) {

    private static final Pattern HEADER =
        Pattern.compile(
            "\\{'descr': '([<|]\\w\\d)', 'fortran_order': False, 'shape': \\(([^)]*)\\), } *\n");

    static Array read(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      assertThat(bytes).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
      int length = Byte.toUnsignedInt(bytes[8]) + 256 * Byte.toUnsignedInt(bytes[9]);
      assertThat((10 + length) % 64).isZero();
      Matcher header = HEADER.matcher(new String(bytes, 10, length, StandardCharsets.US_ASCII));
      assertThat(header.matches()).isTrue();
      ByteBuffer data =
          ByteBuffer.wrap(Arrays.copyOfRange(bytes, 10 + length, bytes.length))
              .order(ByteOrder.LITTLE_ENDIAN);
      int elements =
          Stream.of(header.group(2).split(","))
              .map(String::strip)
              .filter(size -> !size.isEmpty())
              .mapToInt(Integer::parseInt)
              .reduce(1, (a, b) -> a * b);
      int bytesEach = header.group(1).charAt(2) - '0';
      assertThat(data.remaining()).isEqualTo(elements * bytesEach);
      return new Array(header.group(1), header.group(2), data);
    }
  }

  @TempDir private Path directory;

  @Test
  void aDirectoryIsNamedByTheCellAndHasAFileForEachArray() throws IOException {
    Path bundle = write(FailedCells.mismatch(CELL));

    assertThat(bundle.getFileName()).hasToString("mxfp4-float32-qmv-N=5-K=512-normal");
    assertThat(names(bundle))
        .containsExactly(
            "README.txt",
            "cell.json",
            "reference.npy",
            "scales.npy",
            "tolerance.npy",
            "w.npy",
            "x.npy",
            "y.npy");
  }

  @Test
  void arraysHaveTheirTypesAndShapes() throws IOException {
    Path bundle = write(FailedCells.mismatch(CELL));

    Array w = Array.read(bundle.resolve("w.npy"));
    assertThat(w.type()).isEqualTo("<u4");
    assertThat(w.shape()).isEqualTo("5, 64,");
    Array scales = Array.read(bundle.resolve("scales.npy"));
    assertThat(scales.type()).isEqualTo("|u1");
    assertThat(scales.shape()).isEqualTo("5, 16,");
    Array x = Array.read(bundle.resolve("x.npy"));
    assertThat(x.type()).isEqualTo("<f4");
    assertThat(x.shape()).isEqualTo("1, 512,");
    // The first draw of MLX's mx.random.normal with key 0.
    assertThat(x.data().getFloat(0)).isEqualTo(-2.05456495f);
    Array y = Array.read(bundle.resolve("y.npy"));
    Array reference = Array.read(bundle.resolve("reference.npy"));
    assertThat(reference.type()).isEqualTo("<f8");
    assertThat(reference.shape()).isEqualTo(y.shape()).isEqualTo("1, 5,");
    assertThat(y.data().getFloat(0)).isEqualTo((float) (100 * reference.data().getDouble(0)));
    assertThat((double) y.data().getFloat(4))
        .isCloseTo(
            reference.data().getDouble(8),
            offset(Array.read(bundle.resolve("tolerance.npy")).data().getDouble(8)));
  }

  @Test
  void float16IsItself() throws IOException {
    Path bundle = write(FailedCells.mismatch(cell("mxfp8/float16/qmv/N=5/K=512/exact")));

    assertThat(Array.read(bundle.resolve("y.npy")).type()).isEqualTo("<f2");
    assertThat(bundle.resolve("tolerance.npy")).doesNotExist();
    assertThat(readme(bundle))
        .contains("y = np.load(\"y.npy\")")
        .contains("rounded once to float16")
        .doesNotContain("bfloat16");
  }

  @Test
  void bfloat16IsItsBitsWithANote() throws IOException {
    Path bundle = write(FailedCells.mismatch(cell("mxfp4/bfloat16/qmv/N=5/K=512/normal")));

    assertThat(Array.read(bundle.resolve("x.npy")).type()).isEqualTo("<u2");
    // -2.05456495 to 8 bits is -2.046875, of which these are the upper half.
    assertThat(Array.read(bundle.resolve("x.npy")).data().getShort(0))
        .isEqualTo((short) (Float.floatToRawIntBits(-2.046875f) >>> 16));
    assertThat(readme(bundle))
        .contains("NumPy has no bfloat16")
        .contains("x = bfloat16(np.load(\"x.npy\"))");
  }

  @Test
  void aPaddedBatchIsItsBufferWithStrides() throws IOException {
    Path bundle = write(FailedCells.mismatch(batch(Layout.PADDED)));

    // Three matrices of five rows with a row between them.
    assertThat(Array.read(bundle.resolve("w.npy")).shape()).isEqualTo((17 * 64) + ",");
    assertThat(json(bundle).at("/arrays/w/shape").toString()).isEqualTo("[3,5,64]");
    assertThat(json(bundle).at("/arrays/w/strides").toString()).isEqualTo("[384,64,1]");
    assertThat(readme(bundle))
        .contains("as_strided(np.load(\"w.npy\"), (3, 5, 64), (1536, 256, 4))");
    assertThat(Array.read(bundle.resolve("y.npy")).shape()).isEqualTo("3, 1, 5,");
  }

  @Test
  void aSharedMatrixIsThereOnce() throws IOException {
    Path bundle = write(FailedCells.mismatch(batch(Layout.BROADCAST)));

    assertThat(Array.read(bundle.resolve("w.npy")).shape()).isEqualTo((5 * 64) + ",");
    assertThat(json(bundle).at("/arrays/w/strides").toString()).isEqualTo("[0,64,1]");
  }

  @Test
  void aCrashHasInputsAndAReferenceAndSaysSo() throws IOException {
    Path bundle = write(FailedCells.crash(CELL));

    assertThat(names(bundle)).contains("x.npy", "reference.npy").doesNotContain("y.npy");
    assertThat(readme(bundle)).contains("the kernel ended without an output");
  }

  @Test
  void cellJsonHasTheResultAndTheDispatch() throws IOException {
    JsonNode json = json(write(FailedCells.mismatch(CELL)));

    assertThat(json.at("/result/id").asText()).isEqualTo(CELL.id());
    assertThat(json.at("/result/status").asText()).isEqualTo("mismatch");
    assertThat(json.at("/seed").asInt()).isZero();
    assertThat(json.at("/kernel").asText()).isEqualTo("mxfp4_qmv_float_gs_32_b_4_batch_0");
    assertThat(json.at("/threadgroups").toString()).isEqualTo("[1,1,1]");
    assertThat(json.at("/threadsPerThreadgroup").toString()).isEqualTo("[32,2,1]");
    assertThat(json.at("/arrays/y/file").asText()).isEqualTo("y.npy");
  }

  @Test
  void equalCellsGiveEqualBytes(@TempDir Path elsewhere) throws IOException {
    Path first = write(FailedCells.mismatch(CELL));
    FailedCells.bundle(FailedCells.mismatch(CELL)).write(elsewhere);

    for (String name : names(first)) {
      assertThat(elsewhere.resolve(first.getFileName()).resolve(name))
          .hasSameBinaryContentAs(first.resolve(name));
    }
  }

  private static Cell batch(Layout layout) {
    return Cells.cell(
        CELL.contract(),
        FpMode.MXFP4,
        DType.FLOAT32,
        CELL.variant(),
        CELL.branch(),
        true,
        new Shape(3, 1, 5, 512, layout),
        QmvCell.of(CELL).pattern());
  }

  private Path write(CellResult result) throws IOException {
    FailedCells.bundle(result).write(directory);
    return directory.resolve(Bundle.name(result.cell()));
  }

  private static List<String> names(Path bundle) throws IOException {
    try (Stream<Path> files = Files.list(bundle)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String readme(Path bundle) throws IOException {
    return Files.readString(bundle.resolve("README.txt"));
  }

  private static JsonNode json(Path bundle) throws IOException {
    return new ObjectMapper().readTree(bundle.resolve("cell.json").toFile());
  }
}
