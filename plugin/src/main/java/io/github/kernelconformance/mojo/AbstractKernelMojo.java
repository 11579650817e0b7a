package io.github.kernelconformance.mojo;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.goal.MetalRequest;
import io.github.kernelconformance.goal.MetallibSettings;
import io.github.kernelconformance.goal.NothingRanException;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.RepositoryRoot;
import io.github.kernelconformance.goal.Request;
import io.github.kernelconformance.goal.Sources;
import io.github.kernelconformance.matrix.Axes;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Flag;
import io.github.kernelconformance.toolchain.MavenArtifactLocator;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/** The parameters that goals which touch kernels share. */
abstract class AbstractKernelMojo extends AbstractConformanceMojo {

  @Inject private RepositorySystem repositorySystem;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** Where the Metal sources are. */
  @Parameter(
      property = "kernelConformance.sourceDirectory",
      defaultValue = "${project.basedir}/src/main/metal")
  private File sourceDirectory;

  /** Ant patterns of the Metal sources, relative to the source directory. */
  @Parameter(property = "kernelConformance.includes", defaultValue = "**/*.metal")
  private List<String> includes;

  /** Ant patterns of Metal sources to leave out. */
  @Parameter(property = "kernelConformance.excludes")
  private List<String> excludes;

  /** Directories that {@code #include} searches. The source directory unless set. */
  @Parameter(property = "kernelConformance.includePaths")
  private List<File> includePaths;

  /** Preprocessor macros and their values; an empty element defines its macro as nothing. */
  @Parameter private Map<String, String> defines;

  /**
   * Values of function constants by name, for example {@code <has_bias>true</has_bias>}. A kernel
   * must not use one that has none.
   */
  @Parameter private Map<String, String> functionConstants;

  /** Kernel families, separated by commas: {@code fp_qmv}, {@code affine_qmv}. */
  @Parameter(property = "kernelConformance.families", defaultValue = "fp_qmv")
  private String families;

  /** Quantization modes, separated by commas; {@code all} for those that the families have. */
  @Parameter(property = "kernelConformance.modes", defaultValue = "all")
  private String modes;

  /** Element types of the vectors, separated by commas. */
  @Parameter(property = "kernelConformance.dtypes", defaultValue = "float32,float16,bfloat16")
  private String dtypes;

  /**
   * Batches, separated by commas, for example {@code 1,3,3-broadcast,3-padded}; {@code auto} for
   * one product at every size, and these batches at a few sizes where there is a kernel for them.
   */
  @Parameter(property = "kernelConformance.batch", defaultValue = "auto")
  private String batch;

  /**
   * Rows of x: numbers and ranges, separated by commas; {@code auto} for one row at every size, and
   * up to three at a few sizes.
   */
  @Parameter(property = "kernelConformance.m", defaultValue = "auto")
  private String m;

  /** Output sizes N: numbers and ranges, separated by commas. */
  @Parameter(property = "kernelConformance.n", defaultValue = "1..16")
  private String n;

  /** Inner sizes K: numbers and ranges, separated by commas; {@code auto} for each mode's edges. */
  @Parameter(property = "kernelConformance.k", defaultValue = "auto")
  private String k;

  /** How inputs are made, separated by commas: {@code exact}, {@code normal}. */
  @Parameter(property = "kernelConformance.patterns", defaultValue = "exact,normal")
  private String patterns;

  /** Globs over cell ids, separated by commas, to run a part of the matrix. */
  @Parameter(property = "kernelConformance.cells", defaultValue = "**")
  private String cells;

  /**
   * The device that runs the kernels: {@code host}, {@code metal}, or {@code auto} for Metal where
   * a GPU answers the probes rightly, else the host.
   */
  @Parameter(property = "kernelConformance.device", defaultValue = "auto")
  private String device;

  /**
   * What the host device looks for while kernels run, separated by commas: {@code memory}, {@code
   * race}, {@code undefined}; {@code none} for nothing.
   */
  @Parameter(property = "kernelConformance.checks", defaultValue = "memory,race,undefined")
  private String checks;

  /** How Metal's compiler treats floating point: {@code safe}, {@code relaxed} or {@code fast}. */
  @Parameter(property = "kernelConformance.mathMode", defaultValue = "safe")
  private String mathMode;

  /**
   * Whether Metal's shader validation is on: the GPU checks each access against the bounds of
   * buffers, and is slower by much.
   */
  @Parameter(property = "kernelConformance.shaderValidation", defaultValue = "false")
  private String shaderValidation;

