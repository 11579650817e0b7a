package io.github.kernelconformance.device.host;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.signature.Access;
import io.github.kernelconformance.signature.ElementType;
import io.github.kernelconformance.signature.Signature;
import io.github.kernelconformance.signature.TypedParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kernel's signature with what the compiler found, in the tables that a library exports; {@code
 * signature.h} has their layout.
 */
final class HostSignature {

  private static final long SIZE = 16;

  private static final int POINTER = 1;
  private static final int REFERENCE = 2;
  private static final int READ_ONLY = 4;
  private static final int RAW = 8;
  private static final int ARRAY = 16;

  private HostSignature() {}

  /**
   * Reads it.
   *
   * @param symbol of the kernel's entry
   */
  static Signature read(NativeLibrary library, String symbol, Kernel kernel) {
    Signature spelled = Signature.of(kernel);
    Pointer types = library.getGlobalVariableAddress(symbol + "_parameters");
    Optional<Pointer> existing =
        EntrySource.hasConditions(kernel)
            ? Optional.of(library.getGlobalVariableAddress(symbol + "_existing"))
            : Optional.empty();
    List<TypedParameter> parameters = new ArrayList<>();
    for (int i = 0; i < spelled.parameters().size(); i++) {
      TypedParameter typed = typed(spelled.parameters().get(i), types.share(i * SIZE));
      int ordinal = i;
      parameters.add(existing.map(it -> typed.present(it.getByte(ordinal) != 0)).orElse(typed));
    }
    return spelled.with(parameters);
  }

  private static TypedParameter typed(TypedParameter spelled, Pointer type) {
    int flags = type.getInt(12);
    if ((flags & (POINTER | REFERENCE)) == 0) {
      return spelled;
    }
    int bytes = type.getInt(0);
    Optional<ElementType> element =
        bytes == 0
            ? Optional.empty()
            : Optional.of(
                new ElementType(
                    bytes,
                    type.getInt(4),
                    type.getInt(8),
                    (flags & RAW) != 0,
                    (flags & ARRAY) != 0));
    return spelled.typed(
        element,
        (flags & REFERENCE) != 0,
        (flags & READ_ONLY) != 0 ? Access.READ_ONLY : Access.WRITABLE);
  }
}
