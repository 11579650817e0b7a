package io.github.kernelconformance.device.host;

import com.sun.jna.NativeLibrary;
import io.github.kernelconformance.device.ParameterTable;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.signature.Signature;

/** A kernel's signature with what the compiler found, in the tables that a library exports. */
final class HostSignature {

  private HostSignature() {}

  /**
   * Reads it.
   *
   * @param symbol of the kernel's entry
   */
  static Signature read(NativeLibrary library, String symbol, Kernel kernel) {
    int count = kernel.parameters().size();
    byte[] types =
        library
            .getGlobalVariableAddress(symbol + "_parameters")
            .getByteArray(0, count * ParameterTable.SIZE);
    byte[] existing =
        kernel.hasConditions()
            ? library.getGlobalVariableAddress(symbol + "_existing").getByteArray(0, count)
            : new byte[0];
    return new ParameterTable(types, existing).of(kernel);
  }
}
