package io.github.kernelconformance.signature;

/** Whether a kernel's type can be meant for what a contract gives. */
final class SizeRule {

  private SizeRule() {}

  /**
   * Whether sizes agree. A vector agrees with its components, if no bytes lie between them, so
   * {@code float4} with {@code float} and {@code float3} not. A struct agrees with what divides its
   * size, as pairs of floats do, unless there is exactly one of it: then only with bytes.
   *
   * @param elementBytes the contract's; 0 agrees with everything
   * @param reference whether the kernel takes exactly one value or array
   */
  static boolean fits(int elementBytes, ElementType type, boolean reference) {
    if (elementBytes == 0 || elementBytes == type.bytes()) {
      return true;
    }
    boolean one = reference && !type.array();
    if (type.raw()) {
      return !one;
    }
    if (type.components() > 0) {
      return type.isDense() && elementBytes == type.componentBytes();
    }
    return type.bytes() % elementBytes == 0 && (!one || elementBytes == 1);
  }
}
