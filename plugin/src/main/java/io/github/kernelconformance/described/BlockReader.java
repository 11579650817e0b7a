package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Block;
import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Layout;
import io.github.kernelconformance.contract.Tracked;
import java.nio.ByteBuffer;

/** A block of an input. */
record BlockReader(Layout layout, ByteBuffer bytes, int start, Arithmetic arithmetic)
    implements Block {

  @Override
  public Tracked at(String field) {
    return at(field, 0);
  }

  @Override
  public Tracked at(String field, int i) {
    Layout.Field found = field(field, i);
    return arithmetic.exact(Encoding.real(bytes, place(found, i), found.type()));
  }

  @Override
  public long integer(String field) {
    return integer(field, 0);
  }

  @Override
  public long integer(String field, int i) {
    Layout.Field found = field(field, i);
    return Encoding.integer(bytes, place(found, i), found.type());
  }

  private int place(Layout.Field field, int i) {
    return start + field.offset() + i * field.type().bytes();
  }

  private Layout.Field field(String name, int i) {
    Layout.Field found = layout.named(name);
    if (i < 0 || i >= found.length()) {
      throw new ContractException(
          "The field %s has %d elements; there is no %d".formatted(name, found.length(), i));
    }
    return found;
  }
}
