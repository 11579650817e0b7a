package io.github.kernelconformance.device.cuda;

import io.github.kernelconformance.device.AbsentDeviceException;
import io.github.kernelconformance.device.DeviceException;
import java.util.Optional;

/**
 * What a process has of a card whatever kernels it runs: driver, context, compiler, and the memory
 * that launches share. To open it takes a good part of a second, so it stays open until the process
 * ends, which frees all of it. For one thread.
 */
final class CudaSession {

  private static Optional<CudaSession> current = Optional.empty();

  private final String home;
  private final CudaDriver driver;
  private final CudaCard card;
  private final CudaCompiler compiler;
  private final CudaFacts facts;
  private final SharedMemory memory;

  private CudaSession(String home) throws AbsentDeviceException, CudaException {
    this.home = home;
    CudaSearch search = CudaSearch.of(home);
    driver = CudaDriver.load(search);
    card = CudaCard.open(driver);
    compiler = CudaCompiler.load(search, driver.version(), card.capability());
    facts = card.facts(compiler);
    memory = new SharedMemory(driver, card.stream());
  }

  /**
   * The session of this process.
   *
   * @param home the directory of a CUDA toolkit; empty where it is to be found
   * @throws AbsentDeviceException if there is no card, driver or compiler
   * @throws DeviceException if one of them fails
   */
  static CudaSession of(String home) throws AbsentDeviceException, DeviceException {
    if (current.isEmpty() || !current.get().home.equals(home)) {
      try {
        current = Optional.of(new CudaSession(home));
      } catch (CudaException e) {
        throw new DeviceException("The NVIDIA driver failed. " + e.getMessage(), e);
      }
    }
    return current.get();
  }

  CudaDriver driver() {
    return driver;
  }

  CudaCard card() {
    return card;
  }

  CudaCompiler compiler() {
    return compiler;
  }

  CudaFacts facts() {
    return facts;
  }

  /** All buffers of launches in one. */
  SharedMemory memory() {
    return memory;
  }
}
