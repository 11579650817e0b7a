package io.github.kernelconformance.testing;

import io.github.kernelconformance.msl.FunctionConstant;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.numerics.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the stand-in for Metal wants of a library: all of it, or one function with values.
 *
 * @param function the function; empty for a library, whose functions have no values yet
 * @param values by the constants' indices, as the plugin's parameter has them
 */
record StandInConstants(Optional<String> function, Map<Integer, String> values) {

  /**
   * Reads the line {@code function NAME} and for each value {@code TYPE BITS INDEX}, the type in
   * the numbers of {@code MTLDataType}; no lines for a library.
   */
  static StandInConstants parse(List<String> lines) {
    if (lines.isEmpty()) {
      return new StandInConstants(Optional.empty(), Map.of());
    }
    return new StandInConstants(
        Optional.of(lines.get(0).substring("function ".length())),
        lines.stream()
            .skip(1)
            .map(line -> line.split(" "))
            .collect(
                Collectors.toMap(
                    it -> Integer.valueOf(it[2]),
                    it -> literal(Integer.parseInt(it[0]), Long.parseUnsignedLong(it[1])))));
  }

  private static String literal(int type, long bits) {
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array();
    ByteBuffer value = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (type) {
      case 53 -> bits == 0 ? "false" : "true";
      case 45 -> Byte.toString(value.get());
      case 37 -> Short.toString(value.getShort());
      case 29 -> Integer.toString(value.getInt());
      case 81 -> Long.toString(bits);
      case 3 -> Double.toString(DType.FLOAT32.get(value));
      case 16 -> Double.toString(DType.FLOAT16.get(value));
      case 121 -> Double.toString(DType.BFLOAT16.get(value));
      default -> Long.toUnsignedString(bits);
    };
  }

  /** A program with the values; for a library with zeros, so that all of it compiles. */
  Program in(Program program) {
    return program.specialized(
        program.functionConstants().stream()
            .filter(it -> function.isEmpty() || values.containsKey(it.index()))
            .collect(Collectors.toMap(FunctionConstant::name, this::text)));
  }

  private String text(FunctionConstant constant) {
    String zero = constant.type().equals("bool") ? "false" : "0";
    return values.getOrDefault(constant.index(), zero);
  }
}
