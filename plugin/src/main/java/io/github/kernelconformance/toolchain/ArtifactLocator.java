package io.github.kernelconformance.toolchain;

import java.nio.file.Path;

/** Finds an artifact's file, from wherever this build gets its artifacts. */
@FunctionalInterface
public interface ArtifactLocator {

  /**
   * The jar with these coordinates.
   *
   * @throws ToolchainException where it cannot be had; the message names coordinates and reason
   */
  Path locate(String groupId, String artifactId, String version, String classifier)
      throws ToolchainException;
}
