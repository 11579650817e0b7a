package io.github.kernelconformance.device.metal;

/**
 * A device's answer.
 *
 * @param right whether it is as it must be
 * @param words the answer, or what went wrong; a clause for a report
 */
public record ProbeResult(Probe probe, boolean right, String words) {}
