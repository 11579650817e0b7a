package io.github.kernelconformance.testing;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;

/** Messages to the stand-in for Metal, in a process that has it on its JNA search path. */
final class StandInSession {

  /** {@code MTLSize}. */
  @Structure.FieldOrder({"width", "height", "depth"})
  public static class Extent extends Structure implements Structure.ByValue {
    public long width;
    public long height;
    public long depth;

    public Extent() {}

    Extent(long width, long height, long depth) {
      this.width = width;
      this.height = height;
      this.depth = depth;
    }
  }

  private final NativeLibrary objc = NativeLibrary.getInstance("objc");
  private final Function send = objc.getFunction("objc_msgSend");
  private NativeLibrary metal;

  /** Loads the frameworks in the order that a Mac wants. */
  StandInSession load() {
    NativeLibrary.getInstance("Foundation");
    NativeLibrary.getInstance("CoreGraphics");
    metal = NativeLibrary.getInstance("Metal");
    return this;
  }

  NativeLibrary metal() {
    return metal == null ? metal = NativeLibrary.getInstance("Metal") : metal;
  }

  Pointer push() {
    return objc.getFunction("objc_autoreleasePoolPush").invokePointer(new Object[0]);
  }

  void pop(Pointer pool) {
    objc.getFunction("objc_autoreleasePoolPop").invokeVoid(new Object[] {pool});
  }

  int living() {
    return objc.getFunction("metal_standin_living").invokeInt(new Object[0]);
  }

  Pointer defaultDevice() {
    return metal().getFunction("MTLCreateSystemDefaultDevice").invokePointer(new Object[0]);
  }

  Pointer allDevices() {
    return metal().getFunction("MTLCopyAllDevices").invokePointer(new Object[0]);
  }

  Pointer classNamed(String name) {
    return objc.getFunction("objc_getClass").invokePointer(new Object[] {name});
  }

  Pointer selector(String name) {
    return objc.getFunction("sel_registerName").invokePointer(new Object[] {name});
  }

  Pointer string(String text) {
    return get(classNamed("NSString"), "stringWithUTF8String:", text);
  }

  String text(Pointer string) {
    return get(string, "UTF8String").getString(0, StandardCharsets.UTF_8.name());
  }

  Pointer get(Pointer receiver, String selector, Object... arguments) {
    return send.invokePointer(all(receiver, selector, arguments));
  }

  long number(Pointer receiver, String selector, Object... arguments) {
    return send.invokeLong(all(receiver, selector, arguments));
  }

  double real(Pointer receiver, String selector) {
    return send.invokeDouble(all(receiver, selector));
  }

  boolean flag(Pointer receiver, String selector, Object... arguments) {
    return (Byte) send.invoke(byte.class, all(receiver, selector, arguments)) != 0;
  }

  void tell(Pointer receiver, String selector, Object... arguments) {
    send.invokeVoid(all(receiver, selector, arguments));
  }

  /** A result in memory, which x86-64 has a function of its own for. */
  Extent extent(Pointer receiver, String selector) {
    boolean intel = System.getProperty("os.arch").equals("amd64");
    Function sender = intel ? objc.getFunction("objc_msgSend_stret") : send;
    return (Extent) sender.invoke(Extent.class, all(receiver, selector));
  }

  /** Sends a message as it should not be: with what is no selector. */
  Pointer sendRaw(Pointer receiver, Pointer selector) {
    return send.invokePointer(new Object[] {receiver, selector});
  }

  Pointer library(Pointer device, String source) {
    return library(device, source, new PointerByReference());
  }

  Pointer library(Pointer device, String source, PointerByReference error) {
    return get(device, "newLibraryWithSource:options:error:", string(source), null, error);
  }

  Pointer pipeline(Pointer device, Pointer function) {
    return get(
        device,
        "newComputePipelineStateWithFunction:options:reflection:error:",
        function,
        0L,
        null,
        null);
  }

  private Object[] all(Pointer receiver, String selector, Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = receiver;
    all[1] = selector(selector);
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return all;
  }
}
