package io.github.kernelconformance.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A bad value of each parameter that there is, from the plugin's own descriptor, and its message.
 */
class ParametersTest {

  private static final String FILE = "'file' is a file. Allowed: a directory.";

  /** Each goal's bad values; but for the clang of the goal doctor, which fails for nothing. */
  private static final Map<String, List<Bad>> GOALS =
      Map.of(
          "compile", both(kernelParameters(), compileParameters()),
          "verify", both(kernelParameters(), gateParameters()),
          "coverage", both(kernelParameters(), coverageParameters()),
          "mutate", both(kernelParameters(), mutateParameters()),
          "merge", both(mergeParameters(), gateParameters()),
          "accept", acceptParameters(),
          "report", List.of(skip(), bad("outputDirectory", ParametersTest::file, FILE)),
          "aggregate", aggregateParameters(),
          "doctor", List.of(skip()));

  @TempDir private Path project;

  /**
   * A bad value.
   *
   * @param value what Maven would inject
   * @param message how the message starts
   * @param end how it ends; empty for any end
   */
  record Bad(String parameter, Function<Path, Object> value, String message, String end) {

    @Override
    public String toString() {
      return parameter;
    }
  }

  private static Bad skip() {
    return text("skip", "ture", "unknown value 'ture'. Allowed: true, false. Did you mean 'true'");
  }

  private static List<Bad> kernelParameters() {
    return List.of(
        skip(),
        bad("sourceDirectory", ParametersTest::file, FILE),
        bad("includes", it -> withNull(), "an element is empty. Allowed: elements with a value"),
        bad("excludes", it -> withNull(), "an element is empty. Allowed: elements with a value"),
        new Bad(
            "includePaths",
            it -> List.of(it.resolve("incldue").toFile()),
            "there is no directory 'incldue'. Allowed: directories that exist.",
            "Did you mean 'include'?"),
        bad(
            "defines",
            it -> Map.of("1X", "1"),
            "'1X' cannot be the name of a macro. Allowed: letters"),
        bad(
            "functionConstants",
            it -> Map.of("has bias", "true"),
            "'has bias' cannot be the name of a function constant. Allowed: letters"),
        bad("contractDirectory", ParametersTest::file, FILE),
        text("families", "fp_qvm", "unknown family 'fp_qvm'. Allowed: fp_qmv, affine_qmv. Did"),
        new Bad("modes", it -> "mxpf4", "unknown mode 'mxpf4'. Allowed:", "mean 'mxfp4'?"),
        text("dtypes", "float", "unknown dtype 'float'. Allowed: float32, float16, bfloat16. Did"),
        text("batch", "3-paded", "unknown layout 'paded'. Allowed: "),
        text("architecture", "m4", "'m4' is not an architecture of an Apple GPU"),
        text("m", "0", "'0' is out of range. Allowed: auto, or whole numbers from 1 to"),
        text("n", "8..1", "'8..1' runs backwards. Allowed: whole numbers"),
        text("k", "48,", "'48,' has an empty entry. Allowed: auto, or whole numbers"),
        text("patterns", "norml", "unknown pattern 'norml'. Allowed: exact, normal, special. Did"),
        text("shapes", "N=70", "'N=70' is not a shape. Allowed: none, or shapes as cell ids"),
        bad("axes", it -> Map.of("rows", "1"), "no selected contract has an axis 'rows'"),
        new Bad("cells", it -> "**/N=99/**", "'**/N=99/**' matches none of the", "?"),
        text(
            "device",
            "hots",
            "unknown device 'hots'. Allowed: auto, cuda, host, metal. Did you mean"),
        text(
            "checks", "rcae", "unknown check 'rcae'. Allowed: memory, race, undefined, fence. Did"),
        text("mathMode", "saef", "unknown math mode 'saef'. Allowed: safe, relaxed, fast. Did you"),
        text("shaderValidation", "on", "unknown value 'on'. Allowed: true, false."),
        bad(
            "metalEnvironment",
            it -> Map.of("A=B", "1"),
            "'A=B' cannot be the name of an environment va"),
        bad("metalFlags", it -> withNull(), "an element is empty. Allowed: elements with a value"),
        bad("cudaHome", it -> it.resolve("cuda").toFile(), "there is no directory 'cuda'. Allowed"),
        text(
            "computeSanitizer",
            "memchek",
            "unknown tool 'memchek'. Allowed: memcheck, racecheck, initcheck, synccheck. Did"),
        text("clang", "/no/clang", "/no/clang is not an executable file."),
        text("timeout", "60s", "'60s' is not a time. Allowed: seconds from 0.001 to 86400"),
        text("forks", "2C", "'2C' is not a number of processes. Allowed: 1 to 1024, or cores."),
        text("shard", "3/2", "'3/2' is not a shard. Allowed: index/count with the index"),
        bad("outputDirectory", ParametersTest::file, FILE),
        text("bundle", "ja", "unknown value 'ja'. Allowed: true, false."),
        text("force", "", "unknown value ''. Allowed: true, false."),
        text("selfCheck", "of", "unknown value 'of'. Allowed: true, false."));
  }

