package io.github.kernelconformance.device.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.github.kernelconformance.device.AbsentDeviceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first card that the process sees, with its context, a stream and two events. */
final class CudaCard {

  /** {@code CUdevice_attribute}. */
  private static final int WARP_SIZE = 10;

  private static final int MAJOR = 75;
  private static final int MINOR = 76;
  private static final int SHARED_MEMORY = 97;

  private static final int NAME_BYTES = 256;
  private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");
  private static final Pattern VERSION = Pattern.compile("\\b\\d+\\.\\d+(?:\\.\\d+)?\\b");

  private final CudaDriver driver;
  private final int device;
  private final Pointer stream;
  private final Pointer start;
  private final Pointer end;

  private CudaCard(CudaDriver driver, int device) throws CudaException {
    this.driver = driver;
    this.device = device;
    driver.call("cuCtxSetCurrent", driver.make("cuDevicePrimaryCtxRetain", device));
    stream = driver.make("cuStreamCreate", 0);
    start = driver.make("cuEventCreate", 0);
    end = driver.make("cuEventCreate", 0);
  }

  /**
   * Opens it.
   *
   * @throws AbsentDeviceException if there is none
   */
  static CudaCard open(CudaDriver driver) throws AbsentDeviceException, CudaException {
    if (driver.small("cuDeviceGetCount") == 0) {
      throw new AbsentDeviceException("the NVIDIA driver is here, but it has no card");
    }
    return new CudaCard(driver, driver.small("cuDeviceGet", 0));
  }

  Pointer stream() {
    return stream;
  }

  /** The event before the kernels of a run. */
  Pointer start() {
    return start;
  }

  /** The event after them. */
  Pointer end() {
    return end;
  }

  int capability() throws CudaException {
    return attribute(MAJOR) * 10 + attribute(MINOR);
  }

  CudaFacts facts(CudaCompiler compiler) throws CudaException {
    return new CudaFacts(
        name(),
        capability(),
        driverVersion(),
        driver.version(),
        compiler.version(),
        compiler.file(),
        driver.number("cuDeviceTotalMem_v2", device),
        attribute(WARP_SIZE),
        attribute(SHARED_MEMORY));
  }

  private int attribute(int number) throws CudaException {
    return driver.small("cuDeviceGetAttribute", number, device);
  }

  private String name() throws CudaException {
    try (Memory name = new Memory(NAME_BYTES)) {
      driver.call("cuDeviceGetName", name, NAME_BYTES, device);
      return name.getString(0, StandardCharsets.UTF_8.name());
    }
  }

  /** The driver's API does not tell it; Linux does. */
  private static String driverVersion() {
    try {
      Matcher version = VERSION.matcher(Files.readString(DRIVER));
      return version.find() ? version.group() : "";
    } catch (IOException e) {
      return "";
    }
  }
}
