package io.github.kernelconformance.family;

/**
 * An argument as a contract gives it, for comparison with what a kernel takes.
 *
 * @param name of the kernel's parameter
 * @param type of an element in words, for example {@code half}
 * @param elementBytes the bytes of one element; of a struct, all of it
 * @param shape in words, for example {@code [rows, n]}; empty for one element
 * @param optional whether a kernel may do without it
 * @param where its author told it, for example {@code src/conformance/java/RmsNorm.java:9}; empty
 *     where that is not known
 */
public record Parameter(
    String name,
    Use use,
    String type,
    int elementBytes,
    String shape,
    boolean optional,
    String where) {

  /** What a launch does with it. */
  public enum Use {
    READ,
    WRITTEN,
    BOTH,
    THREADGROUP,
    UNBOUND
  }

  /** By hand, as is {@link #equals}: what records bring is slow until it has run for a while. */
  @Override
  public int hashCode() {
    return 31 * name.hashCode() + type.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameter parameter
        && elementBytes == parameter.elementBytes
        && optional == parameter.optional
        && use == parameter.use
        && name.equals(parameter.name)
        && type.equals(parameter.type)
        && shape.equals(parameter.shape)
        && where.equals(parameter.where);
  }

  /** One that every kernel takes, told at a place that is not known. */
  public Parameter(String name, Use use, String type, int elementBytes, String shape) {
    this(name, use, type, elementBytes, shape, false, "");
  }

  /** One that the host leaves unbound. */
  public static Parameter unbound(String name) {
    return new Parameter(name, Use.UNBOUND, "", 0, "");
  }

  /** The same, which kernels may do without. */
  public Parameter orNone() {
    return new Parameter(name, use, type, elementBytes, shape, true, where);
  }

  /** The same, told at a place. */
  public Parameter at(String place) {
    return new Parameter(name, use, type, elementBytes, shape, optional, place);
  }

  /** The same for a parameter of another name. */
  public Parameter named(String other) {
    return new Parameter(other, use, type, elementBytes, shape, optional, where);
  }
}