  private static List<Bad> gateParameters() {
    return List.of(
        text("failOnNonconformance", "no", "unknown value 'no'. Allowed: true, false."),
        bad("expectationsDirectory", ParametersTest::file, FILE),
        text("failOnStale", "flase", "unknown value 'flase'. Allowed: true, false. Did you mean"),
        text("accuracyLossFactor", "0.5", "'0.5' is not a factor. Allowed: a number from 1 to"),
        text("failOnAccuracyLoss", "True", "unknown value 'True'. Allowed: true, false. Did you"));
  }

  private static List<Bad> compileParameters() {
    return List.of(
        text("attach", "yes", "unknown value 'yes'. Allowed: true, false."),
        text(
            "attachment", "../k.metallib", "'../k.metallib' is not a file among the classes. All"));
  }

  private static List<Bad> coverageParameters() {
    return List.of(
        text("minimumCoverage", "95%", "'95%' is no percentage. Allowed: a number from"));
  }

  private static List<Bad> mutateParameters() {
    return List.of(
        text("operators", "boundry", "unknown operator 'boundry'. Allowed: all, boundary"),
        text("mutationThresholds", "matrx=95", "unknown rate 'matrx'. Allowed: "),
        text("exhaustive", "yes", "unknown value 'yes'. Allowed: true, false."));
  }

  private static List<Bad> acceptParameters() {
    return List.of(
        skip(),
        bad("outputDirectory", ParametersTest::file, FILE),
        bad("expectationsDirectory", ParametersTest::file, FILE),
        text("reason", "relErr<=2", "'relErr<=2' looks like a bound or a last day."),
        text("expires", "2027-02-30", "'2027-02-30' is not a date. Allowed: YYYY-MM-DD"));
  }

  private static List<Bad> mergeParameters() {
    return List.of(
        skip(),
        new Bad(
            "shardsDirectory",
            it -> it.resolve("sharsd").toFile(),
            "there is no directory 'sharsd'. Allowed: a directory that holds the report.json of each",
            "Did you mean 'shards'?"),
        new Bad(
            "shardReports",
            it -> "*/repotr.json",
            "no file in shards matches '*/repotr.json'. Allowed: an Ant pattern that matches the shards'",
            "Did you mean '1/report.json'?"),
        bad("outputDirectory", ParametersTest::file, FILE));
  }

  private static List<Bad> aggregateParameters() {
    return List.of(
        skip(),
        new Bad(
            "moduleReports",
            it -> "ouptut",
            "no module has a report.json in 'ouptut' of its build directory. Allowed: a directory",
            "Did you mean 'output'?"),
        bad("aggregateDirectory", ParametersTest::file, FILE));
  }

  @BeforeEach
  void directories() throws IOException {
    Files.createDirectories(project.resolve("include"));
    Files.writeString(project.resolve("file"), "");
    Files.createDirectories(project.resolve("output"));
    Files.writeString(
        project.resolve("output/report.json"),
        """
        {"schemaVersion": 2, "device": "host", "description": "", "settings": {},
         "contracts": {}, "kernels": {}, "cells": []}
        """);
    Files.createDirectories(project.resolve("shards/1"));
    Files.copy(project.resolve("output/report.json"), project.resolve("shards/1/report.json"));
  }

