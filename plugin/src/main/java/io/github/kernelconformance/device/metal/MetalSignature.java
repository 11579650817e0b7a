package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.signature.Access;
import io.github.kernelconformance.signature.AddressSpace;
import io.github.kernelconformance.signature.ElementType;
import io.github.kernelconformance.signature.Presence;
import io.github.kernelconformance.signature.Signature;
import io.github.kernelconformance.signature.TypedParameter;
import java.util.List;
import java.util.Optional;

/** A kernel's signature with what the reflection of its pipeline tells. */
public final class MetalSignature {

  private static final long READ_ONLY = 0;

  private MetalSignature() {}

  /**
   * Reads it. Bindings are found by the names of parameters, and where a parameter has none by its
   * index.
   *
   * @param kernel as its text has it
   */
  public static Signature of(Kernel kernel, List<Binding> bindings) {
    Signature spelled = Signature.of(kernel);
    return spelled.with(
        spelled.parameters().stream()
            .map(
                it ->
                    bindings.stream()
                        .filter(binding -> isOf(binding, it))
                        .findFirst()
                        .map(binding -> bound(it, binding))
                        .orElseGet(() -> unbound(it)))
            .toList());
  }

  private static boolean isOf(Binding binding, TypedParameter parameter) {
    if (!parameter.name().isEmpty()) {
      return binding.name().equals(parameter.name());
    }
    return parameter.index() == binding.index()
        && (parameter.space() == AddressSpace.THREADGROUP)
            == (binding.type() == Binding.THREADGROUP);
  }

  /** What reflection does not have, the kernel does not use, or its constant took it away. */
  private static TypedParameter unbound(TypedParameter it) {
    if (!it.isArgument()) {
      return it;
    }
    TypedParameter unused = it.bound(it.space(), -1, false);
    return it.presence() == Presence.UNKNOWN ? unused.present(false) : unused;
  }

  private static TypedParameter bound(TypedParameter it, Binding binding) {
    return it.bound(space(it, binding), (int) binding.index(), binding.used())
        .typed(element(binding), it.reference(), access(it, binding))
        .present(true);
  }

  /** Metal has one kind of binding for device and constant memory. */
  private static AddressSpace space(TypedParameter it, Binding binding) {
    if (binding.type() == Binding.BUFFER) {
      return it.space().isBuffer() ? it.space() : AddressSpace.BUFFER;
    }
    return binding.type() == Binding.THREADGROUP ? AddressSpace.THREADGROUP : AddressSpace.OTHER;
  }

  /**
   * Reflection may tell what the kernel does, so a declaration without {@code const} goes first.
   */
  private static Access access(TypedParameter it, Binding binding) {
    if (it.access() != Access.UNKNOWN || !binding.used() || binding.type() != Binding.BUFFER) {
      return it.access();
    }
    return binding.access() == READ_ONLY ? Access.READ_ONLY : Access.WRITABLE;
  }

  private static Optional<ElementType> element(Binding binding) {
    return binding.dataSize() == 0
        ? Optional.empty()
        : Optional.of(DataType.of(binding.dataType()).element((int) binding.dataSize()));
  }
}
