package io.github.kernelconformance.authored;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.Accuracy;
import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.contract.Grid;
import io.github.kernelconformance.contract.Tracked;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No contract, ours included, contains a tolerance, and none can set a bound. */
class NoToleranceTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PLUGIN = ROOT.resolve("plugin/src/main/java");
  private static final Path RESOURCES =
      Path.of("src/test/resources/io/github/kernelconformance/authored");

  private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  @Test
  void noContractOfOurDownstreamBuildsHasOne() throws IOException {
    Map<Path, String> contracts = new TreeMap<>();
    contracts.putAll(
        sources(ROOT.resolve("it/src/it"), it -> it.toString().contains("/src/conformance/java/")));
    contracts.putAll(sources(RESOURCES.resolve("right"), it -> true));

    assertThat(contracts).hasSizeGreaterThan(12);
    assertThat(findings(contracts)).isEmpty();
  }

  @Test
  void noExampleOfTheDocsHasOne() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
      for (Path page : pages.filter(it -> it.toString().endsWith(".md")).toList()) {
        EXAMPLE
            .matcher(Files.readString(page))
            .results()
            .map(it -> it.group(1))
            .flatMap(it -> ToleranceSearch.ofContract(it).stream())
            .forEach(it -> found.add(page + ": " + it));
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void noFamilyOfTheProductHasOne() throws IOException {
    Map<Path, String> families =
        sources(PLUGIN.resolve("io/github/kernelconformance/bundled"), it -> true);
    assertThat(families).isNotEmpty();
    List<String> found = new ArrayList<>();
    families.forEach(
        (path, source) ->
            ToleranceSearch.ofFamily(source).forEach(it -> found.add(path + ": " + it)));
    assertThat(found).isEmpty();
  }

  /**
   * Bounds are derived in one place for described contracts, and in one for the bundled ones.
   * Hypotheses take bounds of references over, or leave elements out of the comparison; they never
   * decide whether a cell passes.
   */
  @Test
  void boundsAreMadeWhereTheyAreDerivedAndNowhereElse() throws IOException {
    Pattern made = Pattern.compile("\\bnew\\s+(?:Expected\\.)?Near\\s*\\(");
    List<String> files =
        sources(PLUGIN, it -> true).entrySet().stream()
            .filter(it -> made.matcher(ToleranceSearch.code(it.getValue())).find())
            .map(it -> it.getKey().getFileName().toString())
            .toList();
    List<String> derived = List.of("ExpectedOutput.java", "Reference.java");
    List<String> ofHypotheses = List.of("Numbers.java", "Unknown.java");
    assertThat(files)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(derived, ofHypotheses).flatMap(List::stream).toList());
  }

  /** The door that there is: a number comes from memory, or of arithmetic on such. */
  @Test
  void authorsHaveNoDoorToABound() {
    assertThat(Tracked.class.getConstructors()).isEmpty();
    assertThat(Arithmetic.class.getConstructors()).isEmpty();
    assertThat(AccuracyTable.class.getConstructors()).isEmpty();
    assertThat(methods(Tracked.class, Arithmetic.class, AccuracyTable.class))
        .noneMatch(it -> Arrays.stream(it.getParameterTypes()).anyMatch(Accuracy.class::equals));
    assertThat(
            methods(
                Tracked.class,
                Arithmetic.class,
                AccuracyTable.class,
                Case.class,
                Description.class,
                io.github.kernelconformance.contract.Argument.class,
                io.github.kernelconformance.contract.Buffer.class,
                Grid.class))
        .filteredOn(it -> it.getParameterCount() > 0)
        .extracting(Method::getName)
        .noneMatch(it -> it.matches("(?i).*(toleran|(?<!un)bound|error|precision|ulp|slack).*"));
  }

  /** What takes plain numbers gives no more than one rounding of them. */
  @Test
  void noMethodThatTakesPlainNumbersGivesAWiderBoundThanARounding() throws Exception {
    Arithmetic arithmetic = Arithmetic.of(AccuracyTable.MSL_PRECISE);
    List<String> tried = new ArrayList<>();
    for (Method method : methods(Arithmetic.class)) {
      boolean plain = Arrays.equals(method.getParameterTypes(), new Class<?>[] {double.class});
      if (plain && method.getReturnType() == Tracked.class) {
        for (double number : new double[] {0.1, 1e-3, 3, 1e10, -7.7}) {
          Tracked made = (Tracked) method.invoke(arithmetic, number);
          assertThat(made.value()).as("%s", method).isEqualTo(number);
          assertThat(made.bound())
              .as("%s", method)
              .isLessThanOrEqualTo(Math.abs(number - (float) number));
        }
        tried.add(method.getName());
      }
    }
    assertThat(tried).containsExactlyInAnyOrder("exact", "constant");
    assertThat(
            methods(Case.class).stream()
                .filter(it -> Arrays.asList(it.getParameterTypes()).contains(double.class))
                .map(Method::getName)
                .distinct())
        .containsExactlyInAnyOrder("exact", "constant");
  }

  /** Each kind of tolerance, and the reason for which it is found. */
  @Test
  void aContractWithAToleranceIsFound() throws IOException {
    Map<String, List<String>> found =
        sources(RESOURCES.resolve("tolerance"), it -> true).entrySet().stream()
            .collect(
                Collectors.toMap(
                    it -> it.getKey().getFileName().toString(),
                    it -> ToleranceSearch.ofContract(it.getValue()).stream().distinct().toList()));
    assertThat(found)
        .containsOnly(
            Map.entry("Named.java", List.of("named so: TOLERANCE")),
            Map.entry("Compared.java", List.of("compared with: 1e-3")),
            Map.entry("Widened.java", List.of("added and taken off: 4096")),
            Map.entry("Given.java", List.of("made by hand: Expected", "made by hand: Near")));
  }

  private static List<String> findings(Map<Path, String> contracts) {
    List<String> found = new ArrayList<>();
    contracts.forEach(
        (path, source) ->
            ToleranceSearch.ofContract(source).forEach(it -> found.add(path + ": " + it)));
    return found;
  }

  private static List<Method> methods(Class<?>... types) {
    return Arrays.stream(types)
        .flatMap(it -> Arrays.stream(it.getDeclaredMethods()))
        .filter(it -> Modifier.isPublic(it.getModifiers()) && !it.isSynthetic())
        .toList();
  }

  private interface Chosen {
    boolean is(Path path);
  }

  private static Map<Path, String> sources(Path directory, Chosen chosen) throws IOException {
    Map<Path, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        if (chosen.is(file)) {
          sources.put(file, Files.readString(file));
        }
      }
    }
    return sources;
  }
}