  static Stream<Arguments> badValues() {
    return GOALS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(goal -> goal.getValue().stream().map(bad -> Arguments.of(goal.getKey(), bad)));
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void aBadValueIsTold(String goal, Bad bad) throws Exception {
    AbstractMojo mojo = mojo(goal);
    set(mojo, bad.parameter(), bad.value().apply(project));

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageStartingWith("Parameter '" + bad.parameter() + "': " + bad.message())
        .hasMessageEndingWith(bad.end());
  }

  @Test
  void doctorTellsABadClangAmongAllElse() throws Exception {
    List<String> lines = new ArrayList<>();
    AbstractMojo doctor = mojo("doctor");
    set(doctor, "clang", "/no/clang");
    doctor.setLog(
        new SystemStreamLog() {
          @Override
          public void info(CharSequence line) {
            lines.add(line.toString());
          }
        });
    doctor.execute();

    assertThat(lines)
        .anyMatch(it -> it.startsWith("clang: none. Parameter 'clang': /no/clang is not an exec"));
  }

  /** A parameter that a goal has and the lists above have not makes this test fail. */
  @Test
  void everyParameterOfEveryGoalHasABadValue() throws Exception {
    Map<String, Set<String>> tested = new TreeMap<>();
    GOALS.forEach(
        (goal, parameters) ->
            tested.put(
                goal,
                parameters.stream()
                    .map(Bad::parameter)
                    .collect(Collectors.toCollection(TreeSet::new))));
    tested.get("doctor").add("clang");

    assertThat(tested).isEqualTo(descriptor());
  }

  private AbstractMojo mojo(String goal) throws Exception {
    return switch (goal) {
      case "compile" -> compile();
      case "verify" -> verify();
      case "coverage" ->
          with(
              new CoverageMojo(),
              conformance(),
              kernels("coverage"),
              Map.of("minimumCoverage", "0"));
      case "mutate" ->
          with(
              new MutateMojo(),
              conformance(),
              kernels("mutate"),
              Map.of("operators", "all", "exhaustive", "false"));
      case "merge" -> merge();
      case "accept" -> accept();
      case "report" ->
          with(new ReportMojo(), conformance(), Map.of("outputDirectory", directory("output")));
      case "aggregate" ->
          with(
              new AggregateMojo(),
              conformance(),
              Map.of("moduleReports", "output", "aggregateDirectory", directory("all")));
      case "doctor" -> with(new DoctorMojo(), conformance(), Map.of("clang", "maven"));
      default -> throw new AssertionError(goal);
    };
  }

  private File directory(String name) {
    return project.resolve(name).toFile();
  }

  /** What all goals have in common. */
  private Map<String, Object> conformance() {
    MavenProject maven = new MavenProject();
    maven.setFile(directory("pom.xml"));
    maven.getBuild().setDirectory(project.toString());
    return Map.of("project", maven, "session", session(maven), "skip", "false");
  }

  /** What goals that may fail the build have in common. */
  private Map<String, Object> gate() {
    return Map.of(
        "expectationsDirectory", directory("conformance"),
        "failOnNonconformance", "true",
        "failOnStale", "false",
        "accuracyLossFactor", "2",
        "failOnAccuracyLoss", "false");
  }

  private AbstractMojo verify() throws Exception {
    return with(new VerifyMojo(), conformance(), kernels("verify"), gate());
  }

  private AbstractMojo compile() throws Exception {
    return with(
        new CompileMojo(),
        conformance(),
        kernels("compile"),
        Map.of(
            "attach", "true",
            "attachment", "kernels.metallib",
            "classes", directory("classes")));
  }

  private AbstractMojo merge() throws Exception {
    return with(
        new MergeMojo(),
        conformance(),
        gate(),
        Map.of(
            "shardsDirectory", directory("shards"),
            "shardReports", "**/report.json",
            "outputDirectory", directory("output")));
  }

  private AbstractMojo accept() throws Exception {
    return with(
        new AcceptMojo(),
        conformance(),
        Map.of(
            "outputDirectory",
            directory("output"),
            "expectationsDirectory",
            directory("conformance"),
            "reason",
            "",
            "expires",
            ""));
  }

  /** What goals that touch kernels have in common. */
  private Map<String, Object> kernels(String goal) {
    Map<String, Object> values = new HashMap<>();
    values.put("execution", new MojoExecution(new Plugin(), goal, "default"));
    values.put("sourceDirectory", directory("metal"));
    values.put("contractDirectory", directory("contracts"));
    values.put("includes", List.of("**/*.metal"));
    values.put("outputDirectory", directory("output"));
    values.put("mathMode", "safe");
    values.put("shaderValidation", "false");
    values.put("families", "fp_qmv");
    values.put("modes", "all");
    values.put("dtypes", "float32,float16,bfloat16");
    values.put("batch", "auto");
    values.put("architecture", "applegpu_g16g");
    values.put("m", "auto");
    values.put("n", "1..16");
    values.put("k", "auto");
    values.put("patterns", "exact,normal");
    values.put("shapes", "none");
    values.put("cells", "**");
    values.put("device", "host");
    values.put("checks", "none");
    values.put("computeSanitizer", "none");
    values.put("clang", "maven");
    values.put("timeout", "60");
    values.put("forks", "1");
    values.put("shard", "");
    values.put("bundle", "false");
    values.put("force", "false");
    values.put("selfCheck", "true");
    return values;
  }

  @SuppressWarnings("deprecation") // Maven itself makes sessions no other way.
  private MavenSession session(MavenProject maven) {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setBaseDirectory(project.toFile());
    request.setMultiModuleProjectDirectory(project.toFile());
    MavenSession session =
        new MavenSession(
            null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
    session.setProjects(List.of(maven));
    return session;
  }

  @SafeVarargs
  private static AbstractMojo with(AbstractMojo mojo, Map<String, Object>... values)
      throws Exception {
    for (Map<String, Object> some : values) {
      for (Map.Entry<String, Object> value : some.entrySet()) {
        set(mojo, value.getKey(), value.getValue());
      }
    }
    return mojo;
  }

  private static void set(AbstractMojo mojo, String name, Object value) throws Exception {
    for (Class<?> type = mojo.getClass(); type != AbstractMojo.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          field.set(mojo, value);
          return;
        }
      }
    }
    throw new AssertionError("there is no field " + name);
  }

