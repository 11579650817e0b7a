package io.github.kernelconformance.contract;

import java.util.List;

/**
 * An axis of types, made by {@link Description#types}; it can stand wherever a type can.
 *
 * @param name the axis' name, such as {@code T}
 * @param types its values, in report order
 */
public record TypeAxis(String name, List<ScalarType> types) implements ElementType {

  /** Copies the list. */
  public TypeAxis {
    types = List.copyOf(types);
  }

  /** Holds where the type is this one: {@code it.kernel("fast").when(type.is(HALF))}. */
  public Condition is(ScalarType type) {
    return at -> at.type(name) == type;
  }

  /** The size of one element in bytes, for formulas: {@code x.stride(0).times(type.bytes())}. */
  public Dim bytes() {
    return Dim.of("bytes of " + name, this::bytes);
  }

  @Override
  public int bytes(Point at) {
    return at.type(name).bytes();
  }
}
