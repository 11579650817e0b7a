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
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A bad value of each parameter that there is, from the plugin's own descriptor, and its message.
 */
class ParametersTest {

  /** Goals whose parameters are checked here. */
  private static final Set<String> GOALS = Set.of("compile", "verify", "accept");

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

  static List<Bad> verifyParameters() {
    return List.of(
        text("skip", "ture", "unknown value 'ture'. Allowed: true, false. Did you mean 'true'?"),
        bad("sourceDirectory", ParametersTest::file, "'file' is a file. Allowed: a directory."),
        bad("includes", it -> withNull(), "an element is empty. Allowed: elements with a value"),
        bad("excludes", it -> withNull(), "an element is empty. Allowed: elements with a value"),
        new Bad(
            "includePaths",
            it -> List.of(it.resolve("incldue").toFile()),
            "there is no directory 'incldue'. Allowed: directories that exist.",
            "Did you mean 'include'?"),
        bad("defines", it -> Map.of("1X", "1"), "'1X' is no name of a macro. Allowed: letters"),
        bad(
            "functionConstants",
            it -> Map.of("has bias", "true"),
            "'has bias' is no name of a function constant. Allowed: letters"),
        text("families", "fp_qvm", "unknown family 'fp_qvm'. Allowed: fp_qmv, affine_qmv. Did"),
        new Bad("modes", it -> "mxpf4", "unknown mode 'mxpf4'. Allowed:", "mean 'mxfp4'?"),
        text("dtypes", "float", "unknown dtype 'float'. Allowed: float32, float16, bfloat16. Did"),
        text("batch", "3-paded", "unknown layout 'paded'. Allowed: "),
        text("m", "0", "'0' is out of range. Allowed: auto, or whole numbers from 1 to"),
        text("n", "8..1", "'8..1' runs backwards. Allowed: whole numbers"),
        text("k", "48,", "'48,' has an empty entry. Allowed: auto, or whole numbers"),
        text("patterns", "norml", "unknown pattern 'norml'. Allowed: exact, normal. Did you mean"),
        new Bad("cells", it -> "**/N=99/**", "'**/N=99/**' matches none of the", "?"),
        text("device", "hots", "unknown device 'hots'. Allowed: auto, host, metal. Did you mean"),
        text("checks", "rcae", "unknown check 'rcae'. Allowed: memory, race, undefined. Did you"),
        text("mathMode", "saef", "unknown math mode 'saef'. Allowed: safe, relaxed, fast. Did you"),
        text("shaderValidation", "on", "unknown value 'on'. Allowed: true, false."),
        bad("metalEnvironment", it -> Map.of("A=B", "1"), "'A=B' is no name of an environment va"),
        bad("metalFlags", it -> withNull(), "an element is empty. Allowed: elements with a value"),
        text("clang", "/no/clang", "/no/clang is not an executable file."),
        text("timeout", "60s", "'60s' is not a time. Allowed: seconds from 0.001 to 86400"),
        text("forks", "2C", "'2C' is not a number of processes. Allowed: 1 to 1024, or cores."),
        text("shard", "3/2", "'3/2' is no part of a whole. Allowed: index/count with the index"),
        bad("outputDirectory", ParametersTest::file, "'file' is a file. Allowed: a directory."),
        text("bundle", "ja", "unknown value 'ja'. Allowed: true, false."),
        text("force", "", "unknown value ''. Allowed: true, false."),
        text("failOnNonconformance", "no", "unknown value 'no'. Allowed: true, false."),
        bad("expectationsDirectory", ParametersTest::file, "'file' is a file. Allowed: a dir"),
        text("failOnStale", "flase", "unknown value 'flase'. Allowed: true, false. Did you mean"),
        text("accuracyLossFactor", "0.5", "'0.5' is no factor. Allowed: a number from 1 to"),
        text("failOnAccuracyLoss", "True", "unknown value 'True'. Allowed: true, false. Did you"));
  }

  static List<Bad> compileParameters() {
    return List.of(
        text("attach", "yes", "unknown value 'yes'. Allowed: true, false."),
        text("attachment", "../k.metallib", "'../k.metallib' is no file among the classes. All"));
  }

  static List<Bad> acceptParameters() {
    return List.of(
        text("skip", "1", "unknown value '1'. Allowed: true, false."),
        bad("outputDirectory", ParametersTest::file, "'file' is a file. Allowed: a directory."),
        bad("expectationsDirectory", ParametersTest::file, "'file' is a file. Allowed: a dir"),
        text("reason", "relErr<=2", "'relErr<=2' reads as if it were a bound or a last day."),
        text("expires", "2027-02-30", "'2027-02-30' is no date. Allowed: YYYY-MM-DD"));
  }

