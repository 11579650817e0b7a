package io.github.kernelconformance.device.metal;

import com.sun.jna.Memory;
import io.github.kernelconformance.msl.FunctionConstant;
import io.github.kernelconformance.msl.ScalarType;
import java.util.List;

/** Values of function constants as Metal takes them. */
final class ConstantValues {

  private ConstantValues() {}

  /**
   * An MTLFunctionConstantValues. Metal looks values up by index, and ignores those that a function
   * has no constant for.
   */
  static Owned of(ObjectiveC runtime, List<FunctionConstant> constants) {
    Owned owned = new Owned(runtime.type("MTLFunctionConstantValues").get(Selector.NEW));
    try (Memory place = new Memory(Long.BYTES)) {
      for (FunctionConstant constant : constants) {
        constant
            .value()
            .ifPresent(
                it -> {
                  place.setLong(0, it.bits()); // little-endian, as every processor with Metal is
                  owned
                      .ref()
                      .tell(
                          Selector.SET_CONSTANT_VALUE,
                          place,
                          dataType(it.type()),
                          (long) constant.index());
                });
      }
    }
    return owned;
  }

  /** {@code MTLDataType}: MTLDataType.hpp of metal-cpp. */
  private static long dataType(ScalarType type) {
    return switch (type) {
      case FLOAT -> 3;
      case HALF -> 16;
      case INT -> 29;
      case UINT -> 33;
      case SHORT -> 37;
      case USHORT -> 41;
      case CHAR -> 45;
      case UCHAR -> 49;
      case BOOL -> 53;
      case LONG -> 81;
      case ULONG -> 85;
      case BFLOAT -> 121;
    };
  }
}
