package io.github.kernelconformance.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of fields that is the element of a buffer, laid out as C and MSL do: each field at the
 * next multiple of its alignment, the whole a multiple of the largest. llama.cpp's {@code
 * block_q4_0} of 18 bytes is {@code Layout.block().field("d", HALF).field("qs", UCHAR, 16)}.
 *
 * <p>Floating-point fields are drawn as inputs of their type are; integers are any bits.
 */
public final class Layout implements ElementType {

  /**
   * A field.
   *
   * @param name by which {@link Block} finds it
   * @param offset where it starts in the block, in bytes
   * @param length how many elements it has
   * @param integers how many low bits of an integer are drawn
   */
  public record Field(String name, ScalarType type, int offset, int length, int integers) {}

  private final List<Field> fields = new ArrayList<>();
  private final boolean packed;
  private int end;
  private int alignment = 1;

  private Layout(boolean packed) {
    this.packed = packed;
  }

  /** A block without fields yet. */
  public static Layout block() {
    return new Layout(false);
  }

  /** A block whose fields follow each other without gaps, as {@code __attribute__((packed))}. */
  public static Layout packed() {
    return new Layout(true);
  }

  /** Adds a scalar: {@code field("d", HALF)}. */
  public Layout field(String name, ScalarType type) {
    return field(name, type, 1);
  }

  /** Adds an array: {@code field("qs", UCHAR, 16)}. */
  public Layout field(String name, ScalarType type, int length) {
    return field(name, type, length, 8 * type.bytes());
  }

  /** Adds an array of integers of which only the low bits are drawn, such as 6-bit scales. */
  public Layout field(String name, ScalarType type, int length, int bits) {
    if (length < 1) {
      throw new ContractException(
          "The field %s has %d elements; it needs one".formatted(name, length));
    }
    if (fields.stream().anyMatch(field -> field.name().equals(name))) {
      throw new ContractException("The block has two fields " + name);
    }
    int to = packed ? 1 : type.bytes();
    int offset = (end + to - 1) / to * to;
    alignment = Math.max(alignment, to);
    end = offset + length * type.bytes();
    fields.add(new Field(name, type, offset, length, bits));
    return this;
  }

  /**
   * The field of a name.
   *
   * @throws ContractException if there is none; it lists those that there are
   */
  public Field named(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new ContractException(
        "The block has no field %s; it has %s"
            .formatted(name, fields.stream().map(Field::name).toList()));
  }

  /** Fields in order. */
  public List<Field> fields() {
    return List.copyOf(fields);
  }

  /** The size in bytes, padding at the end included. */
  public int bytes() {
    return (end + alignment - 1) / alignment * alignment;
  }

  /** The alignment in bytes: the largest of the fields', 1 if packed. */
  public int alignment() {
    return alignment;
  }

  @Override
  public int bytes(Point at) {
    return bytes();
  }
}
