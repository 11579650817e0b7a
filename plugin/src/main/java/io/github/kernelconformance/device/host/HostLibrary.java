package io.github.kernelconformance.device.host;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.github.kernelconformance.device.Block;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Difference;
import io.github.kernelconformance.device.Difference.Place;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.msl.Bindings;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Parameter;
import io.github.kernelconformance.signature.Signature;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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

  /** The check that sees every access, as the engine numbers it. */
  private static final int MEMORY = 1;

  private final NativeLibrary library;
  private final Function arena;
  private final Function launch;
  private final Function release;
  private final Function blocks;
  private final int blockCount;
  private final Function guardPages;
  private final GuardedLayout guarded;
  private Guarded guards = new Guarded(Pointer.NULL, List.of());
  private final int checks;
  private int chosen;
  private final NativeCounters counters;
  private final List<Kernel> kernels;
  private final Pointer[] entries;

  /**
   * Loads it, and if it has checks shows that they see.
   *
   * @throws DeviceException if they do not
   */
  HostLibrary(CompiledLibrary compiled) throws DeviceException {
    this.library = NativeLibrary.getInstance(compiled.file().toString(), OPTIONS);
    this.arena = library.getFunction("kernel_conformance_arena");
    this.launch = library.getFunction("kernel_conformance_launch");
    this.release = library.getFunction("kernel_conformance_release");
    this.blocks = library.getFunction("kernel_conformance_blocks");
    this.blockCount = library.getFunction("kernel_conformance_block_count").invokeInt(NOTHING);
    this.guardPages = library.getFunction("kernel_conformance_guard");
    this.guarded =
        new GuardedLayout(
            Math.toIntExact(
                library.getFunction("kernel_conformance_page_size").invokeLong(NOTHING)));
    this.checks = library.getGlobalVariableAddress("kernel_conformance_checked").getInt(0);
    this.counters = NativeCounters.of(library);
    this.kernels = compiled.kernels();
    this.entries = new Pointer[kernels.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = library.getGlobalVariableAddress(EntrySource.symbol(i));
    }
    if (checks != 0) {
      SelfCheck.run(
          compiled.file(),
          checks,
          launch,
          library.getGlobalVariableAddress(SelfCheck.SYMBOL),
          memory(SelfCheck.LAUNCH, SelfCheck.size()));
    }
  }

  List<Kernel> kernels() {
    return kernels;
  }

  /** What the kernel at an index of {@link #kernels()} takes, as the compiler has it. */
  Signature signature(int index) {
    return HostSignature.read(library, EntrySource.symbol(index), kernels.get(index));
  }

  /**
   * Runs the kernel at an index of {@link #kernels()}; its findings have no lines yet.
   *
   * @param mutant the one to run; 0 for none
   */
  synchronized Execution run(int index, Launch request, int mutant) throws DeviceException {
    choose(mutant);
    List<Argument> arguments = request.arguments();
    Bindings.check(
        kernels.get(index), arguments.stream().map(Argument::name).collect(Collectors.toSet()));
    boolean seen = (checks & MEMORY) != 0;
    BufferLayout layout = seen ? BufferLayout.of(arguments, true) : guarded.of(arguments);
    BufferLayout apart = checks == 0 ? layout : BufferLayout.apart(arguments);
    if (checks != 0 && !seen) {
      apart = apart.after(layout.size()); // there are no guarded pages
    }
    Pointer base = memory(request, Math.max(layout.size(), apart.size()));
    if (!seen) {
      guard(base);
    }
    Entry entry = new Entry(kernels.get(index), entries[index]);
    Prepared prepared = new Prepared(entry, request, base);
    counters.clear();
    Run first = run(prepared, layout, 0, false);
    Execution execution = new Execution(first.outputs(), first.findings(), first.redundantWrites());
    return (checks != 0 && first.findings().isEmpty()
            ? again(prepared, first, execution, layout, apart)
            : execution)
        .withBlocks(blocks())
        .withCounts(counters.take());
  }

  private void choose(int mutant) {
    if (mutant != chosen) {
      library.getFunction("kernel_conformance_choose").invokeVoid(new Object[] {mutant});
      chosen = mutant;
    }
  }

  /** Guards the pages of the layout, if others are guarded now. */
  private void guard(Pointer base) {
    Guarded wanted = new Guarded(base, Arrays.stream(guarded.guards()).boxed().toList());
    if (!wanted.equals(guards)) {
      long[] offsets = guarded.guards();
      guardPages.invoke(new Object[] {offsets, offsets.length});
      guards = wanted;
    }
  }

  /** The pages of some memory that are guarded. */
  private record Guarded(Pointer base, List<Long> offsets) {}

  /** So much memory for buffers. */
  private Pointer memory(Launch request, long size) throws DeviceException {
    Pointer base = (Pointer) arena.invoke(Pointer.class, new Object[] {size});
    if (base == null) {
      throw new DeviceException(
          "No memory for the buffers of %s. They need %,d bytes of address space%s"
              .formatted(
                  request.kernel(),
                  size,
                  checks == 0
                      ? "."
                      : (", most of it for gaps between them. Without checks they need %,d"
                              + " bytes.")
                          .formatted(BufferLayout.of(request.arguments(), false).size())));
    }
    return base;
  }

  /** With what a second run finds, in another order and layout, and on other contents. */
  private Execution again(
      Prepared prepared, Run first, Execution execution, BufferLayout layout, BufferLayout apart)
      throws DeviceException {
    Run second = run(prepared, apart, OTHER_ORDER, true);
    if (!second.findings().isEmpty()) {
      return execution.withFindings(second.findings());
    }
    Difference difference = Difference.of(prepared.request(), first.outputs(), second.outputs());
    Execution refilled = execution.withRefilled(difference.refilled());
    Optional<Place> place = difference.first();
    if (place.isEmpty() && difference.doubtful()) {
      // With the contents of the first run, what nobody wrote is equal, and what differs was
      // written.
      place = ofEqualContents(prepared, first, run(prepared, apart, OTHER_ORDER, false));
    }
    return place.isEmpty()
        ? refilled
        : refilled.withFindings(List.of(cause(prepared, first, layout, place.get())));
  }

  /** Runs in which only one thing is other than in the first show which it is. */
  private Finding cause(Prepared prepared, Run first, BufferLayout layout, Place other)
      throws DeviceException {
    Launch request = prepared.request();
    Optional<Place> order =
        ofEqualContents(prepared, first, run(prepared, layout, OTHER_ORDER, false));
    if (order.isPresent()) {
      return order.get().finding(request, "another order of threads gives");
    }
    Optional<Place> contents = difference(request, first, run(prepared, layout, 0, true));
    return contents.isPresent()
        ? contents.get().finding(request, "other contents of outputs before the launch give")
        : other.finding(request, "other addresses of buffers give");
  }

  private static Optional<Place> ofEqualContents(Prepared prepared, Run some, Run others) {
    return Difference.ofEqualContents(prepared.request(), some.outputs(), others.outputs());
  }

  private static Optional<Place> difference(Launch request, Run some, Run others) {
    return Difference.of(request, some.outputs(), others.outputs()).first();
  }

  /** What all runs of a launch share. */
  private record Prepared(Entry entry, Launch request, Pointer base) {}

  /** A kernel, and the function that calls it. */
  private record Entry(Kernel kernel, Pointer address) {}

  /** What one run of a launch gave. */
  private record Run(Map<String, byte[]> outputs, List<Finding> findings, long redundantWrites) {}

  /** What ran since this was last asked; lines are not known yet. */
  private List<Block> blocks() {
    if (blockCount == 0) {
      return List.of();
    }
    try (Memory offsets = new Memory(2L * blockCount * Long.BYTES)) {
      int count = blocks.invokeInt(new Object[] {offsets});
      long[] bounds = offsets.getLongArray(0, 2 * count);
      return IntStream.range(0, count)
          .mapToObj(i -> new Block(bounds[2 * i], bounds[2 * i + 1], "", 0, 0))
          .toList();
    }
  }

  private static Pointer[] parameters(
      Kernel kernel, List<Argument> arguments, Pointer base, BufferLayout layout) {
    Map<String, Pointer> addresses = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      addresses.put(argument.name(), base.share(layout.offsets().get(i) + argument.offset()));
    }
    List<Parameter> parameters = kernel.parameters();
    Pointer[] table = new Pointer[parameters.size()];
    for (int i = 0; i < table.length; i++) {
      table[i] = addresses.get(parameters.get(i).name());
    }
    return table;
  }

  private static void fill(
      List<Argument> arguments, Pointer base, BufferLayout layout, boolean large) {
    for (int i = 0; i < arguments.size(); i++) {
      long offset = layout.offsets().get(i);
      if (arguments.get(i) instanceof Argument.Input input) {
        base.write(offset, input.bytes(), 0, input.bytes().length);
      } else if (arguments.get(i) instanceof Argument.Output output) {
        if (output.before().isPresent()) {
          base.write(offset, output.before().get(), 0, output.length());
        } else if (large) {
          base.write(offset, output.fill().contents(output.length()), 0, output.length());
        } else {
          base.setMemory(offset, output.length(), (byte) 0xFF);
        }
      }
    }
  }

  /**
   * Runs a launch once, with fresh inputs and outputs.
   *
   * @param seed of the order of threads; 0 for the plain one
   * @param large whether outputs that are only written hold large numbers before, rather than NaNs
   */
  private Run run(Prepared prepared, BufferLayout layout, long seed, boolean large)
      throws DeviceException {
    Launch request = prepared.request();
    Pointer base = prepared.base();
    List<Argument> arguments = request.arguments();
    fill(arguments, base, layout, large);
    Pointer[] parameters = parameters(prepared.entry().kernel(), arguments, base, layout);
    try (NativeLaunch it =
        new NativeLaunch(request, prepared.entry().address(), base, layout, parameters, checks)) {
      it.order(seed);
      int status = launch.invokeInt(new Object[] {it.address()});
      if (status != 0) {
        throw new DeviceException(
            "Cannot launch "
                + request.kernel()
                + " with "
                + request.threadsPerThreadgroup()
                + " threads per threadgroup: "
                + (status == 1
                    ? "a threadgroup has 1 to 1024 threads."
                    : "no memory for the stacks of its threads."));
      }
      return new Run(outputs(arguments, base, layout), findings(request, it), it.redundantWrites());
    }
  }

  private static Map<String, byte[]> outputs(
      List<Argument> arguments, Pointer base, BufferLayout layout) {
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
        .toList();
  }

  @Override
  public synchronized void close() {
    // The library itself stays in memory, for its signal handlers do.
    release.invokeVoid(NOTHING);
    library.close();
  }
}
