package io.github.kernelconformance.device.cuda;

/** A call to the driver did not succeed. The message names the call and the error. */
final class CudaException extends Exception {

  private static final long serialVersionUID = 1L;

  /** {@code CUDA_ERROR_NOT_FOUND}. */
  private static final int NOT_FOUND = 500;

  private final int code;
  private final String name;

  /**
   * @param call for example {@code cuMemAlloc_v2}
   * @param name of the error, for example {@code CUDA_ERROR_OUT_OF_MEMORY}
   * @param words the driver's own
   */
  CudaException(String call, int code, String name, String words) {
    super("%s: %s (%s %d)".formatted(call, words, name, code));
    this.code = code;
    this.name = name;
  }

  /** Whether there is nothing of the name that was asked for. */
  boolean isNotFound() {
    return code == NOT_FOUND;
  }

  CudaFault fault() {
    return new CudaFault(code, name);
  }
}
