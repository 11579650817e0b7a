package io.github.kernelconformance.authored;

import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.described.AuthorCode;
import io.github.kernelconformance.family.KernelFamily;
import java.util.List;

/**
 * The contracts of a project.
 *
 * @param contracts those that describe themselves, in the order of their class names
 * @param families those that are families by themselves, as one that extends a bundled family
 * @param code calls them
 * @param digest of all that they are made from
 */
public record AuthoredContracts(
    List<Contract> contracts, List<KernelFamily> families, AuthorCode code, String digest) {

  /** Copies the lists. */
  public AuthoredContracts {
    contracts = List.copyOf(contracts);
    families = List.copyOf(families);
  }
}
