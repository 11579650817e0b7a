package io.github.kernelconformance.device.metal;

import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;

/**
 * What an NSError says, copied before its pool is closed.
 *
 * @param domain whose error it is, for example {@code MTLLibraryErrorDomain}
 * @param code the number in the domain
 */
record MetalError(String domain, long code, String description) {

  /** {@code MTLLibraryErrorCompileFailure}: the source is to blame. */
  static final long COMPILE_FAILURE = 3;

  static MetalError of(Ref error) {
    return new MetalError(
        error.text(Selector.DOMAIN),
        error.number(Selector.CODE),
        error.text(Selector.LOCALIZED_DESCRIPTION).strip());
  }

  /** What a method stored in its parameter of type {@code NSError**}; empty for nil. */
  static Optional<MetalError> of(ObjectiveC runtime, PointerByReference place) {
    return Ref.stored(runtime, place).map(MetalError::of);
  }

  /** Why a method returned nil, from what it stored in its parameter of type {@code NSError**}. */
  static String reason(ObjectiveC runtime, PointerByReference place) {
    return of(runtime, place).map(MetalError::words).orElse("it gave no reason");
  }

  /** For messages: the description, which Metal may leave empty, or else the number. */
  String words() {
    return description.isEmpty() ? "%s, error %d".formatted(domain, code) : description;
  }
}
