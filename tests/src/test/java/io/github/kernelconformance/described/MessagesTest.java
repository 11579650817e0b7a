package io.github.kernelconformance.described;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.authored.ContractLoader;
import io.github.kernelconformance.authored.ContractSources;
import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Enumeration;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an author is told of each mistake: file, line, what is wrong and what is allowed. */
class MessagesTest {

  private static final String PATH = "src/conformance/java/Wrong.java";

  /** A right contract; a mistake replaces one of its lines. */
  private static final List<String> RIGHT =
      List.of(
          "import static io.github.kernelconformance.contract.Distribution.*;",
          "import static io.github.kernelconformance.contract.ScalarType.*;",
          "import io.github.kernelconformance.contract.*;",
          "public final class Wrong implements Contract {",
          "  public void describe(Description it) {",
          "    var type = it.types(\"T\", FLOAT, HALF); var n = it.sizes(\"n\", 1, 33);",
          "    it.kernel(\"wrong_{T}\");",
          "    var x = it.input(\"x\", type, n);",
          "    it.value(\"eps\", 1e-5f);",
          "    it.output(\"out\", type, n);",
          "    it.grid(n).threads(32); it.rescalings(n);",
          "  }",
          "  public void reference(Case c) {",
          "    c.output(\"out\", c.size(\"n\"), i -> c.at(\"x\", i).plus(c.value(\"eps\")));",
          "  }",
          "}");

