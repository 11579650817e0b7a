package io.github.kernelconformance.device.metal;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;

/**
 * An Objective-C object that this reference does not own: it lives as long as its owner or, if it
 * is autoreleased, as the innermost {@link ObjectiveC.Pool}.
 *
 * @param pointer not null
 */
record Ref(ObjectiveC runtime, Pointer pointer) {

  /** The object that a method returns; empty for nil. */
  Optional<Ref> find(Selector selector, Object... arguments) {
    return Optional.ofNullable((Pointer) runtime.send(Pointer.class, pointer, selector, arguments))
        .map(it -> new Ref(runtime, it));
  }

  /** The object of a method that never returns nil. */
  Ref get(Selector selector, Object... arguments) {
    return find(selector, arguments)
        .orElseThrow(() -> new IllegalStateException(selector.text() + " returned nil"));
  }

  /**
   * What a method returns that gives its caller a reference to own: {@code new…}; empty for nil.
   */
  Optional<Owned> own(Selector selector, Object... arguments) {
    return find(selector, arguments).map(Owned::new);
  }

  long number(Selector selector, Object... arguments) {
    return (Long) runtime.send(long.class, pointer, selector, arguments);
  }

  double real(Selector selector, Object... arguments) {
    return (Double) runtime.send(double.class, pointer, selector, arguments);
  }

  /** A BOOL. Asked for as a byte: the bits above it may hold anything. */
  boolean flag(Selector selector, Object... arguments) {
    return (Byte) runtime.send(byte.class, pointer, selector, arguments) != 0;
  }

  MtlSize size(Selector selector) {
    return (MtlSize) runtime.send(MtlSize.class, pointer, selector);
  }

  void tell(Selector selector, Object... arguments) {
    runtime.send(void.class, pointer, selector, arguments);
  }

  /** Whether the object's class has a method, for those that not every macOS has. */
  boolean responds(Selector selector) {
    return flag(Selector.RESPONDS_TO_SELECTOR, runtime.selector(selector));
  }

  /** The text of an NSString that a method returns; empty for nil. */
  String text(Selector selector) {
    return find(selector)
        .flatMap(it -> it.find(Selector.UTF8_STRING))
        .map(it -> it.pointer().getString(0, "UTF-8"))
        .orElse("");
  }

  /** The object that a method stored where a parameter pointed to; empty for nil. */
  static Optional<Ref> stored(ObjectiveC runtime, PointerByReference place) {
    return Optional.ofNullable(place.getValue()).map(it -> new Ref(runtime, it));
  }
}
