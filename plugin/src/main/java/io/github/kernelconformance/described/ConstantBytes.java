package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.ElementType;
import io.github.kernelconformance.contract.Point;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.TypeAxis;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values, arrays and structs in memory, as C and MSL lay them out. */
final class ConstantBytes {

  private ConstantBytes() {}

  /**
   * The bytes of an argument at a place.
   *
   * @throws ContractException if a type cannot have a value; it names the field and the place
   */
  static byte[] of(ArgumentModel.Constants constants, Place place) {
    List<ArgumentModel.Part> parts = constants.parts();
    int[] starts = new int[parts.size()];
    int end = 0;
    int alignment = 1;
    for (int i = 0; i < starts.length; i++) {
      ArgumentModel.Part part = parts.get(i);
      int bytes = scalar(part.type(), place).bytes();
      int own = Math.max(part.alignment(), bytes);
      starts[i] = (end + own - 1) / own * own;
      end = starts[i] + part.values().size() * bytes;
      alignment = Math.max(alignment, own);
    }
    ByteBuffer buffer =
        Encoding.buffer(
            new byte[constants.struct() ? (end + alignment - 1) / alignment * alignment : end]);
    for (int i = 0; i < starts.length; i++) {
      put(buffer, starts[i], constants, parts.get(i), place);
    }
    return buffer.array();
  }

  private static void put(
      ByteBuffer buffer,
      int start,
      ArgumentModel.Constants constants,
      ArgumentModel.Part part,
      Place place) {
    ScalarType type = scalar(part.type(), place);
    for (int i = 0; i < part.values().size(); i++) {
      double value = part.values().get(i).at(place);
      try {
        Encoding.check(label(constants, part), type, value);
      } catch (ContractException e) {
        throw new ContractException(e.getMessage() + ", at " + place);
      }
      Encoding.put(buffer, start + i * type.bytes(), type, value);
    }
  }

  /**
   * The numbers as the kernel reads them, by the names that references have for them: {@code eps},
   * or {@code args.eps} in a struct.
   */
  static Map<String, Double> numbers(Model model, Place place) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (ArgumentModel argument : model.arguments()) {
      if (argument instanceof ArgumentModel.Constants constants) {
        for (ArgumentModel.Part part : constants.parts()) {
          ScalarType type = scalar(part.type(), place);
          numbers.put(
              label(constants, part), Encoding.rounded(type, part.values().get(0).at(place)));
        }
      }
    }
    return numbers;
  }

  private static String label(ArgumentModel.Constants constants, ArgumentModel.Part part) {
    return constants.struct() ? constants.name() + "." + part.name() : constants.name();
  }

  /** The scalar that a type is at a place. */
  static ScalarType scalar(ElementType type, Point at) {
    if (type instanceof ScalarType scalar) {
      return scalar;
    }
    if (type instanceof TypeAxis axis) {
      return at.type(axis.name());
    }
    throw new ContractException("A block of fields is no type of a single number");
  }
}