  /** The parameters that a pom can set, as the build wrote them into the plugin's descriptor. */
  private static Map<String, Set<String>> descriptor() throws Exception {
    File file = new File("../plugin/target/classes/META-INF/maven/plugin.xml");
    Element plugin =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(file)
            .getDocumentElement();
    Map<String, Set<String>> goals = new TreeMap<>();
    for (Element mojo : elements(plugin, "mojo")) {
      if (!text(mojo, "goal").equals("help")) {
        Set<String> names = goals.computeIfAbsent(text(mojo, "goal"), it -> new TreeSet<>());
        for (Element parameter : elements(mojo, "parameter")) {
          if (text(parameter, "editable").equals("true")) {
            names.add(text(parameter, "name"));
          }
        }
      }
    }
    return goals;
  }

  private static List<Element> elements(Element parent, String name) {
    List<Element> elements = new ArrayList<>();
    NodeList nodes = parent.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static String text(Element parent, String name) {
    return elements(parent, name).get(0).getTextContent();
  }

  private static List<Bad> both(List<Bad> some, List<Bad> others) {
    return Stream.of(some, others).flatMap(List::stream).toList();
  }

  private static Bad text(String parameter, String value, String message) {
    return bad(parameter, it -> value, message);
  }

  private static Bad bad(String parameter, Function<Path, Object> value, String message) {
    return new Bad(parameter, value, message, "");
  }

  private static Object file(Path project) {
    return project.resolve("file").toFile();
  }

  /** Maven gives null for an empty element. */
  private static List<Object> withNull() {
    return Collections.unmodifiableList(Arrays.asList("a", null));
  }
}
