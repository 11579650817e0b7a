package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.mutation.MutantFinder;
import io.github.kernelconformance.mutation.MutatedProgram;
import io.github.kernelconformance.mutation.Operator;
import java.util.function.Predicate;

/** A program whose syntax tree was read: its mutants can be made of that. */
public final class MutableProgram {

  private final MutantFinder finder;
  private final MutantFinder.Compiler<DeviceException> compiler;

  MutableProgram(MutantFinder finder, MutantFinder.Compiler<DeviceException> compiler) {
    this.finder = finder;
    this.compiler = compiler;
  }

  /**
   * The mutants that compile, without those that undo mistakes.
   *
   * @param operators which mutants are made
   * @throws DeviceException where the compiler fails
   */
  public MutatedProgram with(Predicate<Operator> operators) throws DeviceException {
    return finder.find(operators.and(it -> !it.repairs()), it -> true, compiler);
  }

  /**
   * The mutants of all operators that compile, those that undo mistakes among them, in some lines.
   *
   * @param lines the user's lines that are changed
   * @throws DeviceException where the compiler fails
   */
  public MutatedProgram withRepairs(Predicate<SourceLocation> lines) throws DeviceException {
    return finder.find(it -> true, lines, compiler);
  }
}
