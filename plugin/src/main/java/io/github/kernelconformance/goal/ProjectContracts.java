package io.github.kernelconformance.goal;

import io.github.kernelconformance.authored.AuthoredContracts;
import io.github.kernelconformance.authored.ContractLoader;
import io.github.kernelconformance.authored.ContractSources;
import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.family.Families;
import java.io.IOException;

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

  /**
   * These contracts and the plugin's.
   *
   * @param table what the device's mathematical functions promise
   * @throws io.github.kernelconformance.family.AuthorException if a description is not right
   * @throws io.github.kernelconformance.matrix.ConfigurationException if two contracts have one
   *     name
   */
  Families families(AccuracyTable table) throws CompilationException {
    return new Families(authored.families(Arithmetic.of(table)));
  }
}
