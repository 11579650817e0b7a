package io.github.kernelconformance.contract;

/**
 * What an element of a buffer is: a scalar such as {@code FLOAT}, the type that an axis stands for,
 * or a block of bytes with fields.
 */
public sealed interface ElementType permits ScalarType, TypeAxis, Layout {

  /** The size of one element in bytes, where the axes have these values. */
  int bytes(Point at);
}
