package io.github.kernelconformance.device.metal;

/** An Objective-C object with one reference that is ours to release, once. */
final class Owned implements AutoCloseable {

  private final Ref ref;
  private boolean released;

  Owned(Ref ref) {
    this.ref = ref;
  }

  /** The object. */
  Ref ref() {
    if (released) {
      throw new IllegalStateException("the object has been released");
    }
    return ref;
  }

  /** Releases it; a second call does nothing. */
  @Override
  public void close() {
    if (!released) {
      released = true;
      ref.tell(Selector.RELEASE);
    }
  }
}
