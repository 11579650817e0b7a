package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.AbsentDeviceException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.worker.Protocol.Work;
import java.io.IOException;
import java.util.List;

/** The devices that a worker can serve. */
final class Services {

  private Services() {}

  /**
   * Gets ready for work to come. What goes wrong is told when the work comes, which tries again.
   *
   * @param expected the name of a device and what it has to know; nothing if that is not known
   */
  static void expect(List<String> expected) {
    if (!expected.isEmpty() && expected.get(0).equals(CudaDevice.NAME)) {
      CudaService.expect(expected.get(1));
    }
  }

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
