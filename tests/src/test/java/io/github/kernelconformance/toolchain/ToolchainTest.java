package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A compiler of the machine, chosen by its path. */
class ToolchainTest {

  @TempDir private Path directory;
  private Path clang;

  @BeforeEach
  void nameTheCompiler() {
    clang = directory.resolve("clang");
  }

  @Test
  void aCompilerWithItsLinkerBesideItIsTaken() throws Exception {
    install(Scripts.printing("clang version 18.1.3\nTarget: x86_64-pc-linux-gnu", 0));

    Clang resolved = resolve(clang.toString());
    assertThat(resolved.executable()).isEqualTo(clang);
    assertThat(resolved.linker()).isEqualTo(directory.resolve("ld.lld"));
    assertThat(resolved.version()).isEqualTo("clang version 18.1.3");
  }

  @Test
  void anotherVersionUnderTheSamePathIsAnotherCompiler() throws Exception {
    install(Scripts.printing("clang version 18.1.3", 0));
    Clang old = resolve(clang.toString());
    install(Scripts.printing("clang version 18.1.4", 0));

    assertThat(resolve(clang.toString()).identity()).isNotEqualTo(old.identity());
  }

  /** The preprocessor runs elsewhere, so that a relative path would lead it astray. */
  @Test
  void aRelativePathIsMadeAbsolute() throws Exception {
    install(Scripts.printing("clang version 18.1.3", 0));
    Path relative = Path.of("").toAbsolutePath().relativize(clang);

    Clang resolved = resolve(relative.toString());
    assertThat(resolved.executable()).isAbsolute().isEqualTo(relative.toAbsolutePath());
    assertThat(resolved.linker()).isAbsolute();
  }

  @Test
  void aPathThatIsNoProgramIsToldWithWhatIsAllowed() throws Exception {
    String expected =
        "Parameter 'clang': %s is not an executable file. Give the path of a clang, or 'maven' to"
            + " take the one from the Maven repository.";

    assertThatThrownBy(() -> resolve(clang.toString()))
        .isInstanceOf(ToolchainException.class)
        .hasMessage(expected, clang);
    Files.writeString(clang, "no permission to run");
    assertThatThrownBy(() -> resolve(clang.toString()))
        .isInstanceOf(ToolchainException.class)
        .hasMessage(expected, clang);
    assertThatThrownBy(() -> resolve(directory.toString()))
        .isInstanceOf(ToolchainException.class)
        .hasMessage(expected, directory);
  }

  @Test
  void aCompilerWithoutALinkerBesideItIsTold() throws Exception {
    Scripts.executable(clang, Scripts.printing("clang version 18.1.3", 0));

    assertThatThrownBy(() -> resolve(clang.toString()))
        .isInstanceOf(ToolchainException.class)
        .hasMessage("Parameter 'clang': there is no ld.lld beside %s. Install LLVM's lld.", clang);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "error while loading shared libraries: libstdc++.so.6: cannot open | libstdc++6 and zlib1g",
        "error while loading shared libraries: libz.so.1: cannot open | libstdc++6 and zlib1g",
        "libm.so.6: version GLIBC_2.34 not found | needs glibc 2.34 or newer",
        "You have not agreed to the Xcode license agreements | sudo xcodebuild -license accept.",
        "xcrun: error: invalid active developer path (/Library) | xcode-select --install."
      })
  void aCompilerThatDoesNotRunIsToldWithWhatItLacks(String output, String hint) throws Exception {
    install(Scripts.printing(output, 127));

    assertThatThrownBy(() -> resolve(clang.toString()))
        .isInstanceOf(ToolchainException.class)
        .hasMessageStartingWith("The compiler " + clang + " does not run: " + output + ".")
        .hasMessageContaining(hint);
  }

  /** On a Mac without tools clang opens a dialog; nobody may be there to see it. */
  @Test
  void withoutDeveloperToolsAMacHasNoClang() throws Exception {
    Scripts.executable(directory.resolve("xcrun"), Scripts.printing("a dialog opens", 1));
    Map<String, String> environment = Map.of("PATH", directory.toString());
    Scripts.executable(directory.resolve("xcode-select"), Scripts.printing("no directory", 2));

    assertThatThrownBy(() -> Toolchain.ofXcode(environment))
        .isInstanceOf(ToolchainException.class)
        .hasMessage(
            "This Mac has no clang, which the plugin needs to flatten the sources:"
                + " xcode-select finds neither Xcode nor the Command Line Tools. Install the"
                + " Command Line Tools with: xcode-select --install.");
    Scripts.executable(directory.resolve("xcode-select"), Scripts.printing("/Developer", 0));
    assertThat(Toolchain.ofXcode(environment).executable()).isEqualTo(Path.of("/usr/bin/clang"));
  }

  @Test
  void aReasonThatIsNotKnownGetsNoHint() throws Exception {
    install(Scripts.printing("out of memory", 1));

    assertThatThrownBy(() -> resolve(clang.toString()))
        .isInstanceOf(ToolchainException.class)
        .hasMessage("The compiler %s does not run: out of memory.", clang);
  }

  @Test
  void aFileThatTheSystemCannotRunIsTold() throws Exception {
    install("\u007fELF of another machine");

    assertThatThrownBy(() -> resolve(clang.toString()))
        .isInstanceOf(ToolchainException.class)
        .hasMessageStartingWith("The compiler " + clang + " does not run: ");
  }

  private void install(String text) throws IOException {
    Scripts.executable(clang, text);
    Scripts.executable(directory.resolve("ld.lld"), Scripts.printing("LLD", 0));
  }

  private Clang resolve(String choice) throws ToolchainException {
    return Toolchain.resolve(
        choice,
        (group, artifact, version, classifier) -> {
          throw new AssertionError("a path needs no artifact");
        },
        directory.resolve("cache"));
  }
}
