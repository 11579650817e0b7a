package io.github.kernelconformance.device.host;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Bindings;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One shared library with an engine of its own: it runs one launch at a time. */
final class HostLibrary implements AutoCloseable {

  /** Buffers start at multiples of this many bytes, as in Metal's constant address space. */
  private static final int ALIGNMENT = 256;

  /** {@code RTLD_NOW} without {@code RTLD_GLOBAL}: libraries do not see each other's symbols. */
  private static final Map<String, Object> OPTIONS = Map.of(Library.OPTION_OPEN_FLAGS, 2);

  private final NativeLibrary library;
  private final Function launch;
  private final List<Kernel> kernels;
  private final Pointer[] entries;

  HostLibrary(CompiledLibrary compiled) {
    this.library = NativeLibrary.getInstance(compiled.file().toString(), OPTIONS);
    this.launch = library.getFunction("kernel_conformance_launch");
    this.kernels = compiled.kernels();
    this.entries = new Pointer[kernels.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = library.getGlobalVariableAddress(EntrySource.symbol(i));
    }
  }

  List<Kernel> kernels() {
    return kernels;
  }

  /** Runs the kernel at an index of {@link #kernels()}. */
  synchronized Execution run(int index, Launch request) throws DeviceException {
    Bindings.check(
        kernels.get(index),
        request.arguments().stream().map(Argument::name).collect(Collectors.toSet()));
    long size = request.arguments().stream().mapToLong(it -> aligned(length(it))).sum();
    try (Memory memory = new Memory(size + ALIGNMENT)) {
      Map<String, Pointer> addresses = place(request.arguments(), memory.align(ALIGNMENT));
      List<Parameter> parameters = kernels.get(index).parameters();
      Pointer[] table = new Pointer[parameters.size()];
      for (int i = 0; i < table.length; i++) {
        table[i] = addresses.get(parameters.get(i).name());
      }
      call(entries[index], table, request);
      Map<String, byte[]> outputs = new HashMap<>();
      for (Argument argument : request.arguments()) {
        if (argument instanceof Argument.Output output) {
          outputs.put(output.name(), addresses.get(output.name()).getByteArray(0, output.length()));
        }
      }
      return new Execution(outputs, List.of());
    }
  }

  private void call(Pointer entry, Pointer[] table, Launch request) throws DeviceException {
    try (Memory addresses = new Memory(Math.max(1, table.length) * (long) Native.POINTER_SIZE);
        Memory extents = new Memory(6L * Integer.BYTES)) {
      addresses.write(0, table, 0, table.length);
      Size groups = request.threadgroups();
      Size threads = request.threadsPerThreadgroup();
      int[] values = {
        groups.width(), groups.height(), groups.depth(),
        threads.width(), threads.height(), threads.depth()
      };
      extents.write(0, values, 0, values.length);
      int status = launch.invokeInt(new Object[] {entry, addresses, null, extents});
      if (status != 0) {
        throw new DeviceException(
            "Cannot launch "
                + request.kernel()
                + " with "
                + threads
                + " threads a threadgroup: "
                + (status == 1
                    ? "a threadgroup has 1 to 1024 threads."
                    : "no memory for the stacks of its threads."));
      }
    }
  }

  private static Map<String, Pointer> place(List<Argument> arguments, Pointer memory) {
    Map<String, Pointer> addresses = new HashMap<>();
    long offset = 0;
    for (Argument argument : arguments) {
      int length = length(argument);
      Pointer address = memory.share(offset);
      if (argument instanceof Argument.Input input) {
        address.write(0, input.bytes(), 0, length);
      } else {
        address.setMemory(0, length, (byte) 0xFF);
      }
      addresses.put(argument.name(), address);
      offset += aligned(length);
    }
    return addresses;
  }

  private static int length(Argument argument) {
    return argument instanceof Argument.Input input
        ? input.bytes().length
        : ((Argument.Output) argument).length();
  }

  private static long aligned(long length) {
    return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  @Override
  public void close() {
    library.close();
  }
}
