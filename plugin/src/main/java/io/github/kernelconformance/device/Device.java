package io.github.kernelconformance.device;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.numerics.DType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Something that compiles Metal source and runs its kernels. */
public interface Device {

  /** The name in reports and parameters: for example {@code host}. */
  String name();

  /** The device in words, for example {@code x86-64-v3 CPU, clang version 20.1.7}. */
  String description();

  /** What else of the device decides results, for the report; names to values. */
  default Map<String, String> settings() {
    return Map.of();
  }

  /**
   * What the device promises of its mathematical functions; by default what Metal's safe mode does.
   */
  default AccuracyTable accuracies() {
    return AccuracyTable.MSL_PRECISE;
  }

  /**
   * Why the device cannot run kernels on vectors of a type, so that their cells are skipped; empty
   * where it can.
   */
  default Optional<String> lacks(DType dtype) {
    return Optional.empty();
  }

  /**
   * The same device where it compiles programs from their text, though it loads a library of them
   * otherwise.
   */
  default Device ofTexts() {
    return this;
  }

  /**
   * Compiles programs, or takes them from an earlier build where nothing has changed.
   *
   * @param programs the project's programs; no two of their kernels share a name
   * @param kernels the names of the kernels that will run; names that no program has are ignored
   * @throws CompilationException where the source does not compile
   * @throws DeviceException where the compiler or the device fails
   */
  Library load(List<Program> programs, Set<String> kernels)
      throws CompilationException, DeviceException;
}
