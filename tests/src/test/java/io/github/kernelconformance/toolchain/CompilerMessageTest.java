package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.toolchain.CompilerMessage.Level;
import org.junit.jupiter.api.Test;

class CompilerMessageTest {

  @Test
  void messagesAreReadAndWhatIsShownAroundThemIsNot() {
    String output =
        """
        In file included from src/a.metal:1:
        src/a b.h:4:10: error: use of undeclared identifier 'x': declare it
            4 |   return x;
              |          ^
        src/a.metal:7:1: warning: unused variable [-Wunused-variable]
        src/a.metal:6:3: note: declared here
        src/a.metal:1:10: fatal error: 'b.h' file not found
        2 errors generated.
        """;

    assertThat(CompilerMessage.parse(output))
        .containsExactly(
            new CompilerMessage(
                Level.ERROR, "src/a b.h", 4, 10, "use of undeclared identifier 'x': declare it"),
            new CompilerMessage(
                Level.WARNING, "src/a.metal", 7, 1, "unused variable [-Wunused-variable]"),
            new CompilerMessage(Level.NOTE, "src/a.metal", 6, 3, "declared here"),
            new CompilerMessage(Level.ERROR, "src/a.metal", 1, 10, "'b.h' file not found"));
  }

  @Test
  void theyAreWrittenAsMavenWritesThem() {
    assertThat(new CompilerMessage(Level.ERROR, "src/a.metal", 4, 10, "no"))
        .hasToString("src/a.metal:[4,10] no");
  }
}
