package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Comparison;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one failing cell was given and gave, whole: a directory with a {@code .npy} file for each
 * array, {@code cell.json}, and a {@code README.txt} that says how to load them.
 *
 * @param result a cell that failed, with its evidence
 * @param launch what the device was told to run
 * @param arrays what the arguments of the launch are, by name
 * @param expected what the cell should have given, by output
 * @param seed what the inputs were drawn with
 */
public record Bundle(
    CellResult result,
    Launch launch,
    Map<String, ArrayType> arrays,
    Map<String, Expected> expected,
    long seed) {

  /** The directory of all bundles, in that of the reports. */
  public static final String DIRECTORY = "bundles";

  /** One file. */
  record File(String name, ArrayType type, byte[] data) {

    /** The shape that the file has: a buffer with gaps is one row of elements. */
    List<Integer> shape() {
      boolean whole = type.dense() && data.length == type.size() * type.element().bytes();
      return whole ? type.shape() : List.of(data.length / type.element().bytes());
    }
  }

  /** The name of a cell's directory: its id with dashes for slashes. */
  public static String name(Cell cell) {
    return cell.id().replaceAll("[^A-Za-z0-9._=-]", "-");
  }

  /**
   * Writes the bundle into a directory of its own.
   *
   * @param directory an existing directory
   * @throws IOException if a file cannot be written
   */
  public void write(Path directory) throws IOException {
    Path own = Files.createDirectories(directory.resolve(name(result.cell())));
    Map<String, File> files = files();
    for (File file : files.values()) {
      Npy.write(
          own.resolve(file.name()), npyType(file.type().element()), file.shape(), file.data());
    }
    AtomicFile.write(own.resolve("README.txt"), BundleReadme.text(this, files));
    AtomicFile.write(own.resolve("cell.json"), out -> writeJson(out, files));
  }

  /** The files by the names of their arrays. */
  private Map<String, File> files() {
    Map<String, File> files = new LinkedHashMap<>();
    for (Argument argument : launch.arguments()) {
      if (argument instanceof Argument.Input input && arrays.containsKey(input.name())) {
        put(files, input.name(), arrays.get(input.name()), input.bytes());
      }
    }
    expected.forEach((name, of) -> put(files, name, of));
    return files;
  }

  /** Where there are several outputs, the names of what belongs to one end with its name. */
  private void put(Map<String, File> files, String name, Expected of) {
    ArrayType type = arrays.get(name);
    String suffix = expected.size() == 1 ? "" : "_" + name;
    result.evidence().stream()
        .flatMap(evidence -> evidence.outputs().stream())
        .filter(output -> output.name().equals(name))
        .flatMap(output -> output.bytes().stream())
        .forEach(bytes -> put(files, name, type, bytes));
    double[] reference = reference(type, of);
    if (reference.length > 0) {
      put(
          files,
          "reference" + suffix,
          doubles(type, "what a conforming kernel computes"),
          reference);
    }
    if (of instanceof Expected.Near) {
      put(
          files,
          "tolerance" + suffix,
          doubles(type, "the largest |%s - reference| that is allowed".formatted(name)),
          Comparison.tolerances(type, of));
    }
  }

  /** The numbers that stand for what is expected; none for a property. */
  private static double[] reference(ArrayType type, Expected of) {
    if (of instanceof Expected.Near near) {
      return near.values();
    }
    if (of instanceof Expected.Rounded rounded) {
      return rounded.values();
    }
    if (of instanceof Expected.Bits bits) {
      return type.element().decode(bits.bytes());
    }
    return of instanceof Expected.OneOf oneOf
        ? oneOf.choices().stream().mapToDouble(it -> it[0]).toArray()
        : new double[0];
  }

  private static void put(Map<String, File> files, String name, ArrayType type, byte[] data) {
    files.put(name, new File(name + ".npy", type, data));
  }

  private static void put(Map<String, File> files, String name, ArrayType type, double[] values) {
    ByteBuffer data =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asDoubleBuffer().put(values);
    put(files, name, type, data.array());
  }

  private static ArrayType doubles(ArrayType y, String meaning) {
    return y.with(ArrayType.Element.FLOAT64, meaning);
  }

  /** As NumPy's array protocol spells it; NumPy has no bfloat16. */
  private static String npyType(ArrayType.Element element) {
    return switch (element) {
      case FLOAT64 -> "<f8";
      case FLOAT32 -> "<f4";
      case FLOAT16 -> "<f2";
      case BFLOAT16 -> "<u2";
      case BOOL -> "|b1";
      case INT8 -> "|i1";
      case UINT8 -> "|u1";
      case INT16 -> "<i2";
      case UINT16 -> "<u2";
      case INT32 -> "<i4";
      case UINT32 -> "<u4";
      case INT64 -> "<i8";
      case UINT64 -> "<u8";
    };
  }

  private void writeJson(Writer out, Map<String, File> files) throws IOException {
    try (JsonGenerator json = JsonReport.FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(new CellPerLine());
      json.writeStartObject();
      json.writeFieldName("result");
      JsonReport.writeCell(json, result, Optional.empty()); // the arrays lie beside it
      json.writeNumberField("seed", seed);
      json.writeStringField("kernel", launch.kernel());
      writeSize(json, "threadgroups", launch.threadgroups());
      writeSize(json, "threadsPerThreadgroup", launch.threadsPerThreadgroup());
      if (launch.threads().isPresent()) { // threadgroups at the edges have fewer
        writeSize(json, "threads", launch.threads().get());
      }
      json.writeObjectFieldStart("arrays");
      for (Map.Entry<String, File> file : files.entrySet()) {
        writeFile(json, file.getKey(), file.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeSize(JsonGenerator json, String name, Size size) throws IOException {
    writeNumbers(json, name, List.of(size.width(), size.height(), size.depth()));
  }

  private static void writeFile(JsonGenerator json, String name, File file) throws IOException {
    ArrayType type = file.type();
    json.writeObjectFieldStart(name);
    json.writeStringField("file", file.name());
    json.writeStringField("type", type.element().id());
    writeNumbers(json, "shape", type.shape());
    writeNumbers(json, "strides", type.strides());
    json.writeStringField("meaning", type.meaning());
    json.writeEndObject();
  }

  private static void writeNumbers(JsonGenerator json, String name, List<? extends Number> numbers)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Number number : numbers) {
      json.writeNumber(number.longValue());
    }
    json.writeEndArray();
  }

  /** A tuple or a list in Python's and everyone's spelling: {@code 3, 5, 64}. */
  static String commas(List<? extends Number> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
