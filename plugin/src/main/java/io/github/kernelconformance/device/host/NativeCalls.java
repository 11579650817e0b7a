package io.github.kernelconformance.device.host;

import com.sun.jna.NativeLibrary;

/** How this process calls native code. */
public final class NativeCalls {

  private NativeCalls() {}

  /**
   * Gets ready for the first call, which takes a fresh process some 100 ms.
   *
   * @throws LinkageError if this process cannot call native code
   */
  public static void load() {
    NativeLibrary.getProcess();
  }
}
