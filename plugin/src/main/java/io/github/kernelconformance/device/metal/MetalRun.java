package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.device.Execution;
import java.util.List;
import java.util.Optional;

/**
 * What a command buffer left behind.
 *
 * @param executions of its launches, in order; after a fault, whatever they had written
 * @param pipelines of the kernels that ran, one for each launch
 * @param fault why it did not end well; the process is then of no more use
 * @param nanoseconds between its start and its end on the GPU
 */
public record MetalRun(
    List<Execution> executions,
    List<PipelineFacts> pipelines,
    Optional<CommandFault> fault,
    long nanoseconds) {}
