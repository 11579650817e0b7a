package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.MutantLibrary;
import io.github.kernelconformance.device.host.MutableProgram;
import io.github.kernelconformance.device.host.MutantBuild;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.mutation.MutatedProgram;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The host device for programs with mutants. */
public final class MutantDevice {

  private final MutantBuild build;
  private final Symbolizer symbolizer;
  private final WorkerSettings settings;

  /**
   * @param build compiles, in this process
   */
  public MutantDevice(MutantBuild build, Symbolizer symbolizer, WorkerSettings settings) {
    this.build = build;
    this.symbolizer = symbolizer;
    this.settings = settings;
  }

  /**
   * Reads what can be changed in a program, in what some of its kernels call.
   *
   * @param kernels the names of the kernels
   * @throws DeviceException where the compiler fails
   */
  public MutableProgram read(Program program, Set<String> kernels) throws DeviceException {
    return build.read(program, kernels);
  }

  /**
   * Compiles programs so that a mutant is chosen for each launch.
   *
   * @param kernels the names of those that will run
   * @throws CompilationException where a source does not compile
   * @throws DeviceException where the compiler or the device fails
   */
  public MutantLibrary load(List<MutatedProgram> programs, Set<String> kernels)
      throws CompilationException, DeviceException {
    return new WorkerLibrary(
        build.choosing().compile(programs.stream().map(MutatedProgram::withAll).toList(), kernels),
        symbolizer,
        settings);
  }

  /**
   * Compiles programs so that a launch tells which mutants it reaches, as its blocks: the number of
   * the first mutant of each expression.
   *
   * @param kernels the names of those that will run
   * @throws CompilationException where a source does not compile
   * @throws DeviceException where the compiler or the device fails
   */
  public MutantLibrary reaching(List<MutatedProgram> programs, Set<String> kernels)
      throws CompilationException, DeviceException {
    return new WorkerLibrary(
        build.reaching().compile(programs.stream().map(MutatedProgram::withAll).toList(), kernels),
        symbolizer,
        settings);
  }

  /**
   * A digest of what the compiler makes of kernels; empty where the program does not compile.
   *
   * @throws DeviceException where the compiler cannot be run
   */
  public Optional<String> code(Program program, List<Kernel> kernels) throws DeviceException {
    return build.code(program, kernels);
  }
}
