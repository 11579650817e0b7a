package io.github.kernelconformance.goal;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * What the goal {@code accept} needs to know.
 *
 * @param basedir the project's directory; messages name files relative to it
 * @param outputDirectory where the goal {@code verify} wrote its report
 * @param expectationsDirectory where the files are written
 * @param reason why the failures are accepted, in words or as a URL; may be empty where no line
 *     needs one
 * @param expires the last day of new lines, and of those that have expired; empty for none
 * @param today decides which expectations have expired
 */
public record AcceptRequest(
    Path basedir,
    Path outputDirectory,
    Path expectationsDirectory,
    String reason,
    String expires,
    LocalDate today) {}