  /**
   * Environment variables for the processes that use the GPU, for example {@code MTL_DEBUG_LAYER}.
   */
  @Parameter private Map<String, String> metalEnvironment;

  /** The compiler of the host device: {@code maven} for the repository's, or a path. */
  @Parameter(property = "kernelConformance.clang", defaultValue = "maven")
  private String clang;

  /** The seconds that a kernel may take for a cell; a cell that takes longer has failed. */
  @Parameter(property = "kernelConformance.timeout", defaultValue = "60")
  private String timeout;

  /**
   * How many processes run kernels at once: a number, or {@code cores} for as many as there are
   * processors.
   */
  @Parameter(property = "kernelConformance.forks", defaultValue = "cores")
  private String forks;

  /**
   * What Apple's Metal compiler is given after the flags of {@code mathMode}, the last word being
   * the last one's. Without Apple's tools it has no effect.
   */
  @Parameter(property = "kernelConformance.metalFlags")
  private List<String> metalFlags;

  /**
   * The part of the matrix to run, for a matrix that is spread over machines: {@code 2/5} is the
   * second of five. All of it unless set. The goal {@code merge} joins the reports.
   */
  @Parameter(property = "kernelConformance.shard")
  private String shard;

  /** Where compiled libraries and reports go. */
  @Parameter(
      property = "kernelConformance.outputDirectory",
      defaultValue = "${project.build.directory}/kernel-conformance")
  private File outputDirectory;

  /**
   * Whether to write the inputs, the outputs and the reference of each cell that fails as NumPy
   * arrays, below {@code bundles} in the output directory; of the first 64 where there are more.
   */
  @Parameter(property = "kernelConformance.bundle", defaultValue = "false")
  private String bundle;

  /** Whether to compile and run kernels even where nothing has changed since the last run. */
  @Parameter(property = "kernelConformance.force", defaultValue = "false")
  private String force;

  @Override
  final Outcome run()
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    return run(request());
  }

  /** The one call. */
  abstract Outcome run(Request request)
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException;

  private Request request() {
    Path source = sourceDirectory.toPath();
    return new Request(
        new Sources(
            project().getBasedir().toPath(),
            RepositoryRoot.of(
                project().getBasedir().toPath(),
                session().getRequest().getMultiModuleProjectDirectory().toPath()),
            source,
            elements("includes", includes),
            elements("excludes", excludes),
            includePaths == null || includePaths.isEmpty()
                ? List.of(source)
                : elements("includePaths", includePaths).stream().map(File::toPath).toList(),
            values(defines),
            values(functionConstants)),
        Axes.builder()
            .families(families)
            .modes(modes)
            .dtypes(dtypes)
            .batch(batch)
            .m(m)
            .n(n)
            .k(k)
            .patterns(patterns)
            .cells(cells)
            .build(),
        device,
        checks,
        new MetalRequest(
            mathMode, Flag.parse("shaderValidation", shaderValidation), values(metalEnvironment)),
        clang,
        new MavenArtifactLocator(
            repositorySystem,
            session().getRepositorySession(),
            project().getRemotePluginRepositories()),
        timeout,
        forks,
        new MetallibSettings(
            project().getArtifactId() + ".metallib",
            elements("metalFlags", metalFlags),
            System.getenv()),
        shard == null ? "" : shard,
        outputDirectory.toPath(),
        Flag.parse("bundle", bundle),
        Flag.parse("force", force),
        commands().verify(),
        MavenSurroundings.of(session(), getLog()));
  }

  /** Commands for messages, and what this build's own command says. */
  final Commands commands() {
    return new Commands(session(), project(), execution.getExecutionId());
  }

  /** The values in the order of the pom. Maven gives null for an element that is empty. */
  private static Map<String, String> values(Map<String, String> given) {
    Map<String, String> values = new LinkedHashMap<>();
    if (given != null) {
      given.forEach((name, value) -> values.put(name, value == null ? "" : value));
    }
    return values;
  }

  /** Maven gives no list for a parameter that is not set, and null for an empty element of one. */
  private static <T> List<T> elements(String parameter, List<T> list) {
    if (list == null) {
      return List.of();
    }
    if (list.stream().anyMatch(Objects::isNull)) {
      throw new ConfigurationException(
          parameter, "", "an element is empty", "elements with a value, or none", List.of());
    }
    return List.copyOf(list);
  }
}
