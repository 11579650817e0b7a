package io.github.kernelconformance.family;

import java.util.List;

/** A service that brings contracts with the plugin; {@link java.util.ServiceLoader} finds it. */
public interface FamilyProvider {

  /** New contracts, which may share what they draw. */
  List<KernelFamily> families();

  /** The name of the contract that is run if a build neither names nor has one; empty for none. */
  default String usual() {
    return "";
  }

  /**
   * Whether a kernel of this name may be one of the usual contract's; so it need not be enumerated
   * for a project that can do without it and has no such kernel.
   *
   * @param kernel a host name
   */
  default boolean mayBeUsual(String kernel) {
    return true;
  }
}
