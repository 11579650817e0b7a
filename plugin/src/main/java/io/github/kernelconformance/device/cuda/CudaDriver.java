package io.github.kernelconformance.device.cuda;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.github.kernelconformance.device.AbsentDeviceException;
import java.nio.file.Path;

/**
 * The driver's functions, by their names in {@code cuda.h}. A handle is a {@link Pointer}, an
 * address on the card a {@code long}.
 */
final class CudaDriver {

  /** What is called here has been in the driver since. */
  static final int OLDEST = 12_000;

  private static final int SUCCESS = 0;

  private final NativeLibrary library;

  private CudaDriver(NativeLibrary library) {
    this.library = library;
  }

  /**
   * Loads and starts the driver.
   *
   * @throws AbsentDeviceException if there is none, it is too old, or it has no card
   */
  static CudaDriver load(CudaSearch search) throws AbsentDeviceException {
    CudaDriver driver = new CudaDriver(library(search));
    try {
      driver.call("cuInit", 0);
      int version = driver.version();
      if (version < OLDEST) {
        throw new AbsentDeviceException(
            "the NVIDIA driver knows CUDA %s, and %s is needed; install a newer driver"
                .formatted(CudaFacts.version(version), CudaFacts.version(OLDEST)));
      }
    } catch (CudaException e) {
      throw new AbsentDeviceException(
          "the NVIDIA driver is here, but it cannot be used: " + e.getMessage());
    } catch (UnsatisfiedLinkError e) {
      throw new AbsentDeviceException(
          "the NVIDIA driver is too old, CUDA %s is needed: %s"
              .formatted(CudaFacts.version(OLDEST), e.getMessage()));
    }
    return driver;
  }

  private static NativeLibrary library(CudaSearch search) throws AbsentDeviceException {
    for (Path file : search.drivers()) {
      try {
        return NativeLibrary.getInstance(file.toString());
      } catch (UnsatisfiedLinkError e) {
        // of another architecture, say; the next may load
      }
    }
    try {
      return NativeLibrary.getInstance("libcuda.so.1");
    } catch (UnsatisfiedLinkError e) {
      throw new AbsentDeviceException(
          "there is no NVIDIA driver on this machine (libcuda.so.1 cannot be loaded)");
    }
  }

  /** The version of CUDA that the driver knows, for example 13000. */
  int version() throws CudaException {
    IntByReference version = new IntByReference();
    call("cuDriverGetVersion", version);
    return version.getValue();
  }

  /**
   * Calls a function whose result is a {@code CUresult}.
   *
   * @throws CudaException if that is not success
   */
  void call(String function, Object... arguments) throws CudaException {
    int result = library.getFunction(function).invokeInt(arguments);
    if (result != SUCCESS) {
      throw new CudaException(
          function, result, text("cuGetErrorName", result), text("cuGetErrorString", result));
    }
  }

  private String text(String function, int code) {
    PointerByReference place = new PointerByReference();
    int result = library.getFunction(function).invokeInt(new Object[] {code, place});
    Pointer text = place.getValue();
    return result == SUCCESS && text != null ? text.getString(0) : "unknown";
  }

  /** Calls a function whose first parameter is where it puts a handle. */
  Pointer make(String function, Object... arguments) throws CudaException {
    PointerByReference place = new PointerByReference();
    call(function, with(place, arguments));
    return place.getValue();
  }

  /** Calls a function whose first parameter is where it puts a number of 64 bits. */
  long number(String function, Object... arguments) throws CudaException {
    LongByReference place = new LongByReference();
    call(function, with(place, arguments));
    return place.getValue();
  }

  /** Calls a function whose first parameter is where it puts an {@code int}. */
  int small(String function, Object... arguments) throws CudaException {
    IntByReference place = new IntByReference();
    call(function, with(place, arguments));
    return place.getValue();
  }

  private static Object[] with(Object first, Object... others) {
    Object[] all = new Object[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }
}
