package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Buffer;
import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.ElementType;
import io.github.kernelconformance.contract.Filler;
import io.github.kernelconformance.contract.View;
import io.github.kernelconformance.described.BufferModel.Access;
import io.github.kernelconformance.described.BufferModel.Values;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A buffer while it is told. */
final class RecordedBuffer extends RecordedArgument<Buffer> implements Buffer {

  private final Access access;
  private final ElementType type;
  private final List<Dim> dims;
  private final Set<Integer> strided = new HashSet<>();
  private final Map<View, String> without = new EnumMap<>(View.class);
  private Dim offset = Dim.of(0);
  private Values values = new Values.Any();
  private String partly = "";
  private String meaning = "";

  RecordedBuffer(String name, Access access, ElementType type, Dim... dims) {
    super(name);
    this.access = access;
    this.type = type;
    this.dims = List.of(dims);
  }

  @Override
  Buffer self() {
    return this;
  }

  @Override
  ArgumentModel model() {
    return new ArgumentModel.Array(
        common(),
        new BufferModel(
            name(), access, type, dims, strided, without, offset, values, partly, meaning));
  }

  int rank() {
    return dims.size();
  }

  @Override
  public Dim stride(int dimension) {
    size(dimension);
    strided.add(dimension);
    String buffer = name();
    return Dim.of(
        "stride %d of %s".formatted(dimension, buffer), at -> at.stride(buffer, dimension));
  }

  @Override
  public Dim byteStride(int dimension) {
    return stride(dimension).times(Dim.of("bytes of an element", type::bytes));
  }

  @Override
  public Dim size(int dimension) {
    if (dimension < 0 || dimension >= dims.size()) {
      throw new ContractException(
          "The buffer %s has %d dimensions; there is no dimension %d, counted from 0"
              .formatted(name(), dims.size(), dimension));
    }
    return dims.get(dimension);
  }

  @Override
  public Buffer without(View view, String reason) {
    without.put(view, reason);
    return this;
  }

  @Override
  public Buffer offset(Dim bytes) {
    offset = bytes;
    return this;
  }

  @Override
  public Buffer below(Dim bound) {
    return of(new Values.Below(bound));
  }

  @Override
  public Buffer between(double least, double greatest) {
    if (!(least <= greatest)) {
      throw new ContractException(
          "The range of %s is from %s to %s".formatted(name(), least, greatest));
    }
    return of(new Values.Between(least, greatest));
  }

  @Override
  public Buffer mask() {
    return of(new Values.Mask());
  }

  @Override
  public Buffer always(Distribution distribution) {
    return of(new Values.Always(distribution));
  }

  @Override
  public Buffer filled(Filler filler) {
    return of(new Values.Filled(filler));
  }

  private Buffer of(Values these) {
    if (!access.read()) {
      throw new ContractException(
          "%s is an output, so it has no values to be chosen".formatted(name()));
    }
    values = these;
    return this;
  }

  @Override
  public Buffer partly(String reason) {
    if (!access.written()) {
      throw new ContractException("%s is no output, so nothing writes it".formatted(name()));
    }
    partly = reason;
    return this;
  }

  @Override
  public Buffer meaning(String text) {
    meaning = text;
    return this;
  }
}
