package io.github.kernelconformance.contract;

/** A buffer of elements with dimensions, outermost first. */
public interface Buffer extends Argument {

  /**
   * The stride of a dimension in elements, for a formula or a {@link Description#value value}:
   * {@code it.value("row_stride", x.stride(0))}. Asking for it tells that the kernel bears any
   * stride there, so the buffer comes in {@link View}s.
   *
   * @param dimension 0 is the outermost
   */
  Dim stride(int dimension);

  /**
   * The stride of a dimension in bytes: {@code it.struct("args").field("nb01", ULONG,
   * x.byteStride(0))}.
   */
  Dim byteStride(int dimension);

  /** The size of a dimension, as it was given; 0 is the outermost. */
  Dim size(int dimension);

  /**
   * Excludes a view, with a reason that reports show: {@code x.without(BROADCAST, "rows are
   * written")}.
   */
  Buffer without(View view, String reason);

  /**
   * Binds the buffer so many bytes inside its allocation; a multiple of the element's alignment.
   * {@code it.input("x", FLOAT, n).offset(Dim.of(64))}.
   */
  Buffer offset(Dim bytes);

  /**
   * Restricts the values to 0 up to less than a size, for indices: {@code it.input("token", INT,
   * n).below(vocabulary)}.
   */
  Buffer below(Dim bound);

  /**
   * Restricts the values to a range, both ends included: {@code it.input("p", FLOAT, n).between(0,
   * 1)}.
   */
  Buffer between(double least, double greatest);

  /**
   * Says that it is added as a mask: its values are 0 and -infinity, and no row is masked whole.
   */
  Buffer mask();

  /** Draws it from this distribution in every case, whatever the others are drawn from. */
  Buffer always(Distribution distribution);

  /** Makes its elements; no distribution is used. */
  Buffer filled(Filler filler);

  /**
   * Says of an output that the kernel writes only some of it, with a reason. The reference then
   * leaves out the elements that may be anything.
   */
  Buffer partly(String reason);

  /** What a reader of reports should know: {@code x.meaning("logits, a row for each token")}. */
  Buffer meaning(String text);

  @Override
  Buffer when(Condition bound);

  @Override
  Buffer of(Kernel... kernels);
}
