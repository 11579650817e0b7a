package io.github.kernelconformance.bundled;

import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.family.Parameter;
import io.github.kernelconformance.family.Parameter.Use;
import io.github.kernelconformance.numerics.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What kernels of quantized matrix-vector products are called with. Codes are a stream of bits,
 * which kernels read by bytes or by words, so their types are left to the kernel. Sizes and strides
 * may be missing: what a kernel does not need it does not take.
 */
final class QmvParameters {

  private final QmvCell cell;

  QmvParameters(QmvCell cell) {
    this.cell = cell;
  }

  /**
   * All of them, by the family's own names.
   *
   * @param perGroup what each group has besides its codes, and what the whole matrix has
   * @param strides of what only this family has
   */
  List<Parameter> of(List<Parameter> perGroup, List<Parameter> strides) {
    List<Parameter> all = new ArrayList<>();
    int bits = cell.mode().bits();
    String words = Integer.SIZE % bits == 0 ? "K / " + Integer.SIZE / bits : bits + " K / 32";
    all.add(read("w", "words of " + bits + "-bit codes", 0, shape("N", words)));
    all.addAll(perGroup);
    all.add(read("x", vector(), cell.dtype().bytes(), shape("M", "K")));
    all.add(new Parameter("y", Use.WRITTEN, vector(), cell.dtype().bytes(), shape("M", "N")));
    for (String size : List.of("in_vec_size", "out_vec_size", "M", "x_batch_ndims")) {
      all.add(size(size));
    }
    all.add(sizes("x_shape"));
    all.add(strides("x_strides"));
    all.add(size("w_batch_ndims"));
    all.add(sizes("w_shape"));
    all.add(strides("w_strides"));
    all.add(strides("s_strides"));
    all.addAll(strides);
    return all;
  }

  /** What each group has one of, in codes of a byte. */
  Parameter groupCodes(String name, String type) {
    return read(name, type, 0, shape("N", "K / " + cell.mode().groupSize()));
  }

  /** What each group has one of, in the type of the vectors. */
  Parameter groupValues(String name) {
    return read(name, vector(), cell.dtype().bytes(), shape("N", "K / " + cell.mode().groupSize()));
  }

  /** One number of the whole matrix. */
  static Parameter number(String name) {
    return read(name, ScalarType.FLOAT.msl(), Float.BYTES, "");
  }

  /** Strides of an array, the outermost first. */
  Parameter strides(String name) {
    return read(name, ScalarType.LONG.msl(), Long.BYTES, dimensions()).orNone();
  }

  private Parameter sizes(String name) {
    return read(name, ScalarType.INT.msl(), Integer.BYTES, dimensions()).orNone();
  }

  private static Parameter size(String name) {
    return read(name, ScalarType.INT.msl(), Integer.BYTES, "").orNone();
  }

  private static Parameter read(String name, String type, int bytes, String shape) {
    return new Parameter(name, Use.READ, type, bytes, shape);
  }

  private boolean isBatch() {
    return cell.shape().batch() > 1;
  }

  private String dimensions() {
    Shape shape = cell.shape();
    return "[" + (shape.layout().dimensions(shape.batch()).size() + 2) + "]";
  }

  private String shape(String rows, String columns) {
    return (isBatch() ? "[batch, " : "[") + rows + ", " + columns + "]";
  }

  /** The type of x and y as Metal spells it. */
  private String vector() {
    DType dtype = cell.dtype();
    return Arrays.stream(ScalarType.values())
        .filter(it -> it.dtype().filter(dtype::equals).isPresent())
        .findFirst()
        .orElseThrow()
        .msl();
  }
}
