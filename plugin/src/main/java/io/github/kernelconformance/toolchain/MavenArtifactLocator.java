package io.github.kernelconformance.toolchain;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * Finds artifacts as Maven does for this build: local repository, mirrors, proxies, credentials and
 * {@code -o} all apply.
 *
 * @param repositories the project's plugin repositories
 */
public record MavenArtifactLocator(
    RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories)
    implements ArtifactLocator {

  @Override
  public Path locate(String groupId, String artifactId, String version, String classifier)
      throws ToolchainException {
    var artifact = new DefaultArtifact(groupId, artifactId, classifier, "jar", version);
    try {
      return system
          .resolveArtifact(session, new ArtifactRequest(artifact, repositories, null))
          .getArtifact()
          .getFile()
          .toPath();
    } catch (ArtifactResolutionException e) {
      throw new ToolchainException(
          "Cannot resolve the compiler "
              + artifact
              + ": "
              + e.getMessage()
              + (session.isOffline()
                  ? " Maven is offline: run once without -o, or set the parameter 'clang'"
                      + " (-DkernelConformance.clang=/path/to/clang) to a clang of this machine."
                  : ""),
          e);
    }
  }
}
