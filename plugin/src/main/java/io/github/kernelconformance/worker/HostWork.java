package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.host.CompiledLibrary;
import io.github.kernelconformance.signature.Signature;
import java.util.List;
import java.util.Map;

/**
 * Kernels for the CPU.
 *
 * @param memory bytes of address space that the worker may take beyond what it starts with
 */
record HostWork(List<CompiledLibrary> libraries, long memory) {

  /** The name of the device, in parameters, in reports and to workers. */
  static final String DEVICE = "host";

  /** What its kernels take, by name. */
  record Takes(Map<String, Signature> signatures) {}
}
