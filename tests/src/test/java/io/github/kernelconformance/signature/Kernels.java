package io.github.kernelconformance.signature;

import io.github.kernelconformance.msl.Parameter;
import io.github.kernelconformance.msl.SourceLocation;
import java.util.List;
import java.util.Optional;

/** Signatures as devices tell them. */
final class Kernels {

  static final ElementType FLOAT = scalar(4);
  static final ElementType HALF = scalar(2);

  private Kernels() {}

  static ElementType scalar(int bytes) {
    return new ElementType(bytes, 1, bytes, false, false);
  }

  static ElementType vector(int bytes, int components, int componentBytes) {
    return new ElementType(bytes, components, componentBytes, false, false);
  }

  /** A kernel of {@code rms_norm.metal}, on whose lines from 13 its parameters stand. */
  static Signature of(String name, TypedParameter... parameters) {
    return new Signature(name, name, List.of(parameters), new SourceLocation("rms_norm.metal", 12));
  }

  /** A parameter as its declaration has it, with a type that a compiler has measured. */
  static TypedParameter buffer(String type, String name, int line, ElementType element) {
    TypedParameter spelled = spelled(type, name, "buffer", "", line);
    return spelled.typed(Optional.of(element), spelled.reference(), spelled.access());
  }

  static TypedParameter threadgroup(String type, String name, int line, ElementType element) {
    TypedParameter spelled = spelled(type, name, "threadgroup", "", line);
    return spelled.typed(Optional.of(element), spelled.reference(), spelled.access());
  }

  static TypedParameter spelled(
      String type, String name, String attribute, String functionConstant, int line) {
    return TypedParameter.of(
        new Parameter(
            name,
            type,
            attribute,
            0,
            functionConstant,
            new SourceLocation("rms_norm.metal", line)));
  }
}
