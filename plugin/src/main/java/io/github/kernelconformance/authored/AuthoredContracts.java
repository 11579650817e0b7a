package io.github.kernelconformance.authored;

import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.described.AuthorCode;
import io.github.kernelconformance.described.DescribedFamily;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.KernelFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The contracts of a project.
 *
 * @param contracts those that describe themselves, in the order of their class names
 * @param own those that are families by themselves, as one that extends a bundled family
 * @param code calls them
 * @param limit of a description
 * @param digest of all that they are made from
 */
public record AuthoredContracts(
    List<Contract> contracts,
    List<KernelFamily> own,
    AuthorCode code,
    Duration limit,
    String digest) {

  /** Copies the lists. */
  public AuthoredContracts {
    contracts = List.copyOf(contracts);
    own = List.copyOf(own);
  }

  /**
   * The families of all contracts, described ones first.
   *
   * @param arithmetic that bounds what kernels compute
   * @throws CompilationException if a description throws, does not end or does not go together; the
   *     message is for its author
   */
  public List<KernelFamily> families(Arithmetic arithmetic) throws CompilationException {
    List<KernelFamily> families = new ArrayList<>();
    try {
      for (Contract contract : contracts) {
        families.add(DescribedFamily.of(contract, code, limit, arithmetic));
      }
    } catch (AuthorException e) {
      throw new CompilationException(e.getMessage());
    }
    families.addAll(own);
    return families;
  }
}
