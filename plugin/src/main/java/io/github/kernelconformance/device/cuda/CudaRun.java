package io.github.kernelconformance.device.cuda;

import io.github.kernelconformance.device.Execution;
import java.util.List;
import java.util.Optional;

/**
 * What launches left behind that ran one after the other.
 *
 * @param executions in order; none after a fault, for what a card holds then cannot be read
 * @param fault why they did not end well; the process is then of no more use
 * @param nanoseconds that the card took for all of them in the first of their runs
 */
public record CudaRun(List<Execution> executions, Optional<CudaFault> fault, long nanoseconds) {}