  @BeforeEach
  void directories() throws IOException {
    Files.createDirectories(project.resolve("include"));
    Files.writeString(project.resolve("file"), "");
    Files.createDirectories(project.resolve("output"));
    Files.writeString(
        project.resolve("output/report.json"),
        """
        {"schemaVersion": 1, "device": "host", "description": "", "settings": {}, "kernels": {},
         "cells": []}
        """);
  }

  @ParameterizedTest
  @MethodSource("verifyParameters")
  void verifyTellsABadValue(Bad bad) throws Exception {
    assertTold(verify(), bad);
  }

  @ParameterizedTest
  @MethodSource("compileParameters")
  void compileTellsABadValue(Bad bad) throws Exception {
    assertTold(compile(), bad);
  }

  @ParameterizedTest
  @MethodSource("acceptParameters")
  void acceptTellsABadValue(Bad bad) throws Exception {
    assertTold(accept(), bad);
  }

  @Test
  void everyParameterHasABadValue() throws Exception {
    Set<String> tested =
        Stream.of(verifyParameters(), compileParameters(), acceptParameters())
            .flatMap(List::stream)
            .map(Bad::parameter)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(tested).isEqualTo(descriptor());
  }

  private void assertTold(AbstractMojo mojo, Bad bad) throws Exception {
    set(mojo, bad.parameter(), bad.value().apply(project));

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageStartingWith("Parameter '" + bad.parameter() + "': " + bad.message())
        .hasMessageEndingWith(bad.end());
  }

  private AbstractMojo verify() throws Exception {
    Map<String, Object> values = kernels("verify");
    values.put("expectationsDirectory", project.resolve("conformance").toFile());
    values.put("failOnNonconformance", "true");
    values.put("failOnStale", "false");
    values.put("accuracyLossFactor", "2");
    values.put("failOnAccuracyLoss", "false");
    return with(new VerifyMojo(), values);
  }

  private AbstractMojo compile() throws Exception {
    Map<String, Object> values = kernels("compile");
    values.put("attach", "true");
    values.put("attachment", "kernels.metallib");
    values.put("classes", project.resolve("classes").toFile());
    return with(new CompileMojo(), values);
  }

  /** What goals that touch kernels have in common. */
  private Map<String, Object> kernels(String goal) {
    MavenProject maven = new MavenProject();
    maven.setFile(project.resolve("pom.xml").toFile());
    Map<String, Object> values = new HashMap<>();
    values.put("project", maven);
    values.put("session", session());
    values.put("execution", new MojoExecution(new Plugin(), goal, "default"));
    values.put("sourceDirectory", project.resolve("metal").toFile());
    values.put("includes", List.of("**/*.metal"));
    values.put("outputDirectory", project.resolve("output").toFile());
    values.put("skip", "false");
    values.put("mathMode", "safe");
    values.put("shaderValidation", "false");
    values.put("families", "fp_qmv");
    values.put("modes", "all");
    values.put("dtypes", "float32,float16,bfloat16");
    values.put("batch", "auto");
    values.put("m", "auto");
    values.put("n", "1..16");
    values.put("k", "auto");
    values.put("patterns", "exact,normal");
    values.put("cells", "**");
    values.put("device", "host");
    values.put("checks", "none");
    values.put("clang", "maven");
    values.put("timeout", "60");
    values.put("forks", "1");
    values.put("shard", "");
    values.put("bundle", "false");
    values.put("force", "false");
    return values;
  }

  private AbstractMojo accept() throws Exception {
    return with(
        new AcceptMojo(),
        Map.of(
            "basedir",
            project.toFile(),
            "skip",
            "false",
            "outputDirectory",
            project.resolve("output").toFile(),
            "expectationsDirectory",
            project.resolve("conformance").toFile(),
            "reason",
            "",
            "expires",
            ""));
  }

  @SuppressWarnings("deprecation") // Maven itself makes sessions no other way.
  private MavenSession session() {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setBaseDirectory(project.toFile());
    request.setMultiModuleProjectDirectory(project.toFile());
    return new MavenSession(
        null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
  }

  private static AbstractMojo with(AbstractMojo mojo, Map<String, Object> values) throws Exception {
    for (Map.Entry<String, Object> value : values.entrySet()) {
      set(mojo, value.getKey(), value.getValue());
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
  private static Set<String> descriptor() throws Exception {
    File file = new File("target/classes/META-INF/maven/plugin.xml");
    Element plugin =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(file)
            .getDocumentElement();
    Set<String> names = new TreeSet<>();
    for (Element mojo : elements(plugin, "mojo")) {
      if (GOALS.contains(text(mojo, "goal"))) {
        for (Element parameter : elements(mojo, "parameter")) {
          if (text(parameter, "editable").equals("true")) {
            names.add(text(parameter, "name"));
          }
        }
      }
    }
    return names;
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
