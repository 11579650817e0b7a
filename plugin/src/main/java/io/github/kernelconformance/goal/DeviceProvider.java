package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.worker.MutantDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of device: whether this machine has it, and how it is made. Goals know devices by their
 * providers alone.
 */
interface DeviceProvider {

  /** The value of the parameter {@code device} that asks for it. */
  String name();

  /** The name in sentences, for example {@code Metal} or {@code the host}. */
  String title();

  /** Whether {@code device=auto} asks it; if not, it is passed over without a word. */
  boolean isAskedByAuto();

  /**
   * Asks the machine, which may take a process of its own.
   *
   * @throws DeviceException if the device is there and cannot do what the build asks of it
   */
  Offer ask() throws DeviceException;

  /** What a machine needs to have the device, sentences for who asked for it by name. */
  String advice();

  /**
   * What came of asking.
   *
   * @param reasons why the device is of no use, a clause each; none if it is of use
   * @param notes for the console, a sentence each
   */
  record Offer(List<String> reasons, List<String> notes, Maker maker) {

    public Offer {
      reasons = List.copyOf(reasons);
      notes = List.copyOf(notes);
    }

    /** A device that is of no use. */
    static Offer none(List<String> reasons) {
      return new Offer(
          reasons,
          List.of(),
          (clang, metallib) -> {
            throw new IllegalStateException(String.join("; ", reasons));
          });
    }

    boolean usable() {
      return reasons.isEmpty();
    }
  }

  /** Makes a device that has been asked. */
  @FunctionalInterface
  interface Maker {

    /**
     * Makes it.
     *
     * @param metallib a library of the programs for devices that load one
     */
    Made make(Clang clang, Optional<Path> metallib) throws ToolchainException;
  }

  /**
   * A device.
   *
   * @param coverage the same, but telling which blocks of a kernel ran; empty where it cannot
   * @param counting the same, but counting how often each part of a kernel ran; empty where it
   *     cannot
   * @param mutants the same for programs with mutants; empty where it cannot choose one
   * @param settings what decides its results, for the report
   */
  record Made(
      Device device,
      Optional<Device> coverage,
      Optional<Device> counting,
      Optional<MutantDevice> mutants,
      Map<String, String> settings) {

    /** A device that can do none of these. */
    static Made of(Device device) {
      return new Made(
          device, Optional.empty(), Optional.empty(), Optional.empty(), device.settings());
    }
  }

  /** The device may be asked: what takes time to start is started now. */
  default void expect() {}

  /**
   * Kernels will run: what takes time to start is started now, while other things are done.
   *
   * @param problems how many there are, of which any number can run at once
   */
  default void expectRuns(int problems) {}

  /** Nothing runs any more: what {@link #close} ends has begun to end. */
  default void release() {}

  /** Ends what was started for expectations and what its devices have left. */
  default void close() {}

  /** Whether it loads a {@code .metallib}. */
  default boolean loadsMetallib() {
    return false;
  }

  /**
   * What this machine has of the device and what it lacks.
   *
   * @param clang the compiler, if there is one
   */
  Examination examine(Optional<Clang> clang);

  /**
   * What the goal {@code doctor} tells.
   *
   * @param lines for the console
   */
  record Examination(boolean usable, List<String> lines) {}

  /** Whether its software looks at an environment variable. */
  default boolean reads(String variable) {
    return false;
  }

  /**
   * What tells the software that it uses, and that is no part of the plugin, from another version
   * of it. Nothing is started to find it out.
   *
   * @param environment of the build
   * @throws IOException if files that are there cannot be read
   */
  default List<String> identity(Map<String, String> environment) throws IOException {
    return List.of();
  }
}
