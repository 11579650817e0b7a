package io.github.kernelconformance.device.metal;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.github.kernelconformance.device.AbsentDeviceException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Objective-C runtime, and the frameworks that Metal needs.
 *
 * <p>Messages go through {@link Function#invoke(Object[])}, which calls {@code objc_msgSend} as a
 * function of just those parameters. A mapping as a variadic function is wrong: on arm64 Apple
 * passes variadic parameters on the stack, and methods take theirs in registers.
 */
final class ObjectiveC {

  /**
   * In the order of their dependencies; {@code MTLCreateSystemDefaultDevice} gives nil as long as
   * CoreGraphics is not loaded.
   */
  private static final List<String> FRAMEWORKS = List.of("Foundation", "CoreGraphics", "Metal");

  private final NativeLibrary runtime;

  /** All of them: JNA closes a library once nothing refers to it, and its classes are gone. */
  private final List<NativeLibrary> frameworks;

  private final Function send;

  /** Where results of more than 16 bytes come from; a function of its own on x86-64 alone. */
  private final Function sendForStructure;

  private final Map<Selector, Pointer> selectors = new EnumMap<>(Selector.class);

  private ObjectiveC(NativeLibrary runtime, List<NativeLibrary> frameworks) {
    this.runtime = runtime;
    this.frameworks = frameworks;
    this.send = runtime.getFunction("objc_msgSend");
    this.sendForStructure = Platform.isARM() ? send : runtime.getFunction("objc_msgSend_stret");
  }

  /**
   * Loads the frameworks.
   *
   * @throws AbsentDeviceException where this system has none
   */
  static ObjectiveC load() throws AbsentDeviceException {
    try {
      List<NativeLibrary> frameworks = FRAMEWORKS.stream().map(NativeLibrary::getInstance).toList();
      return new ObjectiveC(runtime(), frameworks);
    } catch (UnsatisfiedLinkError e) {
      throw new AbsentDeviceException(
          "there is no Metal on this system (%s %s): its frameworks cannot be loaded"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
  }

  /** The library of the runtime, or Foundation, through which its functions are found as well. */
  private static NativeLibrary runtime() {
    try {
      return NativeLibrary.getInstance("objc");
    } catch (UnsatisfiedLinkError e) {
      return NativeLibrary.getInstance(FRAMEWORKS.get(0));
    }
  }

  /** A function of the Metal framework, whose result is an object or nil. */
  Optional<Pointer> metal(String function) {
    NativeLibrary metal = frameworks.get(frameworks.size() - 1);
    return Optional.ofNullable(metal.getFunction(function).invokePointer(new Object[0]));
  }

  /** A class object. */
  Ref type(String name) {
    Pointer type = runtime.getFunction("objc_getClass").invokePointer(new Object[] {utf8(name)});
    if (type == null) {
      throw new IllegalStateException("there is no Objective-C class " + name);
    }
    return new Ref(this, type);
  }

  /** Opens a pool for what is autoreleased on this thread; closing it releases that. */
  Pool pool() {
    Pointer pool = runtime.getFunction("objc_autoreleasePoolPush").invokePointer(new Object[0]);
    return () -> runtime.getFunction("objc_autoreleasePoolPop").invokeVoid(new Object[] {pool});
  }

  /** A scope of autoreleased objects. To be closed on the thread that opened it. */
  interface Pool {

    void close();
  }

  /**
   * Sends a message.
   *
   * @param result what the method returns, as JNA has it: {@code byte.class} for BOOL
   * @param arguments as JNA has them: {@link Long} for NSUInteger, {@link Byte} for BOOL
   */
  Object send(Class<?> result, Pointer receiver, Selector selector, Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = receiver;
    all[1] = selector(selector);
    for (int i = 0; i < arguments.length; i++) {
      all[i + 2] = arguments[i] instanceof Ref ref ? ref.pointer() : arguments[i];
    }
    return (result == MtlSize.class ? sendForStructure : send).invoke(result, all);
  }

  /** The registered selector. */
  Pointer selector(Selector selector) {
    return selectors.computeIfAbsent(
        selector,
        it ->
            runtime.getFunction("sel_registerName").invokePointer(new Object[] {utf8(it.text())}));
  }

  /** A C string, whatever the encoding of this process is. */
  static Memory utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Memory memory = new Memory(bytes.length + 1L);
    memory.write(0, bytes, 0, bytes.length);
    memory.setByte(bytes.length, (byte) 0);
    return memory;
  }
}
