package io.github.kernelconformance.device.metal;

import com.sun.jna.Pointer;
import io.github.kernelconformance.device.AbsentDeviceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A Metal device, and what is made of it directly. Used on one thread, inside a pool. */
final class GpuDevice implements AutoCloseable {

  /** {@code MTLGPUFamily} by value, as far as it matters for compute. */
  private static final Map<Long, String> FAMILIES =
      new TreeMap<>(
          Map.of(
              1005L, "Apple5", 1006L, "Apple6", 1007L, "Apple7", 1008L, "Apple8", 1009L, "Apple9",
              1010L, "Apple10", 2002L, "Mac2", 5001L, "Metal3", 5002L, "Metal4"));

  private final Ref device;

  /** The device itself, or the array that keeps it alive. */
  private final Owned owner;

  private GpuDevice(Ref device, Owned owner) {
    this.device = device;
    this.owner = owner;
  }

  /**
   * The system's default device, or else the first that it lists: a process without a window server
   * may have the one without the other.
   *
   * @throws AbsentDeviceException where there is neither
   */
  static GpuDevice open(ObjectiveC runtime) throws AbsentDeviceException {
    Optional<Pointer> preferred = runtime.metal("MTLCreateSystemDefaultDevice");
    if (preferred.isPresent()) {
      Ref device = new Ref(runtime, preferred.get());
      return new GpuDevice(device, new Owned(device));
    }
    Optional<Pointer> all = runtime.metal("MTLCopyAllDevices");
    if (all.isPresent()) {
      Owned array = new Owned(new Ref(runtime, all.get()));
      List<Ref> devices = Foundation.elements(array.ref());
      if (!devices.isEmpty()) {
        return new GpuDevice(devices.get(0), array);
      }
      array.close();
    }
    throw new AbsentDeviceException(
        "Metal is here, but it has no device: the system has no default device, and its"
            + " list of devices is empty");
  }

  Ref ref() {
    return device;
  }

  ObjectiveC runtime() {
    return device.runtime();
  }

  MetalFacts facts() {
    return new MetalFacts(
        device.text(Selector.NAME),
        system(System.getProperty("os.name"), System.getProperty("os.version")),
        device.flag(Selector.HAS_UNIFIED_MEMORY),
        architecture(),
        families(),
        hasMathModes(),
        device.number(Selector.MAX_THREADGROUP_MEMORY_LENGTH),
        device.number(Selector.MAX_BUFFER_LENGTH),
        device.size(Selector.MAX_THREADS_PER_THREADGROUP).width);
  }

  /** Since macOS 14. */
  private Optional<String> architecture() {
    return device.responds(Selector.ARCHITECTURE)
        ? device.find(Selector.ARCHITECTURE).map(it -> it.text(Selector.NAME))
        : Optional.empty();
  }

  /** Since macOS 15. */
  private boolean hasMathModes() {
    try (Owned options = new Owned(runtime().type("MTLCompileOptions").get(Selector.NEW))) {
      return options.ref().responds(Selector.SET_MATH_MODE);
    }
  }

  private List<String> families() {
    List<String> families = new ArrayList<>();
    if (device.responds(Selector.SUPPORTS_FAMILY)) {
      FAMILIES.forEach(
          (value, name) -> {
            if (device.flag(Selector.SUPPORTS_FAMILY, value)) {
              families.add(name);
            }
          });
    }
    return families;
  }

  /** JVMs call macOS {@code Mac OS X}. */
  private static String system(String name, String version) {
    return (name.toLowerCase(Locale.ROOT).startsWith("mac") ? "macOS" : name) + " " + version;
  }

  /** A queue for command buffers; empty where Metal makes none. */
  Optional<Owned> queue() {
    return device.own(Selector.NEW_COMMAND_QUEUE);
  }

  @Override
  public void close() {
    owner.close();
  }
}
