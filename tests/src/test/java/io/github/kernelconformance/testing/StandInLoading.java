package io.github.kernelconformance.testing;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** Loads one framework after the other, and tells what there is. */
final class StandInLoading {

  private StandInLoading() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    NativeLibrary objc = NativeLibrary.getInstance("objc");
    tell("NSString", type(objc, "NSString"));
    tell("MTLCompileOptions", type(objc, "MTLCompileOptions"));
    for (String framework : new String[] {"Metal", "Foundation", "CoreGraphics"}) {
      System.out.println(framework);
      NativeLibrary.getInstance(framework);
      tell("NSString", type(objc, "NSString"));
      tell("MTLCompileOptions", type(objc, "MTLCompileOptions"));
      tell(
          "default device",
          NativeLibrary.getInstance("Metal")
              .getFunction("MTLCreateSystemDefaultDevice")
              .invokePointer(new Object[0]));
    }
  }

  private static Pointer type(NativeLibrary objc, String name) {
    return objc.getFunction("objc_getClass").invokePointer(new Object[] {name});
  }

  private static void tell(String what, Pointer it) {
    System.out.println(what + (it == null ? " is not there" : " is there"));
  }
}
