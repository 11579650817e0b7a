package io.github.kernelconformance.testing;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;

/**
 * Messages to the stand-in for Metal, in a process that has it on its JNA search path; with a pool
 * in place, a device, and a kernel that doubles numbers.
 */
final class StandInSession {

  static final String KERNEL =
      """
      #include <metal_stdlib>
      using namespace metal;
      kernel void twice(const device float* in [[buffer(0)]],
                        device float* out [[buffer(1)]],
                        constant uint& count [[buffer(2)]],
                        uint i [[thread_position_in_grid]]) {
        if (i < count) out[i] = 2 * in[i];
      }
      """;

  static final boolean INTEL = System.getProperty("os.arch").equals("amd64");

  /** How many numbers the kernel doubles, each of four bytes. */
  static final int COUNT = 32;

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
  private final NativeLibrary metal;
  final Pointer pool;
  final Pointer device;
  Pointer commands;

  /** Loads the frameworks in the order that a Mac wants. */
  StandInSession() {
    NativeLibrary.getInstance("Foundation");
    NativeLibrary.getInstance("CoreGraphics");
    metal = NativeLibrary.getInstance("Metal");
    pool = push();
    device = metal.getFunction("MTLCreateSystemDefaultDevice").invokePointer(new Object[0]);
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

  Pointer allDevices() {
    return metal.getFunction("MTLCopyAllDevices").invokePointer(new Object[0]);
  }

  Pointer classNamed(String name) {
    return objc.getFunction("objc_getClass").invokePointer(new Object[] {name});
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

  boolean responds(Pointer receiver, String selector) {
    return flag(receiver, "respondsToSelector:", selector(selector));
  }

  void tell(Pointer receiver, String selector, Object... arguments) {
    send.invokeVoid(all(receiver, selector, arguments));
  }

  /** A result in memory, which x86-64 has a function of its own for. */
  Extent extent(Pointer receiver, String selector) {
    Function sender = INTEL ? objc.getFunction("objc_msgSend_stret") : send;
    return (Extent) sender.invoke(Extent.class, all(receiver, selector));
  }

  /** Sends a message as it should not be: with any address for a selector. */
  Pointer sendRaw(Pointer receiver, Pointer selector) {
    return send.invokePointer(new Object[] {receiver, selector});
  }

  Pointer library(String source, PointerByReference error) {
    return get(device, "newLibraryWithSource:options:error:", string(source), null, error);
  }

  /** The library with the kernel. */
  Pointer library() {
    return library(KERNEL, new PointerByReference());
  }

  Pointer function(Pointer library, String name) {
    return get(library, "newFunctionWithName:", string(name));
  }

  Pointer pipeline() {
    return pipeline(function(library(), "twice"), new PointerByReference());
  }

  Pointer pipeline(Pointer function, PointerByReference error) {
    return get(
        device,
        "newComputePipelineStateWithFunction:options:reflection:error:",
        function,
        0L,
        null,
        error);
  }

  /** A buffer for the kernel's numbers. */
  Pointer buffer() {
    return get(device, "newBufferWithLength:options:", (long) COUNT * Float.BYTES, 0L);
  }

  /** The encoder of a new command buffer, of a queue that lives as long as that. */
  Pointer encoder() {
    Pointer queue = get(device, "newCommandQueue");
    commands = get(queue, "commandBuffer");
    tell(queue, "release");
    return get(commands, "computeCommandEncoder");
  }

  void bind(Pointer encoder, Pointer buffer, long index) {
    tell(encoder, "setBuffer:offset:atIndex:", buffer, 0L, index);
  }

  void count(Pointer encoder, int count) {
    try (Memory value = new Memory(Integer.BYTES)) {
      value.setInt(0, count);
      tell(encoder, "setBytes:length:atIndex:", value, (long) Integer.BYTES, 2L);
    }
  }

  /** One threadgroup. */
  void dispatch(Pointer encoder, Extent threads) {
    tell(encoder, "dispatchThreadgroups:threadsPerThreadgroup:", new Extent(1, 1, 1), threads);
  }

  /** Encodes the kernel, and ends the encoding. */
  void encodeTwice() {
    Pointer encoder = encoder();
    tell(encoder, "setComputePipelineState:", pipeline());
    bind(encoder, buffer(), 0);
    bind(encoder, buffer(), 1);
    count(encoder, COUNT);
    dispatch(encoder, new Extent(COUNT, 1, 1));
    tell(encoder, "endEncoding");
  }

  private Pointer selector(String name) {
    return objc.getFunction("sel_registerName").invokePointer(new Object[] {name});
  }

  private Object[] all(Pointer receiver, String selector, Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = receiver;
    all[1] = selector(selector);
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return all;
  }
}
