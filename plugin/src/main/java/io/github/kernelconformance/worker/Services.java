package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.AbsentDeviceException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.worker.Protocol.Work;
import java.io.IOException;

/** The devices that a worker can serve. */
final class Services {

  private Services() {}

  /**
   * Loads the work of a device.
   *
   * @throws AbsentDeviceException if this machine does not have the device
   * @throws DeviceException if the device fails
   * @throws IOException if files that the work names cannot be read
   */
  static Service open(Work work) throws AbsentDeviceException, DeviceException, IOException {
    return switch (work.device()) {
      case HostWork.DEVICE -> new HostService(Bodies.read(HostWork.class, work.body()));
      case MetalDevice.NAME -> new MetalService(work.body());
      case CudaDevice.NAME -> new CudaService(work.body());
      default -> throw new DeviceException("A worker does not know the device " + work.device());
    };
  }
}
