package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Proves the checks over their whole space, and that {@code docs/checks.md} says what they see.
 * With {@code -Dchecks.write} it writes the page's tables instead.
 */
class CheckProofTest {

  private static final Path PAGE = Path.of("..", "docs", "checks.md");
  private static final String MARK = "<!-- CheckProofTest writes what follows. -->\n";

  private static CheckProof proof;

  @BeforeAll
  static void makeKernels() throws IOException {
    proof = new CheckProof();
  }

  @Test
  void thePageSaysWhatTheChecksSee() throws Exception {
    String page = Files.readString(PAGE);
    String tables = CheckTables.of(proof.run());
    String wanted = page.substring(0, page.indexOf(MARK) + MARK.length()) + tables;
    if (System.getProperty("checks.write") != null) {
      Files.writeString(PAGE, wanted);
    }

    assertThat(PAGE)
        .as("run mvn test -pl tests -am -Dtest=CheckProofTest -Dchecks.write")
        .hasContent(wanted);
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() {
    assertThat(proof.falseFindings()).isEmpty();
  }
}
