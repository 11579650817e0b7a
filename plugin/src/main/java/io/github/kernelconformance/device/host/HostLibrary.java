package io.github.kernelconformance.device.host;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.github.kernelconformance.device.Block;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.msl.Bindings;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One shared library with an engine of its own: it runs one launch at a time. */
final class HostLibrary implements AutoCloseable {

  /** {@code RTLD_NOW} without {@code RTLD_GLOBAL}: libraries do not see each other's symbols. */
  private static final Map<String, Object> OPTIONS = Map.of(Library.OPTION_OPEN_FLAGS, 2);

  /** The other order in which a launch is run again; any but 0, the same in every build. */
  private static final long OTHER_ORDER = 0x9E3779B97F4A7C15L;

  private static final Object[] NOTHING = {};

  private final NativeLibrary library;
  private final Function arena;
  private final Function launch;
  private final Function blocks;
  private final int blockCount;
  private final int checks;
  private final List<Kernel> kernels;
  private final Pointer[] entries;

  HostLibrary(CompiledLibrary compiled) {
    this.library = NativeLibrary.getInstance(compiled.file().toString(), OPTIONS);
    this.arena = library.getFunction("kernel_conformance_arena");
    this.launch = library.getFunction("kernel_conformance_launch");
    this.blocks = library.getFunction("kernel_conformance_blocks");
    this.blockCount = library.getFunction("kernel_conformance_block_count").invokeInt(NOTHING);
    this.checks = library.getGlobalVariableAddress("kernel_conformance_checked").getInt(0);
    this.kernels = compiled.kernels();
    this.entries = new Pointer[kernels.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = library.getGlobalVariableAddress(EntrySource.symbol(i));
    }
  }

  List<Kernel> kernels() {
    return kernels;
  }

  /** Runs the kernel at an index of {@link #kernels()}; its findings have no lines yet. */
  synchronized Execution run(int index, Launch request) throws DeviceException {
    List<Argument> arguments = request.arguments();
    Bindings.check(
        kernels.get(index), arguments.stream().map(Argument::name).collect(Collectors.toSet()));
    BufferLayout layout = BufferLayout.of(arguments, checks != 0);
    Pointer base = (Pointer) arena.invoke(Pointer.class, new Object[] {layout.size()});
    if (base == null) {
      throw new DeviceException(
          "No memory for the buffers of %s, %,d bytes".formatted(request.kernel(), layout.size()));
    }
    Pointer[] parameters = parameters(kernels.get(index), arguments, base, layout);
    try (NativeLaunch prepared =
        new NativeLaunch(request, entries[index], base, layout, parameters, checks)) {
      fillInputs(arguments, base, layout);
      Map<String, byte[]> outputs = run(request, prepared, base, layout);
      List<Finding> findings = findings(request, prepared);
      long redundantWrites = prepared.redundantWrites();
      if (checks != 0 && findings.isEmpty()) {
        prepared.order(OTHER_ORDER);
        Map<String, byte[]> others = run(request, prepared, base, layout);
        findings = findings(request, prepared);
        difference(request, outputs, others).ifPresent(findings::add);
      }
      return new Execution(outputs, findings, redundantWrites).withBlocks(blocks());
    }
  }

  /** What ran since this was last asked; lines are not known yet. */
  private List<Block> blocks() {
    if (blockCount == 0) {
      return List.of();
    }
    try (Memory offsets = new Memory((long) blockCount * Long.BYTES)) {
      int count = blocks.invokeInt(new Object[] {offsets});
      return Arrays.stream(offsets.getLongArray(0, count))
          .mapToObj(offset -> new Block(offset, "", 0))
          .toList();
    }
  }

  private static Pointer[] parameters(
      Kernel kernel, List<Argument> arguments, Pointer base, BufferLayout layout) {
    Map<String, Pointer> addresses = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      addresses.put(arguments.get(i).name(), base.share(layout.offsets().get(i)));
    }
    List<Parameter> parameters = kernel.parameters();
    Pointer[] table = new Pointer[parameters.size()];
    for (int i = 0; i < table.length; i++) {
      table[i] = addresses.get(parameters.get(i).name());
    }
    return table;
  }

  private static void fillInputs(List<Argument> arguments, Pointer base, BufferLayout layout) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Argument.Input input) {
        base.write(layout.offsets().get(i), input.bytes(), 0, input.bytes().length);
      }
    }
  }

  /** Runs a launch with fresh outputs, and takes them. */
  private Map<String, byte[]> run(
      Launch request, NativeLaunch prepared, Pointer base, BufferLayout layout)
      throws DeviceException {
    List<Argument> arguments = request.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Argument.Output output) {
        base.setMemory(layout.offsets().get(i), output.length(), (byte) 0xFF);
      }
    }
    int status = launch.invokeInt(new Object[] {prepared.address()});
    if (status != 0) {
      throw new DeviceException(
          "Cannot launch "
              + request.kernel()
              + " with "
              + request.threadsPerThreadgroup()
              + " threads a threadgroup: "
              + (status == 1
                  ? "a threadgroup has 1 to 1024 threads."
                  : "no memory for the stacks of its threads."));
    }
    Map<String, byte[]> outputs = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Argument.Output output) {
        outputs.put(output.name(), base.getByteArray(layout.offsets().get(i), output.length()));
      }
    }
    return outputs;
  }

  private static List<Finding> findings(Launch request, NativeLaunch prepared) {
    return IntStream.range(0, prepared.findingCount())
        .mapToObj(i -> prepared.finding(i).decode(request))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Optional<Finding> difference(
      Launch request, Map<String, byte[]> outputs, Map<String, byte[]> others) {
    for (Argument argument : request.arguments()) {
      if (argument instanceof Argument.Output output) {
        byte[] bytes = outputs.get(output.name());
        int byteIndex = Arrays.mismatch(bytes, others.get(output.name()));
        if (byteIndex >= 0) {
          return Optional.of(nondeterminism(request, output.name(), byteIndex));
        }
      }
    }
    return Optional.empty();
  }

  private static Finding nondeterminism(Launch request, String output, int offset) {
    return new Finding(
        Finding.Kind.NONDETERMINISM,
        String.format(
            Locale.ROOT,
            "another order of threads gives other bits in %s, first in byte %,d",
            output,
            offset),
        request.kernel(),
        new Finding.Site(0, "", 0, 0, -1, -1, -1, -1, -1),
        Optional.of(new Finding.Access(true, output, offset, 1, 0, offset)),
        Optional.empty(),
        1);
  }

  @Override
  public void close() {
    library.close();
  }
}
