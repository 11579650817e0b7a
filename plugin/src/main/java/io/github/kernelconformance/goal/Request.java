package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.toolchain.ArtifactLocator;
import java.nio.file.Path;

/**
 * All that a goal needs to know.
 *
 * @param device {@code auto}, {@code cuda}, {@code host} or {@code metal}
 * @param checks what the host device looks for: ids of checks separated by commas, or {@code none}
 * @param clang {@code maven}, or the path of a clang
 * @param timeout the seconds that a kernel may take for a cell
 * @param forks how many worker processes share the matrix; a number, or {@code cores}
 * @param metallib how the project's {@code .metallib} is made
 * @param shard which part of the matrix to run, for example {@code 2/5}; blank for all of it
 * @param outputDirectory where libraries and reports go
 * @param bundle whether to write the arrays of cells that fail
 * @param force whether to run even where nothing has changed since the last run
 * @param selfCheck whether a run that passes proves that it could have failed
 * @param rerun the command that runs the goal {@code verify} again, for messages
 * @param surroundings what the goal sees of the process it is in
 */
public record Request(
    Sources sources,
    Selection selection,
    String device,
    String checks,
    MetalRequest metal,
    CudaRequest cuda,
    String clang,
    ArtifactLocator locator,
    String timeout,
    String forks,
    MetallibSettings metallib,
    String shard,
    Path outputDirectory,
    boolean bundle,
    boolean force,
    boolean selfCheck,
    String rerun,
    Surroundings surroundings) {

  /** The same without the proof. */
  public Request(
      Sources sources,
      Selection selection,
      String device,
      String checks,
      MetalRequest metal,
      CudaRequest cuda,
      String clang,
      ArtifactLocator locator,
      String timeout,
      String forks,
      MetallibSettings metallib,
      String shard,
      Path outputDirectory,
      boolean bundle,
      boolean force,
      String rerun,
      Surroundings surroundings) {
    this(
        sources,
        selection,
        device,
        checks,
        metal,
        cuda,
        clang,
        locator,
        timeout,
        forks,
        metallib,
        shard,
        outputDirectory,
        bundle,
        force,
        false,
        rerun,
        surroundings);
  }
}
