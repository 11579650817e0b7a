package io.github.kernelconformance.mojo;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.goal.CudaRequest;
import io.github.kernelconformance.goal.MetalRequest;
import io.github.kernelconformance.goal.MetallibSettings;
import io.github.kernelconformance.goal.NothingRanException;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.RepositoryRoot;
import io.github.kernelconformance.goal.Request;
import io.github.kernelconformance.goal.Sources;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Flag;
import io.github.kernelconformance.matrix.Selection;
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

  /**
   * The directory of the Metal sources. Example: {@code src/gpu}.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kernelConformance.sourceDirectory",
      defaultValue = "${project.basedir}/src/main/metal")
  private File sourceDirectory;

  /**
   * Ant patterns of the Metal sources, relative to the source directory. Example: {@code
   * fp_*.metal,qmv/**}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.includes", defaultValue = "**/*.metal")
  private List<String> includes;

  /**
   * Ant patterns of Metal sources to leave out. Example: {@code experimental_*.metal}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.excludes")
  private List<String> excludes;

  /**
   * Directories that {@code #include} searches. The source directory if not set. Example: {@code
   * include,../shared}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.includePaths")
  private List<File> includePaths;

  /**
   * Preprocessor macros and their values. An empty element defines its macro as nothing. Example:
   * {@code <TILE>8</TILE>}.
   *
   * @since 0.1.0
   */
  @Parameter private Map<String, String> defines;

  /**
   * Values of function constants, by name. A kernel must not use a constant that has no value.
   * Example: {@code <has_bias>true</has_bias>}.
   *
   * @since 0.1.0
   */
  @Parameter private Map<String, String> functionConstants;

  /**
   * The directory of the project's contracts, Java files each of which has a contract. It need not
   * exist. Example: {@code src/contracts}.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kernelConformance.contractDirectory",
      defaultValue = "${project.basedir}/src/conformance/java")
  private File contractDirectory;

  /**
   * Contracts, separated by commas: {@code fp_qmv}, {@code affine_qmv}, and those of the project.
   * {@code auto} runs the project's contracts, and {@code fp_qmv} if the project has none or has
   * kernels for it. Example: {@code fp_qmv,affine_qmv}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.families", defaultValue = "auto")
  private String families;

  /**
   * Quantization modes, separated by commas, or {@code all} for every mode of the families.
   * Example: {@code mxfp4,nvfp4}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.modes", defaultValue = "all")
  private String modes;

  /**
   * Element types of the vectors, separated by commas. Example: {@code float16}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.dtypes", defaultValue = "float32,float16,bfloat16")
  private String dtypes;

  /**
   * Batches, separated by commas. {@code auto} runs one product at every size, and batches at a few
   * sizes if there is a kernel for them. Example: {@code 1,3,3-broadcast,3-padded}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.batch", defaultValue = "auto")
  private String batch;

  /**
   * Rows of x: numbers and ranges, separated by commas. {@code auto} runs one row at every size,
   * and several rows at a few sizes. Example: {@code 1..3}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.m", defaultValue = "auto")
  private String m;

  /**
   * Output sizes N: numbers and ranges, separated by commas. Example: {@code 1..7,16}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.n", defaultValue = "1..16")
  private String n;

  /**
   * Inner sizes K: numbers and ranges, separated by commas. {@code auto} runs the sizes at which
   * the kernels of each mode change their path. Example: {@code 512,4096}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.k", defaultValue = "auto")
  private String k;

  /**
   * How inputs are made, separated by commas: {@code exact}, {@code normal}, {@code special}.
   * Example: {@code exact}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.patterns", defaultValue = "exact,normal")
  private String patterns;

  /**
   * More shapes, as cell ids spell them, separated by commas, or {@code none}. Each runs with every
   * variant and type, whatever the other parameters say. One may end in a pattern. Example: {@code
   * N=70/K=128,B=6-grid/N=5/K=384/exact}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.shapes", defaultValue = "none")
  private String shapes;

  /**
   * Values on axes of the project's contracts, by the name of the axis. An axis that is not set has
   * the values of its contract. Example: {@code <rows>1,3</rows>}.
   *
   * @since 0.1.0
   */
  @Parameter private Map<String, String> axes;

  /**
   * Globs over cell ids, separated by commas. They select a part of the matrix. Example: {@code
   * mxfp4/float16/qmv/**}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.cells", defaultValue = "**")
  private String cells;

  /**
   * The GPU whose host chooses among kernels, as Metal's {@code architecture.name} spells it. It
   * decides which cells a report calls routed, and nothing else: every legal kernel runs. The
   * default, an M4, is the same on every machine, a Mac included. Example: {@code applegpu_g17s}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.architecture", defaultValue = "applegpu_g16g")
  private String architecture;

  /**
   * The device that runs the kernels: {@code host}, {@code metal}, {@code cuda}, or {@code auto},
   * which takes Metal, else CUDA, if a GPU answers the probes rightly, and the host otherwise.
   * Example: {@code host}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.device", defaultValue = "auto")
  private String device;

  /**
   * What the host device looks for while kernels run, separated by commas: {@code memory}, {@code
   * race}, {@code fence}, {@code undefined}, or {@code none}. {@code fence} finds what would be a
   * race but for a barrier with {@code mem_flags::mem_none}, which orders no memory. Example:
   * {@code memory,race}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.checks", defaultValue = "memory,race,fence,undefined")
  private String checks;

  /**
   * How Metal's compiler treats floating point: {@code safe}, {@code relaxed} or {@code fast}.
   * Example: {@code fast}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.mathMode", defaultValue = "safe")
  private String mathMode;

  /**
   * Whether to turn on Metal's shader validation. The GPU then compares each access with the bounds
   * of buffers, and runs much slower. Example: {@code true}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.shaderValidation", defaultValue = "false")
  private String shaderValidation;

  /**
   * Environment variables for the processes that use the GPU. Example: {@code
   * <MTL_DEBUG_LAYER>1</MTL_DEBUG_LAYER>}.
   *
   * @since 0.1.0
   */
  @Parameter private Map<String, String> metalEnvironment;

  /**
   * The directory of the CUDA toolkit whose compiler and tools are used. If not set, they are
   * looked for in the usual places. Example: {@code /usr/local/cuda-13.0}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.cudaHome")
  private File cudaHome;

  /**
   * Tools of NVIDIA's compute-sanitizer that watch each kernel on the device {@code cuda},
   * separated by commas: {@code memcheck}, {@code racecheck}, {@code initcheck}, {@code synccheck},
   * or {@code none}. Kernels run much slower. Example: {@code memcheck}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.computeSanitizer", defaultValue = "none")
  private String computeSanitizer;

  /**
   * The compiler of the host device: {@code maven} for the clang from the Maven repository, or a
   * path. Example: {@code /usr/lib/llvm-20/bin/clang}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.clang", defaultValue = "maven")
  private String clang;

  /**
   * The seconds that a kernel may take for a cell. A cell that takes longer fails. Example: {@code
   * 10}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.timeout", defaultValue = "60")
  private String timeout;

  /**
   * How many processes run kernels at once: a number, or {@code cores} for one for each processor.
   * Example: {@code 4}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.forks", defaultValue = "cores")
  private String forks;

  /**
   * Flags for Apple's Metal compiler, after those of {@code mathMode}. If two flags contradict each
   * other, the last one counts. They have no effect without Apple's tools. Example: {@code
   * -Wno-unused-variable}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.metalFlags")
  private List<String> metalFlags;

  /**
   * The part of the matrix to run, for a matrix that is spread over machines. All of it if not set.
   * The goal {@code merge} joins the reports. Example: {@code 2/5}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.shard")
  private String shard;

  /**
   * The directory of compiled libraries and reports. Example: {@code target/gate}.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kernelConformance.outputDirectory",
      defaultValue = "${project.build.directory}/kernel-conformance")
  private File outputDirectory;

  /**
   * Whether to write the inputs, the output and the reference of each failing cell as NumPy arrays,
   * below {@code bundles} in the output directory. At most 64 cells are written. Example: {@code
   * true}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.bundle", defaultValue = "false")
  private String bundle;

  /**
   * Whether to compile and run kernels even if nothing has changed since the last run. Example:
   * {@code true}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.force", defaultValue = "false")
  private String force;

  /**
   * Whether a run that passes proves that it could have failed: a kernel of each contract is run
   * with a mistake, and if its cells pass, the build is an error. Example: {@code false}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.selfCheck", defaultValue = "true")
  private String selfCheck;

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
            values(functionConstants),
            contractDirectory.toPath()),
        Selection.parse(families, words(), values(axes), cells),
        device,
        checks,
        new MetalRequest(
            mathMode, Flag.parse("shaderValidation", shaderValidation), values(metalEnvironment)),
        new CudaRequest(cudaHome == null ? "" : cudaHome.toString(), computeSanitizer),
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
        Flag.parse("selfCheck", selfCheck),
        commands().verify(),
        MavenSurroundings.of(session(), getLog()));
  }

  /** What the contracts themselves read. */
  private Map<String, String> words() {
    return Map.of(
        "modes", modes,
        "dtypes", dtypes,
        "batch", batch,
        "m", m,
        "n", n,
        "k", k,
        "patterns", patterns,
        "shapes", shapes,
        "architecture", architecture);
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
