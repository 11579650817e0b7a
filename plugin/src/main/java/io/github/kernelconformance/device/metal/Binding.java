package io.github.kernelconformance.device.metal;

/**
 * An argument of a kernel, as the device has it.
 *
 * @param index in the table of its type
 * @param type {@code MTLBindingType}
 * @param used whether the kernel uses it at all; if not, nothing need be bound
 * @param access {@code MTLBindingAccess}: 0 where the kernel only reads it
 * @param dataSize the bytes of what the kernel's pointer or reference points to, one element; 0
 *     where that is not known
 * @param dataType its {@code MTLDataType}; 0 where that is not known
 */
public record Binding(
    String name, long index, long type, boolean used, long access, long dataSize, long dataType) {

  /** {@code MTLBindingTypeBuffer}. */
  static final long BUFFER = 0;

  /** {@code MTLBindingTypeThreadgroupMemory}. */
  static final long THREADGROUP = 1;
}
