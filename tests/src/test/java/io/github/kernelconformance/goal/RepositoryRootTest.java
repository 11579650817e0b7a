package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryRootTest {

  @TempDir private Path root;

  @Test
  void theNearestWorkTreeIsTheRepository() throws IOException {
    Path module = Files.createDirectories(root.resolve("reactor/kernels"));
    Files.createDirectory(root.resolve(".git"));
    assertThat(RepositoryRoot.of(module, root.resolve("reactor"))).isEqualTo(root);

    Files.writeString(root.resolve("reactor/.git"), "gitdir: elsewhere\n");
    assertThat(RepositoryRoot.of(module, root)).isEqualTo(root.resolve("reactor"));
  }

  @Test
  void withoutGitItIsWhatMavenTakesForTheRoot() throws IOException {
    Path module = Files.createDirectories(root.resolve("reactor/kernels"));

    assertThat(RepositoryRoot.of(module, root.resolve("reactor")))
        .isEqualTo(root.resolve("reactor"));
    assertThat(RepositoryRoot.of(module, root.resolve("elsewhere"))).isEqualTo(module);
  }
}
