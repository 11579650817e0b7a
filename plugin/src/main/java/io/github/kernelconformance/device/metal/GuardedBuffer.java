package io.github.kernelconformance.device.metal;

import com.sun.jna.Pointer;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.MemoryFindings;
import io.github.kernelconformance.family.Argument;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * An argument's bytes in a Metal buffer of their own, with guard bytes before and after them that
 * nobody is to write. Outputs start as NaNs: every byte is {@code 0xFF}.
 */
final class GuardedBuffer implements AutoCloseable {

  /**
   * A page of Apple's memory, and a multiple of every alignment that Metal asks of an offset. A row
   * too many of most matrices ends in it.
   */
  static final int GUARD = 16_384;

  private static final byte SENTINEL = (byte) 0xA5;

  /**
   * For an argument that a host leaves unbound: more than any element has. Metal wants a buffer for
   * whatever a kernel could read, and this holds nothing but {@code 0xFF}.
   */
  private static final int UNBOUND = 256;

  /** {@code MTLResourceStorageModeShared}. */
  private static final long SHARED = 0;

  private final Argument argument;
  private final int length;
  private final int guard;
  private final Owned buffer;
  private final Pointer contents;

  private GuardedBuffer(Argument argument, int guard, Owned buffer) {
    this.argument = argument;
    this.length = length(argument);
    this.guard = guard;
    this.buffer = buffer;
    this.contents = buffer.ref().get(Selector.CONTENTS).pointer();
    fill();
  }

  /**
   * Makes the buffer of an argument.
   *
   * @param guard the guard bytes on either side, {@link #GUARD} or none
   * @throws DeviceException where there is no memory for it
   */
  static GuardedBuffer of(GpuDevice device, Argument argument, int guard) throws DeviceException {
    long bytes = Math.max(1, length(argument)) + 2L * guard;
    Owned buffer =
        device
            .ref()
            .own(Selector.NEW_BUFFER_WITH_LENGTH, bytes, SHARED)
            .orElseThrow(
                () ->
                    new DeviceException(
                        "Metal has no memory for the buffer %s of %,d bytes"
                            .formatted(argument.name(), bytes)));
    if (guard == 0 && buffer.ref().responds(Selector.SET_LABEL)) {
      buffer.ref().tell(Selector.SET_LABEL, Foundation.string(device.runtime(), argument.name()));
    }
    return new GuardedBuffer(argument, guard, buffer);
  }

  private static int length(Argument argument) {
    if (argument instanceof Argument.Input input) {
      return input.bytes().length;
    }
    return argument instanceof Argument.Output output ? output.length() : UNBOUND;
  }

  private void fill() {
    contents.setMemory(guard + (long) length, guard, SENTINEL);
    if (argument instanceof Argument.Input input) {
      contents.write(guard, input.bytes(), 0, length);
    } else if (argument instanceof Argument.Output output && output.before().isPresent()) {
      contents.write(guard, output.before().get(), 0, length);
    } else {
      contents.setMemory(guard, length, (byte) 0xFF);
    }
    contents.setMemory(0, begin(), SENTINEL);
  }

  /** Where what is the kernel's begins in the Metal buffer, in bytes. */
  private int begin() {
    return guard + argument.first();
  }

  Argument argument() {
    return argument;
  }

  /** The bytes from where the kernel's pointer points to the end. */
  int available() {
    return length - argument.offset();
  }

  Ref ref() {
    return buffer.ref();
  }

  /** Where the kernel's pointer points in the Metal buffer, in bytes. */
  long offset() {
    return guard + (long) argument.offset();
  }

  /** The argument's bytes as they are now. */
  byte[] bytes() {
    return contents.getByteArray(guard, length);
  }

  /** What was written where nothing is to be written: outside of the buffer, or to an input. */
  Optional<Finding> overrun(String kernel) {
    byte[] after = contents.getByteArray(guard + (long) length, guard);
    int past = guard;
    while (past > 0 && after[past - 1] == SENTINEL) {
      past--;
    }
    if (past > 0) {
      return Optional.of(outside(kernel, length, past, "past"));
    }
    int begin = begin();
    byte[] before = contents.getByteArray(0, begin);
    int first = 0;
    while (first < begin && before[first] == SENTINEL) {
      first++;
    }
    if (first < begin) {
      return Optional.of(outside(kernel, first - (long) guard, begin - first, "before"));
    }
    return argument instanceof Argument.Input input ? changed(kernel, input) : Optional.empty();
  }

  private Finding outside(String kernel, long offset, int outBy, String side) {
    return MemoryFindings.write(
        kernel,
        argument.name(),
        offset - argument.offset(),
        outBy,
        String.format(
            Locale.ROOT,
            "%s was written up to %s %s its %s",
            argument.name(),
            MemoryFindings.bytes(outBy),
            side,
            MemoryFindings.bytes(length - (long) argument.first())));
  }

  private Optional<Finding> changed(String kernel, Argument.Input input) {
    int changed =
        Arrays.mismatch(
            contents.getByteArray(begin(), length - input.first()),
            Arrays.copyOfRange(input.bytes(), input.first(), length));
    int at = changed + input.first() - input.offset();
    return changed < 0
        ? Optional.empty()
        : Optional.of(
            MemoryFindings.write(
                kernel,
                argument.name(),
                at,
                0,
                String.format(
                    Locale.ROOT,
                    "write at byte %,d of %s, which is an input",
                    at,
                    argument.name())));
  }

  @Override
  public void close() {
    buffer.close();
  }
}
