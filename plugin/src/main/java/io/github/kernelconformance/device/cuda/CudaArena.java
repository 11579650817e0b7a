package io.github.kernelconformance.device.cuda;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Memory on the card, and memory of the host that the card reads and writes at full speed, for two
 * runs: what is to be on the card, and what was there after the run. It grows and never shrinks.
 */
final class CudaArena implements AutoCloseable {

  /** Enough for most launches of most matrices. */
  private static final long LEAST = 1L << 22;

  private final CudaDriver driver;
  private final Pointer stream;
  private long size;
  private long device;
  private Side first;
  private Side second;

  CudaArena(CudaDriver driver, Pointer stream) {
    this.driver = driver;
    this.stream = stream;
  }

  /**
   * Makes room; what was in it is lost.
   *
   * @throws CudaException if there is not so much memory
   */
  void require(long bytes) throws CudaException {
    if (bytes <= size) {
      return;
    }
    close();
    long wanted = Math.max(LEAST, Long.highestOneBit(bytes) << 1);
    device = driver.number("cuMemAlloc_v2", wanted);
    first = new Side(wanted);
    second = new Side(wanted);
    size = wanted;
  }

  /** Where it begins on the card. */
  long address() {
    return device;
  }

  /** The host's memory for the second run, or for the first. */
  Side side(boolean again) {
    return again ? second : first;
  }

  /** Makes what is to be on the card in the second run what is there in the first. */
  void repeat(long bytes) {
    second.before(0, bytes).put(first.before(0, bytes));
  }

  /** The host's memory for one run. */
  final class Side {

    private final Pointer before;
    private final Pointer after;

    /** Views of all of both, if Java can have views of so much; else empty. */
    private final Optional<ByteBuffer> allBefore;

    private final Optional<ByteBuffer> allAfter;

    private Side(long bytes) throws CudaException {
      before = driver.make("cuMemHostAlloc", bytes, 0);
      after = driver.make("cuMemHostAlloc", bytes, 0);
      boolean viewed = bytes <= Integer.MAX_VALUE;
      allBefore = viewed ? Optional.of(before.getByteBuffer(0, bytes)) : Optional.empty();
      allAfter = viewed ? Optional.of(after.getByteBuffer(0, bytes)) : Optional.empty();
    }

    /** Sets bytes that are to be on the card. */
    void set(long begin, long length, byte value) {
      if (length > 0) {
        before.setMemory(begin, length, value);
      }
    }

    /** Writes bytes that are to be on the card. */
    void write(long begin, byte[] bytes) {
      before(begin, bytes.length).put(0, bytes);
    }

    /** Bytes that were on the card. */
    byte[] read(long begin, int length) {
      byte[] bytes = new byte[length];
      after(begin, length).get(0, bytes);
      return bytes;
    }

    /** Bytes as they are sent. */
    ByteBuffer before(long begin, long length) {
      return view(allBefore, before, begin, length);
    }

    /** Bytes as they came back. */
    ByteBuffer after(long begin, long length) {
      return view(allAfter, after, begin, length);
    }

    /** Orders the copy to the card. */
    void send(long bytes) throws CudaException {
      driver.call("cuMemcpyHtoDAsync_v2", device, before, bytes, stream);
    }

    /** Orders the copy from the card. */
    void fetch(long bytes) throws CudaException {
      driver.call("cuMemcpyDtoHAsync_v2", after, device, bytes, stream);
    }

    private void free() throws CudaException {
      driver.call("cuMemFreeHost", before);
      driver.call("cuMemFreeHost", after);
    }
  }

  private static ByteBuffer view(
      Optional<ByteBuffer> all, Pointer memory, long begin, long length) {
    return all.isPresent()
        ? all.get().slice((int) begin, (int) length)
        : memory.getByteBuffer(begin, length);
  }

  /** Frees all, as far as the driver still answers. */
  @Override
  public void close() {
    if (size > 0) {
      try {
        driver.call("cuMemFree_v2", device);
        first.free();
        second.free();
      } catch (CudaException e) {
        // the context is gone, and the memory with it
      }
      size = 0;
    }
  }
}
