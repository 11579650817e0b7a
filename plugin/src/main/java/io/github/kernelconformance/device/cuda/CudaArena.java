package io.github.kernelconformance.device.cuda;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Memory on the card, and two pieces of as much memory of the host that the card reads and writes
 * at full speed: what is to be on the card, and what was there after a run. It grows and never
 * shrinks.
 */
final class CudaArena implements AutoCloseable {

  /** Enough for most launches of most matrices. */
  private static final long LEAST = 1L << 22;

  private final CudaDriver driver;
  private final Pointer stream;
  private long size;
  private long device;
  private Pointer before;
  private Pointer after;

  /** Views of all of both, if Java can have views of so much; else empty. */
  private Optional<ByteBuffer> allBefore = Optional.empty();

  private Optional<ByteBuffer> allAfter = Optional.empty();

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
    before = driver.make("cuMemHostAlloc", wanted, 0);
    after = driver.make("cuMemHostAlloc", wanted, 0);
    size = wanted;
    boolean viewed = wanted <= Integer.MAX_VALUE;
    allBefore = viewed ? Optional.of(before.getByteBuffer(0, wanted)) : Optional.empty();
    allAfter = viewed ? Optional.of(after.getByteBuffer(0, wanted)) : Optional.empty();
  }

  /** Where it begins on the card. */
  long address() {
    return device;
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

  /** Bytes as they were sent. */
  ByteBuffer before(long begin, long length) {
    return view(allBefore, before, begin, length);
  }

  /** Bytes as they came back. */
  ByteBuffer after(long begin, long length) {
    return view(allAfter, after, begin, length);
  }

  private static ByteBuffer view(
      Optional<ByteBuffer> all, Pointer memory, long begin, long length) {
    return all.isPresent()
        ? all.get().slice((int) begin, (int) length)
        : memory.getByteBuffer(begin, length);
  }

  /** Orders the copy to the card. */
  void send(long bytes) throws CudaException {
    driver.call("cuMemcpyHtoDAsync_v2", device, before, bytes, stream);
  }

  /** Orders the copy from the card. */
  void fetch(long bytes) throws CudaException {
    driver.call("cuMemcpyDtoHAsync_v2", after, device, bytes, stream);
  }

  /** Frees all, as far as the driver still answers. */
  @Override
  public void close() {
    if (size > 0) {
      try {
        driver.call("cuMemFree_v2", device);
        driver.call("cuMemFreeHost", before);
        driver.call("cuMemFreeHost", after);
      } catch (CudaException e) {
        // the context is gone, and the memory with it
      }
      size = 0;
    }
  }
}
