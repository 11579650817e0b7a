package io.github.kernelconformance.device.metal;

import java.util.List;

/** Reads what the reflection of a pipeline has. */
final class Reflection {

  private Reflection() {}

  /** The arguments of its kernel, used or not. */
  static List<Binding> bindings(Ref reflection) {
    // Since macOS 13; what was there before has nearly the same methods.
    Selector selector =
        reflection.responds(Selector.BINDINGS) ? Selector.BINDINGS : Selector.ARGUMENTS;
    return Foundation.elements(reflection.get(selector)).stream().map(Reflection::binding).toList();
  }

  private static Binding binding(Ref binding) {
    long type = binding.number(Selector.TYPE);
    return new Binding(
        binding.text(Selector.NAME),
        binding.number(Selector.INDEX),
        type,
        binding.flag(binding.responds(Selector.IS_USED) ? Selector.IS_USED : Selector.IS_ACTIVE),
        binding.number(Selector.ACCESS),
        dataSize(binding, type),
        type == Binding.BUFFER ? number(binding, Selector.BUFFER_DATA_TYPE) : 0);
  }

  private static long dataSize(Ref binding, long type) {
    if (type == Binding.BUFFER) {
      return number(binding, Selector.BUFFER_DATA_SIZE);
    }
    return type == Binding.THREADGROUP ? number(binding, Selector.THREADGROUP_MEMORY_DATA_SIZE) : 0;
  }

  private static long number(Ref binding, Selector selector) {
    return binding.responds(selector) ? binding.number(selector) : 0;
  }
}
