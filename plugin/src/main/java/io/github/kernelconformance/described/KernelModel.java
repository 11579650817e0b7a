package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Condition;
import java.util.Optional;

/**
 * A kernel of a contract.
 *
 * @param variant its name in ids
 * @param hostName with axes in braces
 * @param template what to instantiate under the host name; empty if the source does
 * @param legal where it may be used
 * @param routed where a host would choose it; empty for wherever it is the first that is legal
 * @param grid of its own; empty for the contract's
 */
record KernelModel(
    String variant,
    HostName hostName,
    Optional<HostName> template,
    Condition legal,
    Optional<Condition> routed,
    Optional<Grids> grid) {}
