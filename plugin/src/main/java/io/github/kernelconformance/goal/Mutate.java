package io.github.kernelconformance.goal;

import io.github.kernelconformance.authored.ContractSources;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Shard;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.mutation.Marks;
import io.github.kernelconformance.mutation.MutantResult;
import io.github.kernelconformance.mutation.MutatedProgram;
import io.github.kernelconformance.mutation.Rate;
import io.github.kernelconformance.mutation.Score;
import io.github.kernelconformance.report.MutationJson;
import io.github.kernelconformance.report.MutationPage;
import io.github.kernelconformance.report.MutationReport;
import io.github.kernelconformance.report.MutationText;
import io.github.kernelconformance.toolchain.Digests;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.worker.MutantDevice;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The goal {@code mutate}. */
public final class Mutate {

  private static final Path STORE = Path.of("mutants");

  private Mutate() {}

  /**
   * Makes mutants of the project's kernels, tries each on the cells that reach it, and writes what
   * became of them. What an earlier run found out of the same kernels, contracts and settings is
   * taken from there.
   *
   * @throws ConfigurationException if a shard is asked for
   * @throws NothingRanException if the matrix has no kernel
   * @throws CompilationException if a program does not compile
   * @throws ToolchainException if there is no compiler
   * @throws DeviceException if the device cannot choose mutants, or fails
   * @throws IOException if sources cannot be read or reports not be written
   */
  public static Outcome run(Request request, MutateSettings settings)
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    if (!request.shard().isBlank()) {
      Shard.parse(request.shard());
      throw new ConfigurationException(
          "shard",
          request.shard(),
          "the goal mutate tries mutants on the whole matrix, for another shard may see them",
          "no shard",
          List.of());
    }
    try (Workspace workspace = Workspace.openForMutants(request)) {
      return run(request, settings, workspace);
    }
  }

  private static Outcome run(Request request, MutateSettings settings, Workspace workspace)
      throws NothingRanException, CompilationException, DeviceException, IOException {
    MutantDevice device =
        workspace
            .mutants()
            .orElseThrow(
                () ->
                    new DeviceException(
                        "The goal mutate runs kernels on the host device, which is Linux: set the"
                            + " parameter device to host. The parameter selfCheck of the goal"
                            + " verify runs a mutant on any device."));
    if (workspace.lacksAll()) {
      throw NothingRan.explain(request, workspace);
    }
    Map<String, List<String>> lines = lines(request, workspace.programs());
    Marks marks = new Marks();
    lines.forEach(marks::read);
    MutationRun run =
        new MutationRun(
            workspace,
            request.selection(),
            device,
            settings,
            marks,
            new MutantStore(
                request.outputDirectory().resolve(STORE),
                identity(request, workspace),
                settings.exhaustive()),
            request.surroundings().progress());
    Map<MutatedProgram, List<MutantResult>> results = run.run();
    MutationReport report =
        new MutationReport(
            workspace.device().description(),
            workspace.matrix().cells().size(),
            distinct(results),
            lines);
    Files.createDirectories(request.outputDirectory());
    MutationJson.write(report, request.outputDirectory());
    MutationPage.write(report, request.outputDirectory());
    List<String> told = new ArrayList<>(workspace.notes());
    told.addAll(
        MutationText.lines(
            report,
            Places.relative(request.sources().basedir(), request.outputDirectory()),
            request.surroundings().style()));
    return new Outcome(told, failure(report, settings));
  }

  /**
   * A header that several sources include has its mutants in each. One that any of them kills is
   * killed; else what any of them says that runs it.
   */
  private static List<MutantResult> distinct(Map<MutatedProgram, List<MutantResult>> results) {
    Map<String, MutantResult> distinct = new LinkedHashMap<>();
    results.values().stream()
        .flatMap(List::stream)
        .forEach(
            it ->
                distinct.merge(
                    it.mutant().id(), it, (one, other) -> rank(other) < rank(one) ? other : one));
    return List.copyOf(distinct.values());
  }

  private static int rank(MutantResult result) {
    return switch (result.fate()) {
      case KILLED -> result.plain() ? 0 : 1;
      case SURVIVED -> 2;
      case EQUIVALENT -> 3;
      case NOT_REACHED -> 4;
    };
  }

  private static Optional<String> failure(MutationReport report, MutateSettings settings) {
    List<String> failures = new ArrayList<>();
    for (Rate rate : Rate.values()) {
      Score score = report.score(rate);
      Double least = settings.thresholds().get(rate);
      if (least != null && score.percent() < least) {
        failures.add(
            "the rate %s is %s %%, and at least %s %% is asked for"
                .formatted(
                    rate.id(), MutationText.percent(score.percent()), MutationText.percent(least)));
      }
    }
    return failures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Too many mutants survive: %s. A survivor is a change of a kernel that no cell sees:"
                    .formatted(String.join("; ", failures))
                + " add cells or inputs that do, or say in the source why the mutant is equivalent"
                + " (// equivalent mutants: <operator>: <reason>).");
  }

  /** All that decides what becomes of a program's mutants, but the program. */
  private static String identity(Request request, Workspace workspace) throws IOException {
    List<String> parts = new ArrayList<>();
    parts.add(Fingerprint.of(request));
    for (Path file : ContractSources.files(request.sources().contracts())) {
      parts.add(Files.readString(file));
    }
    workspace.matrix().cells().forEach(it -> parts.add(it.id() + " " + it.kernel()));
    return Digests.of(parts);
  }

  /** The lines of the project's files, as places name them. */
  private static Map<String, List<String>> lines(Request request, List<Program> programs)
      throws IOException {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (Program program : programs) {
      for (String file : program.files()) {
        Path path = request.sources().basedir().resolve(file);
        if (!lines.containsKey(file) && Files.isRegularFile(path)) {
          try {
            lines.put(file, Files.readAllLines(path));
          } catch (MalformedInputException e) {
            lines.put(file, List.of());
          }
        }
      }
    }
    return lines;
  }
}
