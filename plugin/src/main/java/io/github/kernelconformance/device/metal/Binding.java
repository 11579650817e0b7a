package io.github.kernelconformance.device.metal;

/**
 * An argument of a kernel, as the device has it.
 *
 * @param index in the table of its type
 * @param type {@code MTLBindingType}
 * @param used whether the kernel uses it at all; if not, nothing need be bound
 * @param dataSize the bytes of what the kernel's pointer or reference points to, one element; 0
 *     where that is not known
 */
record Binding(String name, long index, long type, boolean used, long dataSize) {

  /** {@code MTLBindingTypeBuffer}. */
  static final long BUFFER = 0;

  /** {@code MTLBindingTypeThreadgroupMemory}. */
  static final long THREADGROUP = 1;

  static Binding of(Ref binding) {
    long type = binding.number(Selector.TYPE);
    return new Binding(
        binding.text(Selector.NAME),
        binding.number(Selector.INDEX),
        type,
        binding.flag(binding.responds(Selector.IS_USED) ? Selector.IS_USED : Selector.IS_ACTIVE),
        type == BUFFER && binding.responds(Selector.BUFFER_DATA_SIZE)
            ? binding.number(Selector.BUFFER_DATA_SIZE)
            : 0);
  }
}
