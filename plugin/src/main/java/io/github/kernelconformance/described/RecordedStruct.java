package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Real;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A struct while it is told. */
final class RecordedStruct extends RecordedArgument<Struct> implements Struct {

  private final List<ArgumentModel.Part> parts = new ArrayList<>();
  private int alignment;

  RecordedStruct(String name) {
    super(name);
  }

  @Override
  Struct self() {
    return this;
  }

  @Override
  ArgumentModel model() {
    if (parts.isEmpty()) {
      throw new ContractException(
          "The struct %s has no fields. Write it.struct(\"%s\").field(...)"
              .formatted(name(), name()));
    }
    return new ArgumentModel.Constants(common(), parts, true);
  }

  @Override
  public Struct field(String field, ScalarType type, Dim value) {
    return add(field, type, List.of(new Scalar.Whole(value)));
  }

  @Override
  public Struct field(String field, ScalarType type, double value) {
    return field(field, type, at -> value);
  }

  @Override
  public Struct field(String field, ScalarType type, Real value) {
    return add(field, type, List.of(new Scalar.Fraction(value)));
  }

  @Override
  public Struct array(String field, ScalarType type, Dim... values) {
    return add(field, type, Arrays.stream(values).<Scalar>map(Scalar.Whole::new).toList());
  }

  @Override
  public Struct align(int bytes) {
    if (Integer.bitCount(bytes) != 1) {
      throw new ContractException(
          "An alignment of %d bytes in %s; it is a power of two".formatted(bytes, name()));
    }
    alignment = bytes;
    return this;
  }

  private Struct add(String field, ScalarType type, List<Scalar> values) {
    Names.check("The field of " + name(), field);
    if (parts.stream().anyMatch(it -> it.name().equals(field))) {
      throw new ContractException("The struct %s has two fields %s".formatted(name(), field));
    }
    if (values.isEmpty()) {
      throw new ContractException("The field %s of %s has no values".formatted(field, name()));
    }
    parts.add(new ArgumentModel.Part(field, type, alignment, values));
    alignment = 0;
    return this;
  }
}
