package io.github.kernelconformance.goal;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * What the goal {@code verify} lets pass.
 *
 * @param directory where the expectations and the baseline of each device are
 * @param today decides which expectations have expired
 * @param part whether the command line narrows the matrix, so that an expectation may well have no
 *     cell in it
 * @param failOnStale whether a cell that passes against its expectation fails the build
 * @param accuracyLossFactor how many times as large as in the baseline an error may be; at least 1
 * @param failOnAccuracyLoss whether a larger one fails the build
 * @param accept the command that runs the goal {@code accept}, for messages
 */
public record GateSettings(
    Path directory,
    LocalDate today,
    boolean part,
    boolean failOnStale,
    double accuracyLossFactor,
    boolean failOnAccuracyLoss,
    String accept) {}