  @TempDir private Path project;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          6  | var type = it.types("T"); var n = it.sizes("n", 1); | The axis T has no types
          6  | var type = it.types("T", FLOAT, FLOAT); var n = it.sizes("n", 1); | The axis T has a value twice: [FLOAT, FLOAT]
          6  | var type = it.types("n", FLOAT); var n = it.sizes("n", 1); | There are two axes n
          6  | var type = it.types("pattern", FLOAT); var n = it.sizes("n", 1); | An axis cannot be called pattern: every contract has one of that name
          6  | var type = it.types("T 1", FLOAT); var n = it.sizes("n", 1); | The axis 'T 1' is no name: letters, digits and underscores, no digit first
          6  | var type = it.types("T", FLOAT); var n = it.sizes("n", -1); | The axis n has the size -1; sizes are 0 or more
          6  | var type = it.types("T", FLOAT); var n = it.sizes("n", 1); it.choices("m", "a/b"); | The axis m has the value 'a/b'. Ids have room for letters, digits and _ . + -
          9  | it.value("x", 1); | There are two arguments x
          9  | it.value("eps", it.choices("m", "a", "b")); | eps is a bool, but the axis m has [a, b]. Use it.flag
          9  | it.value("eps", x.stride(1)); | The buffer x has 1 dimensions; there is no dimension 1, counted from 0
          9  | it.array("eps"); | The array eps has no values
          9  | it.struct("args").field("a", INT, n).field("a", INT, n); | The struct args has two fields a
          9  | it.struct("args").align(3); | An alignment of 3 bytes in args; it is a power of two
          9  | it.excludes(NAN, " "); | A reason is missing; reports show it
          9  | x.partly("no"); | x is no output, so nothing writes it
          10 | it.output("out", type, n).below(n); | out is an output, so it has no values to be chosen
          11 | it.grid(n, n, n, n).threads(32); | A grid has x, y and z; 4 sizes are given
          11 | it.grid(n).threads(32); it.grid(n).threads(1); | The grid is told twice. A kernel's own is it.kernel(...).grid(...)
          """)
  void aMistakeInACallIsToldByItsLine(int line, String text, String message) {
    String told = describe(line, text);

    assertThat(told).startsWith(PATH + ":" + line + ": " + message);
    assertThat(told).endsWith("\n    " + text.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          7  | // none | Wrong: There is no kernel. Write it.kernel("its host name")
          7  | it.kernel("wrong_{U}"); | Wrong: The kernel wrong_{U} has {U} in its name, which is no axis. The axes are T, n.
          7  | it.kernel("wrong_{n:id}"); | Wrong: The kernel wrong_{n:id} has {n:id} in its name, but n is no axis of types. Write {n}.
          7  | it.kernel("wrong_{T}"); it.kernel("wrong_{n}"); | Wrong: Two kernels are variants 'wrong'. Name them: it.kernel("wrong_{n}").named(...)
          7  | it.kernel("{T}"); it.kernel("wrong_{T}"); | Wrong: The variant '' cannot be in an id. Name it: it.kernel("{T}").named(...)
          10 | // none | Wrong: There is no output, so nothing to check. Write it.output("out", FLOAT, n)
          11 | // none | Wrong: The kernel wrong_{T} has no grid. Write it.grid(...).threads(...)
          11 | it.grid(n); | Wrong: The grid has no threads. Write it.grid(...).threads(...), such as .threads(256)
          10 | it.output("out", Layout.block().field("d", HALF), n); | Wrong: The output out is made of blocks; outputs are of scalars
          """)
  void whatIsMissingIsToldByTheContract(int line, String text, String message) {
    assertThat(describe(line, text)).startsWith(message);
  }

  @Test
  void aDescriptionThatThrowsIsToldByItsLine() {
    assertThat(describe(9, "    Integer.parseInt(\"x\");"))
        .isEqualTo(
            PATH
                + ":9: Wrong.describe threw NumberFormatException: For input string: \"x\"\n"
                + "    Integer.parseInt(\"x\");");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          c.output("out", c.size("m"), i -> c.at("x", i)); | There is no axis m of sizes. There are: n
          c.output("out", c.size("n"), i -> c.flag("n") ? c.at("x", i) : c.at("x", i)); | There is no axis n of true and false. There are: none
          c.each(2, i -> c.output("out", c.at("x", i), i)); | x has no element [1]: its sizes are [1]
          c.output("out", c.scan(c.size("n"), i -> c.at("x", i))[0], 1); | The output out has no element [1]: its sizes are [1]
          c.output("out", c.size("n"), i -> c.at("y", i)); | There is no input y. There are: x
          c.output("out", c.size("n"), i -> c.at("x", i + 1)); | x has no element [1]: its sizes are [1]
          c.output("out", c.size("n"), i -> c.at("x", i, 0)); | x has no element [0, 0]: its sizes are [1]
          c.output("out", c.size("n"), i -> c.value("e")); | There is no value e. There are: eps
          c.output("y", c.size("n"), i -> c.at("x", i)); | There is no output y. There are: out
          c.output("out", 2, i -> c.at("x", 0)); | The output out has no element [1]: its sizes are [1]
          c.output("out", c.at("x", 0), 0, 0); | The output out has no element [0, 0]: its sizes are [1]
          c.output("out", c.at("x", 0), 0); c.output("out", c.at("x", 0), 0); | The element [0] of out is given twice
          c.output("out", c.at("x", 0), 0); c.exactly("out", 1L, 0); | The output out is given with c.output and with c.exactly; give it with one of them
          c.oneOf("out", new long[0], 0); | The element [0] of out can be none of no values
          c.output("out", c.block("x", 0).at("d"), 0); | x is not made of blocks; read it with c.at("x", ...)
          c.output("out", c.size("n"), i -> c.at("x", i).in(INT)); | in(INT): the type is FLOAT, HALF or BFLOAT
          c.output("out", c.size("n"), i -> c.at("x", i).rounded(BOOL)); | rounded(BOOL): the type is FLOAT, HALF or BFLOAT
          c.output("out", c.size("n"), i -> c.at("x", i).in(BFLOAT).exp()); | exp has no accuracy for bfloat16 in the table msl-precise, so nothing bounds a kernel that calls it; compute it in float: x.in(FLOAT)
          c.output("out", c.size("n"), i -> c.at("x", i).exp().in(BFLOAT).rescaled()); | rescaled() multiplies by an exp, and exp has no accuracy for bfloat16 in the table msl-precise, so nothing bounds a kernel that calls it; call it before the number goes to BFLOAT: x.rescaled().in(BFLOAT)
          Integer.parseInt("x"); | Wrong.reference threw NumberFormatException: For input string: "x"
          """)
  void aMistakeInAReferenceIsToldByItsLine(String text, String message) {
    String told = reference(text);

    assertThat(told).startsWith(PATH + ":14: " + message);
    assertThat(told).endsWith("\n    " + text.strip());
  }

  @Test
  void anElementThatIsNotGivenIsTold() {
    assertThat(reference("// nothing"))
        .isEqualTo(
            "Wrong: The reference does not give the element [0] of out, whose sizes are [1]");
  }

  @Test
  void aThreadgroupThatIsTooLargeIsTold() throws Exception {
    KernelFamily family = family(11, "    it.grid(n).threads(n.times(1000));");
    var problems = family.enumerate(ContractRun.selection(Map.of("n", "33"))).problems();

    assertThat(message(() -> problems.get(0).problem(0).launch(problems.get(0).cells().get(0))))
        .startsWith("Wrong: A threadgroup has 33000 threads at T=float, n=33; Metal allows 1024.");
  }

  private interface Step {
    void run() throws Exception;
  }

  private static String message(Step step) {
    try {
      step.run();
    } catch (Exception e) {
      assertThat(e).isInstanceOfAny(CompilationException.class, AuthorException.class);
      return e.getMessage();
    }
    throw new AssertionError("nothing was wrong");
  }

  private String describe(int line, String text) {
    return message(() -> family(line, text));
  }

  private String reference(String text) {
    return message(
        () -> {
          Enumeration cells =
              family(14, text).enumerate(ContractRun.selection(Map.of("n", "1", "T", "float")));
          Problem problem = cells.problems().get(0).problem(0);
          problem.expected(cells.cells().get(0));
        });
  }

  private KernelFamily family(int line, String text) throws Exception {
    List<String> lines = new ArrayList<>(RIGHT);
    lines.set(line - 1, text);
    ContractSources sources =
        new ContractSources(
            "src/conformance/java", List.of(new SourceText(PATH, String.join("\n", lines) + "\n")));
    return new ContractLoader()
        .load(sources, project)
        .families(Arithmetic.of(AccuracyTable.MSL_PRECISE))
        .get(0);
  }
}
