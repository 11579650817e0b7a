package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.testing.Axes;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.verdict.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Projects for tests, whose build would run a goal with the plugin's defaults. */
public final class Projects {

  /** A right {@code fp_qmv} for mxfp4, and nothing else; its macro OFF makes row ROW wrong. */
  static final Path KERNELS = Path.of("src", "test", "metal", "ulp_qmv.metal");

  private static final MetallibSettings NO_TOOLS =
      new MetallibSettings("project.metallib", List.of(), Map.of());

  private static final MetalRequest METAL = new MetalRequest("safe", false, Map.of());

  /** The day of the tests. */
  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private Projects() {}

  /** Adds a Metal source to a project. */
  static void write(Path project, String name, String text) throws IOException {
    Path file = sources(project).resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** A project with the right kernels. */
  static Path conforming(Path project) throws IOException {
    write(project, "kernels.metal", Files.readString(KERNELS));
    return project;
  }

  /** The few cells that the tests run. */
  static Axes axes() {
    return Axes.builder().modes("mxfp4").dtypes("float32").batch("1").m("1").n("1..8").k("32,288");
  }

  public static Request request(Path project, Selection axes) {
    return request(project, axes, Map.of());
  }

  static Request request(Path project, Selection axes, Map<String, String> defines) {
    return request(project, axes, defines, "host", TestToolchain.clang().executable().toString());
  }

  static Request request(
      Path project, Selection axes, Map<String, String> defines, String device, String clang) {
    return request(project, axes, defines, device, clang, METAL);
  }

  /** A request that also asks for the bundles of cells that fail. */
  static Request withBundles(Path project, Selection axes, Map<String, String> defines) {
    String clang = TestToolchain.clang().executable().toString();
    return request(project, axes, defines, "host", clang, METAL, NO_TOOLS, true);
  }

  static Request request(
      Path project,
      Selection axes,
      Map<String, String> defines,
      String device,
      String clang,
      MetalRequest metal) {
    return request(project, axes, defines, device, clang, metal, NO_TOOLS);
  }

  /** With Apple's tools, where the environment has them. */
  static Request request(
      Path project,
      Selection axes,
      Map<String, String> defines,
      String device,
      String clang,
      MetalRequest metal,
      MetallibSettings metallib) {
    return request(project, axes, defines, device, clang, metal, metallib, false);
  }

  private static Request request(
      Path project,
      Selection axes,
      Map<String, String> defines,
      String device,
      String clang,
      MetalRequest metal,
      MetallibSettings metallib,
      boolean bundle) {
    return new Request(
        new Sources(
            project,
            project,
            sources(project),
            List.of("**/*.metal"),
            List.of("**/excluded/**"),
            List.of(sources(project)),
            defines,
            Map.of(),
            project.resolve("src/conformance/java")),
        axes,
        device,
        "memory,race,fence,undefined",
        metal,
        CudaRequest.DEFAULT,
        clang,
        (group, artifact, version, classifier) -> {
          throw new AssertionError("the compiler was given");
        },
        "60",
        // A few cells are done before a second process has started.
        "1",
        metallib,
        "",
        output(project),
        bundle,
        true,
        "mvn kernel-conformance:verify",
        Surroundings.none());
  }

  /** The same request with values of function constants. */
  static Request withConstants(Request request, Map<String, String> functionConstants) {
    Sources it = request.sources();
    Sources sources =
        new Sources(
            it.basedir(),
            it.root(),
            it.directory(),
            it.includes(),
            it.excludes(),
            it.includePaths(),
            it.defines(),
            functionConstants,
            it.contracts());
    return with(request, sources, request.shard(), request.force());
  }

  /** The same request, but for a run that may give what the last one found. */
  static Request unforced(Request request) {
    return with(request, request.sources(), request.shard(), false);
  }

  /** The same request for a part of the matrix. */
  static Request shard(Request request, String shard) {
    return with(request, request.sources(), shard, request.force());
  }

  /** The same request for a run that proves that it could have failed. */
  static Request withSelfCheck(Request it) {
    return with(it, it.sources(), it.shard(), it.force(), true);
  }

  private static Request with(Request it, Sources sources, String shard, boolean force) {
    return with(it, sources, shard, force, it.selfCheck());
  }

  private static Request with(
      Request it, Sources sources, String shard, boolean force, boolean selfCheck) {
    return new Request(
        sources,
        it.selection(),
        it.device(),
        it.checks(),
        it.metal(),
        it.cuda(),
        it.clang(),
        it.locator(),
        it.timeout(),
        it.forks(),
        it.metallib(),
        shard,
        it.outputDirectory(),
        it.bundle(),
        force,
        selfCheck,
        it.rerun(),
        it.surroundings());
  }

  /** Runs the goal {@code verify} with the plugin's defaults. */
  public static Outcome verify(Request request) throws Exception {
    return verify(request, gate(request.sources().basedir()));
  }

  /** The same with other settings of the gate. */
  static Outcome verify(Request request, GateSettings gate) throws Exception {
    return verify(request, gate, Explain::of);
  }

  /** The same for tests that do not ask why cells fail, which takes most of the time. */
  static Outcome judge(Request request, GateSettings gate) throws Exception {
    return verify(request, gate, (workspace, library, results, basedir, notes) -> Explanation.NONE);
  }

  private static Outcome verify(Request request, GateSettings gate, Verify.Explainer explainer)
      throws Exception {
    SharedLibraries.bring(request);
    try {
      return Verify.run(request, gate, explainer);
    } finally {
      SharedLibraries.keep(request);
    }
  }

  /** What the plugin lets pass by default. */
  static GateSettings gate(Path project) {
    return new GateSettings(
        conformance(project), TODAY, false, false, 2, false, "mvn kernel-conformance:accept");
  }

  /** Where expectations and baselines are. */
  static Path conformance(Path project) {
    return project.resolve("src").resolve("conformance");
  }

  /** Where libraries and reports go. */
  public static Path output(Path project) {
    return project.resolve("target").resolve("kernel-conformance");
  }

  private static Path sources(Path project) {
    return project.resolve("src").resolve("main").resolve("metal");
  }
}
