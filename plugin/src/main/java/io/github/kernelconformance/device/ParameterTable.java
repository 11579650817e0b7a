package io.github.kernelconformance.device;

import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.signature.Access;
import io.github.kernelconformance.signature.ElementType;
import io.github.kernelconformance.signature.Signature;
import io.github.kernelconformance.signature.TypedParameter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a compiler says of a kernel's parameters, in the tables beside its entry; {@code
 * signature.h} has their layout.
 *
 * @param types {@link #SIZE} bytes for each parameter, in their order; what follows is not read
 * @param existing a byte for each parameter: 0 if it does not exist, 1 if it does, 2 if the
 *     compiler does not know; empty if all exist
 */
public record ParameterTable(byte[] types, byte[] existing) {

  /** Bytes that a parameter's type takes. */
  public static final int SIZE = 16;

  private static final int POINTER = 1;
  private static final int REFERENCE = 2;
  private static final int READ_ONLY = 4;
  private static final int RAW = 8;
  private static final int ARRAY = 16;

  private static final byte UNKNOWN = 2;

  /**
   * The kernel's signature with that.
   *
   * @throws IndexOutOfBoundsException if this is the table of a kernel with fewer parameters
   */
  public Signature of(Kernel kernel) {
    Signature spelled = Signature.of(kernel);
    ByteBuffer table = ByteBuffer.wrap(types).order(ByteOrder.LITTLE_ENDIAN);
    List<TypedParameter> parameters = new ArrayList<>();
    for (TypedParameter it : spelled.parameters()) {
      int ordinal = parameters.size();
      TypedParameter typed = typed(it, table.slice(ordinal * SIZE, SIZE).order(table.order()));
      parameters.add(
          existing.length == 0 || existing[ordinal] == UNKNOWN
              ? typed
              : typed.present(existing[ordinal] != 0));
    }
    return spelled.with(parameters);
  }

  private static TypedParameter typed(TypedParameter spelled, ByteBuffer type) {
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
