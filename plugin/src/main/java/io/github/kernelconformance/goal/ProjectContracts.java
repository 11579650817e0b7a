package io.github.kernelconformance.goal;

import io.github.kernelconformance.authored.AuthoredContracts;
import io.github.kernelconformance.authored.ContractLoader;
import io.github.kernelconformance.authored.ContractSources;
import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.family.Families;
import java.io.IOException;
import java.util.function.Supplier;

/** The contracts of a project, compiled and loaded once for a goal. */
final class ProjectContracts {

  private final AuthoredContracts authored;

  private ProjectContracts(AuthoredContracts authored) {
    this.authored = authored;
  }

  /**
   * Compiles what has changed, and loads all.
   *
   * @throws CompilationException if a contract does not compile or cannot be made; the message has
   *     file and line
   */
  static ProjectContracts load(Request request) throws CompilationException, IOException {
    Sources sources = request.sources();
    return new ProjectContracts(
        new ContractLoader()
            .load(
                ContractSources.in(sources.basedir(), sources.contracts()),
                request.outputDirectory()));
  }

  /** Whether bounds follow from what the device's mathematical functions promise. */
  boolean areBoundByDevice() {
    return !authored.contracts().isEmpty();
  }

  /**
   * These contracts and the plugin's.
   *
   * @param table what the device's mathematical functions promise; not asked for where no bound
   *     follows from it, since tables take a while to be made
   * @throws io.github.kernelconformance.family.AuthorException if a description is not right
   * @throws io.github.kernelconformance.matrix.ConfigurationException if two contracts have one
   *     name
   */
  Families families(Supplier<AccuracyTable> table) throws CompilationException {
    return new Families(
        areBoundByDevice() ? authored.families(Arithmetic.of(table.get())) : authored.own());
  }
}
