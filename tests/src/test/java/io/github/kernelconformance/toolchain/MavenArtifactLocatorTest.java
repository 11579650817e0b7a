package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.junit.jupiter.api.Test;

/** A resolver that answers at once stands in for Maven's. */
class MavenArtifactLocatorTest {

  private static final RemoteRepository MIRROR =
      new RemoteRepository.Builder("mirror", "default", "file:///mirror").build();

  private final DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();

  @Test
  void theArtifactComesFromTheProjectsPluginRepositories() throws Exception {
    RepositorySystem system =
        system(
            request -> {
              assertThat(request.getRepositories()).containsExactly(MIRROR);
              assertThat(request.getArtifact()).hasToString("g:a:jar:linux-x86_64:1");
              return new ArtifactResult(request)
                  .setArtifact(request.getArtifact().setFile(new File("/repository/a.jar")));
            });

    assertThat(locator(system).locate("g", "a", "1", "linux-x86_64"))
        .isEqualTo(Path.of("/repository/a.jar"));
  }

  @Test
  void anArtifactThatCannotBeHadIsNamedWithTheReason() {
    assertThatThrownBy(() -> locator(system(this::miss)).locate("g", "a", "1", "linux-x86_64"))
        .isInstanceOf(ToolchainException.class)
        .hasMessageStartingWith("Cannot resolve the compiler g:a:jar:linux-x86_64:1: ")
        .hasMessageContaining("Could not find artifact")
        .hasMessageNotContaining("offline");
  }

  @Test
  void offlineTheMessageTellsHowToGoOn() {
    session.setOffline(true);

    assertThatThrownBy(() -> locator(system(this::miss)).locate("g", "a", "1", "linux-x86_64"))
        .isInstanceOf(ToolchainException.class)
        .hasMessageContaining(
            "Maven is offline: run once without -o, or set the parameter 'clang'");
  }

  private interface Resolver {
    ArtifactResult resolve(ArtifactRequest request) throws ArtifactResolutionException;
  }

  private ArtifactResult miss(ArtifactRequest request) throws ArtifactResolutionException {
    ArtifactResult result = new ArtifactResult(request);
    result.addException(new ArtifactNotFoundException(request.getArtifact(), MIRROR));
    throw new ArtifactResolutionException(List.of(result));
  }

  private MavenArtifactLocator locator(RepositorySystem system) {
    return new MavenArtifactLocator(system, session, List.of(MIRROR));
  }

  private static RepositorySystem system(Resolver resolver) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          assertThat(method.getName()).isEqualTo("resolveArtifact");
          return resolver.resolve((ArtifactRequest) arguments[1]);
        };
    return (RepositorySystem)
        Proxy.newProxyInstance(
            MavenArtifactLocatorTest.class.getClassLoader(),
            new Class<?>[] {RepositorySystem.class},
            handler);
  }
}
