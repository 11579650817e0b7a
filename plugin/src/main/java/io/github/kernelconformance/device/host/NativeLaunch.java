package io.github.kernelconformance.device.host;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import java.util.List;

/** The engine's {@code Launch} with all that it points to; {@code launch.h} has the layout. */
final class NativeLaunch implements AutoCloseable {

  /** So many causes are told of one launch; its counts are exact all the same. */
  private static final int MOST_FINDINGS = 32;

  private static final long LAUNCH_SIZE = 104;

  /** For the engine: all threadgroups have all their threads. */
  private static final Size WHOLE = new Size(0, 0, 0);

  private static final long SEED = 32;
  private static final long REDUNDANT = 40;
  private static final long FINDING_COUNT = 56;
  private static final long BUFFER_SIZE = 24;

  private final Memory memory;
  private final long findings;

  /**
   * @param base where the layout's memory begins
   * @param parameters the address for each parameter of the kernel, null where it takes none
   * @param checks as the engine numbers them
   */
  NativeLaunch(
      Launch launch,
      Pointer entry,
      Pointer base,
      BufferLayout layout,
      Pointer[] parameters,
      int checks) {
    List<Argument> arguments = launch.arguments();
    long table = LAUNCH_SIZE;
    long buffers = table + (long) parameters.length * Native.POINTER_SIZE;
    findings = buffers + arguments.size() * BUFFER_SIZE;
    memory = new Memory(findings + MOST_FINDINGS * NativeFinding.SIZE);
    memory.write(table, parameters, 0, parameters.length);
    for (int i = 0; i < arguments.size(); i++) {
      long at = buffers + i * BUFFER_SIZE;
      Argument argument = arguments.get(i);
      memory.setPointer(at, base.share(layout.offsets().get(i) + argument.first()));
      memory.setLong(at + 8, BufferLayout.length(argument) - (long) argument.first());
      memory.setInt(at + 16, use(arguments.get(i)));
      memory.setInt(at + 20, layout.behind().get(i));
    }
    memory.setPointer(0, entry);
    memory.setPointer(8, memory.share(table));
    memory.setPointer(16, memory.share(buffers));
    memory.setPointer(24, memory.share(findings));
    memory.setLong(SEED, 0);
    memory.setLong(REDUNDANT, 0);
    memory.setInt(48, arguments.size());
    memory.setInt(52, MOST_FINDINGS);
    memory.setInt(FINDING_COUNT, 0);
    memory.setInt(60, checks);
    setSize(64, launch.threadgroups());
    setSize(76, launch.threadsPerThreadgroup());
    setSize(88, launch.threads().orElse(WHOLE));
    memory.setInt(100, 0);
  }

  private void setSize(long at, Size size) {
    memory.setInt(at, size.width());
    memory.setInt(at + 4, size.height());
    memory.setInt(at + 8, size.depth());
  }

  private static int use(Argument argument) {
    if (argument instanceof Argument.Input) {
      return 0;
    }
    if (argument instanceof Argument.Output output) {
      return output.before().isPresent() ? 4 : 1;
    }
    return argument instanceof Argument.Unbound ? 2 : 3;
  }

  /**
   * Sets the order of lanes, SIMD groups and threadgroups.
   *
   * @param seed 0 for the plain order
   */
  void order(long seed) {
    memory.setLong(SEED, seed);
  }

  Pointer address() {
    return memory;
  }

  /** Since the launch was made. */
  long redundantWrites() {
    return memory.getLong(REDUNDANT);
  }

  int findingCount() {
    return memory.getInt(FINDING_COUNT);
  }

  /** Before the launch is carried out again. */
  void forgetFindings() {
    memory.setInt(FINDING_COUNT, 0);
  }

  NativeFinding finding(int index) {
    return new NativeFinding(memory.share(findings + index * NativeFinding.SIZE));
  }

  @Override
  public void close() {
    memory.close();
  }
}
