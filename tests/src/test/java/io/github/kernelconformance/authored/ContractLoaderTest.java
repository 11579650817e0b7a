package io.github.kernelconformance.authored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.device.CompilationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractLoaderTest {

  private static final String IMPORTS = "import io.github.kernelconformance.contract.*;\n";

  @TempDir private Path project;

  @ParameterizedTest
  @ValueSource(strings = {"RmsNorm", "Argmax", "Q4Mv", "Scale"})
  void anExampleIsFoundByNothingButItsFile(String name) throws Exception {
    write(name + ".java", example(name));

    assertThat(load().contracts())
        .singleElement()
        .satisfies(it -> assertThat(it.getClass().getSimpleName()).isEqualTo(name));
  }

  /** What users write must stay short: the promise of the first page. */
  @Test
  void theExamplesAreAsShortAsPromised() throws IOException {
    assertThat(example("RmsNorm").lines().filter(it -> !it.startsWith("import")))
        .hasSizeLessThan(26);
    assertThat(example("Q4Mv").lines()).hasSizeLessThan(46);
  }

  @Test
  void namesAreThoseOfTheClasses() throws Exception {
    write("RmsNorm.java", empty("RmsNorm"));
    write("Q4Mv.java", empty("Q4Mv"));
    write("LogSumExp2D.java", empty("LogSumExp2D"));

    assertThat(load().contracts().stream().map(Contract::name))
        .containsExactly("log_sum_exp2_d", "q4_mv", "rms_norm");
  }

  @Test
  void filesInDirectoriesAndPackagesAreFoundAndMayShareCode() throws Exception {
    write("norms/Half.java", "package norms;\npublic final class Half { static int of = 1; }");
    write("norms/A.java", "package norms;\n" + empty("A").replace("{}", "{ int i = Half.of; }"));

    assertThat(load().contracts()).hasSize(1);
  }

  @Test
  void aPackageThatIsNotTheDirectoryDoesNoHarm() throws Exception {
    write("A.java", "package other;\n" + empty("A"));

    assertThat(load().contracts()).hasSize(1);
  }

  @Test
  void abstractClassesInterfacesAndLocalClassesAreNoContracts() throws Exception {
    write("A.java", empty("A"));
    write("Base.java", empty("Base").replace("final", "abstract"));
    write("Face.java", IMPORTS + "public interface Face extends Contract {}");

    assertThat(load().contracts()).hasSize(1);
  }

  @Test
  void aProjectWithoutContractsHasNone() throws Exception {
    assertThat(load().contracts()).isEmpty();
  }

  @Test
  void aBrokenFileIsReportedWithLineColumnAndACaret() throws Exception {
    write(
        "Broken.java",
        """
        import io.github.kernelconformance.contract.*;
        public final class Broken implements Contract {
          public void describe(Description it) {
        \tit.kernl("x");
          }
          public void reference(Case c) {}
        }
        """);

    message()
        .isEqualTo(
            """
            src/conformance/java/Broken.java:4:4: error: cannot find symbol
                \tit.kernl("x");
                \t  ^
              symbol:   method kernl(String)
              location: variable it of type Description""");
  }

  @Test
  void ofManyErrorsTheFirstAreShown() throws Exception {
    write("Broken.java", "class Broken {" + "\n  int x = y;".repeat(12) + "\n}");

    message().contains("Broken.java:2:11: error: ").endsWith("more errors");
  }

  @Test
  void twoPublicClassesInAFileAreReportedByTheCompiler() throws Exception {
    write("A.java", empty("A") + empty("B").replace(IMPORTS, ""));

    message().contains("A.java:").contains("class B is public, should be declared in a file named");
  }

  @Test
  void aThrowingConstructorIsReportedByFileAndLine() throws Exception {
    write("A.java", empty("A").replace("{}\n", "{}\n  public A() {\n    throw null;\n  }\n"));

    message()
        .startsWith("src/conformance/java/A.java:5: The constructor of A threw NullPointer")
        .endsWith("\n    throw null;");
  }

  @Test
  void aThrowingStaticFieldIsReportedByFileAndLine() throws Exception {
    write("A.java", empty("A").replace("{}\n", "{}\n  static int n = Integer.parseInt(\"x\");\n"));

    message()
        .startsWith("src/conformance/java/A.java:4: The constructor of A threw NumberFormat")
        .endsWith("\n    static int n = Integer.parseInt(\"x\");");
  }

  @Test
  void aConstructorThatDoesNotEndIsReportedByFileAndLine() throws Exception {
    write("A.java", empty("A").replace("{}\n", "{}\n  public A() {\n    for (;;);\n  }\n"));

    message()
        .startsWith("src/conformance/java/A.java:5: The constructor of A did not end within 300 ms")
        .endsWith("\n    for (;;);");
  }

  @Test
  void aDescriptionThatDoesNotEndIsReportedByFileAndLine() throws Exception {
    write(
        "A.java",
        empty("A")
            .replace(
                "describe(Description it) {}", "describe(Description it) {\n    for (;;);\n  }"));

    assertThatThrownBy(() -> load().families(Arithmetic.of(AccuracyTable.MSL_PRECISE)))
        .isInstanceOf(CompilationException.class)
        .hasMessageStartingWith(
            "src/conformance/java/A.java:4: A.describe did not end within 300 ms")
        .hasMessageEndingWith("\n    for (;;);");
  }

  @Test
  void aNameThatCannotBeginAnIdIsReported() throws Exception {
    write("A.java", empty("A").replace("{}\n", "{}\n  public String name() { return \"A b\"; }\n"));

    assertThatThrownBy(() -> load().families(Arithmetic.of(AccuracyTable.MSL_PRECISE)))
        .isInstanceOf(CompilationException.class)
        .hasMessageContaining("The contract's name 'A b' cannot begin an id");
  }

  @Test
  void aConstructorWithParametersIsReported() throws Exception {
    write("A.java", empty("A").replace("{}\n", "{}\n  public A(int n) {}\n"));

    message().contains("A.java: the contract A has no public constructor without parameters");
  }

  @Test
  void aContractThatIsNotPublicIsReportedForItWouldBeMissed() throws Exception {
    write("A.java", empty("A").replace("public final class", "final class"));

    message().contains("A.java: the contract A is not public");
  }

  @Test
  void filesWithoutAContractAreReported() throws Exception {
    write("A.java", "public class A {}");

    message().startsWith("src/conformance/java has 1 Java files, but no contract");
  }

  @Test
  void aRuntimeWithoutCompilerIsNamed() throws Exception {
    write("A.java", empty("A"));

    assertThatThrownBy(
            () ->
                new ContractLoader(Optional.empty(), ContractLoader.LIMIT)
                    .load(sources(), project.resolve("target")))
        .isInstanceOf(CompilationException.class)
        .hasMessageContaining("a runtime without a compiler")
        .hasMessageContaining(System.getProperty("java.home"));
  }

  /** A loader without a compiler tells whether one was needed. */
  @Test
  void whatWasCompiledIsNotCompiledAgainUnlessItIsDamagedOrOther() throws Exception {
    write("A.java", empty("A"));
    String digest = load().digest();
    ContractLoader without = new ContractLoader(Optional.empty(), ContractLoader.LIMIT);
    Path output = project.resolve("target");

    assertThat(without.load(sources(), output).contracts()).hasSize(1);
    assertThat(without.load(sources(), output).digest()).isEqualTo(digest);

    Path kept = output.resolve("contracts").resolve(digest);
    byte[] bytes = Files.readAllBytes(kept);
    bytes[bytes.length / 2] ^= 1;
    Files.write(kept, bytes);
    assertThatThrownBy(() -> without.load(sources(), output))
        .isInstanceOf(CompilationException.class);
    assertThat(load().contracts()).hasSize(1);

    write("A.java", empty("A") + "// changed");
    assertThat(load().digest()).isNotEqualTo(digest);
  }

  private AbstractStringAssert<?> message() throws IOException {
    try {
      load();
      throw new AssertionError("it was loaded");
    } catch (CompilationException e) {
      return assertThat(e.getMessage());
    }
  }

  private AuthoredContracts load() throws CompilationException, IOException {
    return new ContractLoader(
            Optional.ofNullable(ToolProvider.getSystemJavaCompiler()), Duration.ofMillis(300))
        .load(sources(), project.resolve("target"));
  }

  private ContractSources sources() throws IOException {
    return ContractSources.in(project, project.resolve("src/conformance/java"));
  }

  private void write(String file, String text) throws IOException {
    Path path = project.resolve("src/conformance/java").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** A contract that says nothing, in four lines. */
  private static String empty(String name) {
    return IMPORTS
        + String.join(
            "\n",
            List.of(
                "public final class %s implements Contract {".formatted(name),
                "  public void describe(Description it) {}",
                "  public void reference(Case c) {} }\n"));
  }

  private static String example(String name) throws IOException {
    try (var in = ContractLoaderTest.class.getResourceAsStream("right/" + name + ".java")) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
