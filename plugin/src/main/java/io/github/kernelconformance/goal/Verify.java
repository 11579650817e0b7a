package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.CellFilter;
import io.github.kernelconformance.matrix.Shard;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.report.ConsoleReport;
import io.github.kernelconformance.report.Part;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.toolchain.Digests;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Explanation;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.Judgement;
import io.github.kernelconformance.verdict.Status;
import io.github.kernelconformance.verdict.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The goal {@code verify}. */
public final class Verify {

  private static final Path LAST_RUN = Path.of("last-run", "verify");

  private static final String UNCHANGED =
      "Nothing has changed since the last run, so no kernel ran. These are the results of"
          + " that run (-DkernelConformance.force runs the kernels again).";

  private Verify() {}

  /**
   * Runs the matrix, or a shard of it, on the project's programs and writes the reports. Where
   * nothing has changed since the last run, its outcome is given again and no kernel runs.
   *
   * @param settings what is let pass
   * @throws NothingRanException if no cell ran, or the sources have no kernel of a contract of the
   *     project; the reports are written all the same
   * @throws ContractMismatchException if kernels take other arguments than their contracts give
   *     them; nothing has run, and the reports say so
   * @throws CompilationException if a program does not compile
   * @throws ToolchainException if there is no compiler
   * @throws DeviceException if the compiler or the device fails
   * @throws IOException if sources cannot be read or reports not be written
   */
  public static Outcome run(Request request, GateSettings settings)
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    return run(request, settings, Explain::of);
  }

  /** Finds out why cells fail, as {@link Explain#of} does. */
  interface Explainer {
    Explanation of(
        Workspace workspace,
        Library library,
        List<CellResult> results,
        Path basedir,
        List<String> notes);
  }

  /** The same with another way to explain failures. */
  static Outcome run(Request request, GateSettings settings, Explainer explainer)
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    PathSettings.requireNoFile(
        request.sources().basedir(), "expectationsDirectory", settings.directory());
    LastRun last =
        new LastRun(request.outputDirectory().resolve(LAST_RUN), Fingerprint.of(request, settings));
    // Bundles are many files, and GitHub is to be told by each run.
    boolean always = request.force() || request.bundle() || Github.isHere(request.surroundings());
    Optional<Outcome> known = always ? Optional.empty() : last.outcome();
    if (known.isPresent()) {
      return known.get().after(UNCHANGED);
    }
    try (Workspace workspace = Workspace.open(request)) {
      last.forget();
      return run(request, settings, explainer, last, workspace);
    }
  }

  private static Outcome run(
      Request request,
      GateSettings settings,
      Explainer explainer,
      LastRun last,
      Workspace workspace)
      throws NothingRanException, CompilationException, DeviceException, IOException {
    Gate gate = Gate.open(settings, request, workspace.families(), workspace.device().name());
    ConformanceMatrix part =
        workspace.shard().map(workspace.matrix()::shard).orElse(workspace.matrix());
    List<String> notes = new ArrayList<>(workspace.notes());
    Map<String, String> narrowed = narrowed(request, settings);
    AbsentContracts absent = AbsentContracts.of(workspace, request.selection());
    Optional<NothingRanException> none = absent.error(request.sources());
    if (none.isPresent()) {
      writeSkipped(request, workspace, part, absent::skipped, narrowed);
      throw none.get();
    }
    MatrixRun.Results run;
    Judgement judgement;
    Explanation explanation = Explanation.NONE;
    List<String> unexplained = new ArrayList<>();
    try (Library library = workspace.library()) {
      run = results(request, workspace, part, library, notes);
      judgement = gate.judge(run.cells());
      if (run.failure().isEmpty()) {
        Path basedir = request.sources().basedir();
        explanation = explainer.of(workspace, library, judgement.results(), basedir, unexplained);
      }
    } catch (ContractMismatchException e) {
      writeSkipped(request, workspace, part, e::skipped, narrowed);
      throw e;
    }
    notes.addAll(workspace.matrix().notes());
    Optional<SelfCheckRun.Proof> proof = proof(request, workspace, run, judgement);
    workspace.release();
    proof.ifPresent(it -> unexplained.addAll(it.notes()));
    Map<String, String> said = new HashMap<>(narrowed);
    proof.ifPresent(it -> said.put(Report.SELF_CHECK, it.line()));
    Report report =
        report(request, workspace, part, judgement.results(), explanation, said, run.failure());
    ReportFiles.write(report, request.outputDirectory());
    if (proof.isPresent() && !proof.get().unseen().isEmpty()) {
      throw unproven(proof.get());
    }
    if (run.failure().isPresent()) {
      throw failed(report, run.failure().get());
    }
    if (report.summary().nothingRan() && (report.part().isEmpty() || workspace.lacksAll())) {
      throw NothingRan.explain(request, workspace);
    }
    if (request.bundle()) {
      notes.add(Bundles.write(part, report, request.outputDirectory()));
    }
    Outcome outcome =
        gate.conclude(tell(report, notes, unexplained, request.surroundings()), report, judgement)
            .warning(absent.warnings());
    if (report.results().stream().allMatch(Verify::wouldEndSoAgain)) {
      last.keep(outcome, files(request, workspace, gate));
    }
    return outcome;
  }

  /** Reports of a run that ended before anything ran. */
  private static void writeSkipped(
      Request request,
      Workspace workspace,
      ConformanceMatrix part,
      Function<Cell, CellResult> skipped,
      Map<String, String> narrowed)
      throws IOException {
    List<CellResult> results = part.cells().stream().map(skipped).toList();
    ReportFiles.write(
        report(request, workspace, part, results, Explanation.NONE, narrowed, Optional.empty()),
        request.outputDirectory());
  }

  /** What proves that a run which passes could have failed; empty where nothing is to be proven. */
  private static Optional<SelfCheckRun.Proof> proof(
      Request request, Workspace workspace, MatrixRun.Results run, Judgement judgement)
      throws DeviceException {
    boolean passes =
        run.failure().isEmpty()
            && judgement.results().stream().noneMatch(CellResult::failed)
            && judgement.results().stream().anyMatch(it -> it.status() == Status.PASS);
    return request.selfCheck() && passes
        ? Optional.of(SelfCheckRun.run(workspace))
        : Optional.empty();
  }

  private static DeviceException unproven(SelfCheckRun.Proof proof) {
    return new DeviceException(
        ("The self-check failed, so a pass proves nothing.%n%s%nEither the device or the comparison"
                + " is at fault, or the cells are too few to see this mistake. A contract can name"
                + " another one that its cells must see: it.mistake(before, after). The parameter"
                + " selfCheck turns this off.")
            .formatted(String.join(System.lineSeparator(), proof.unseen())));
  }

  /** The device failed; what it did before that is in the reports. */
  private static DeviceException failed(Report report, DeviceException failure) {
    Summary summary = report.summary();
    return new DeviceException(
        ("%s%nThe device failed before all cells had run: %s of %s ran, and %s of these"
                + " failed. In the reports, the other cells are skipped.")
            .formatted(
                failure.getMessage(),
                Figures.count(summary.ran()),
                Figures.count(report.results().size()),
                Figures.count(summary.failed())),
        failure);
  }

  /**
   * A machine that is less busy, or nobody who ends processes, may make another result; a reference
   * has its time too.
   */
  private static boolean wouldEndSoAgain(CellResult result) {
    return result.status() != Status.TIMEOUT
        && result.status() != Status.CONTRACT_ERROR
        && result.lostWorker().isEmpty();
  }

  /** All that the outcome was made from, and all that was made. */
  private static Set<Path> files(Request request, Workspace workspace, Gate gate)
      throws IOException {
    Set<Path> files = ReadFiles.of(request, workspace.programs());
    files.addAll(gate.files());
    files.addAll(ReadFiles.in(request.outputDirectory()));
    return files;
  }

  /**
   * Tells GitHub of a report that was written; returns what to tell on the console.
   *
   * @param before what comes before the report
   * @param after what comes after it, since it says little without it
   */
  static List<String> tell(
      Report report, List<String> before, List<String> after, Surroundings surroundings)
      throws IOException {
    Github.tell(report, surroundings);
    List<String> lines = new ArrayList<>(before);
    lines.addAll(ConsoleReport.lines(report, surroundings.style()));
    lines.addAll(after);
    return lines;
  }

  private static MatrixRun.Results results(
      Request request,
      Workspace workspace,
      ConformanceMatrix part,
      Library library,
      List<String> notes)
      throws DeviceException {
    notes.addAll(
        SignatureGate.check(
            workspace.matrix(), library, workspace::lacks, workspace.device().name()));
    MatrixRun.Results results =
        MatrixRun.run(
            part, library, workspace::lacks, workspace.forks(), request.surroundings().progress());
    notes.addAll(library.notes());
    return results;
  }

  private static Report report(
      Request request,
      Workspace workspace,
      ConformanceMatrix part,
      List<CellResult> results,
      Explanation explanation,
      Map<String, String> narrowed,
      Optional<DeviceException> failure) {
    Path basedir = request.sources().basedir();
    Map<String, String> settings = settings(request, workspace);
    settings.putAll(narrowed);
    failure.ifPresent(it -> settings.put(Report.DEVICE_FAILURE, it.getMessage()));
    return new Report(
        workspace.device().name(),
        workspace.device().description(),
        settings,
        workspace.shard().map(shard -> part(shard, workspace.matrix(), part)),
        workspace.locations(),
        results,
        Places.relative(request.sources().root(), basedir),
        Places.relative(basedir, request.outputDirectory()),
        request.rerun(),
        explanation,
        workspace.matrix().families().stream()
            .collect(Collectors.toMap(KernelFamily::name, KernelFamily::exclusions)));
  }

  /** That the run was to have a part of the project's matrix; empty if it was to have all. */
  private static Map<String, String> narrowed(Request request, GateSettings settings) {
    String cells = request.selection().cells().toString();
    if (!cells.equals(CellFilter.ALL.toString())) {
      return Map.of(Report.NARROWED, cells);
    }
    return settings.part() ? Map.of(Report.NARROWED, "by the command line") : Map.of();
  }

  private static Map<String, String> settings(Request request, Workspace workspace) {
    Map<String, String> settings = new HashMap<>(workspace.settings());
    settings.put("seed", Long.toString(Experiment.SEED));
    settings.put("architecture", request.selection().words().getOrDefault("architecture", ""));
    settings.values().removeIf(String::isEmpty);
    if (!request.sources().functionConstants().isEmpty()) {
      settings.put(
          "functionConstants", new TreeMap<>(request.sources().functionConstants()).toString());
    }
    settings.put("sources", Digests.of(workspace.programs().stream().map(Program::text).toList()));
    return settings;
  }

  private static Part part(Shard shard, ConformanceMatrix whole, ConformanceMatrix part) {
    Set<Cell> cells = new HashSet<>(part.cells());
    return new Part(
        shard,
        Digests.of(whole.cells().stream().map(Cell::id).toList()),
        whole.cells().size(),
        IntStream.range(0, whole.cells().size())
            .filter(i -> cells.contains(whole.cells().get(i)))
            .boxed()
            .toList());
  }

  /** Reports cells that do not conform and were not expected to fail. */
  static Optional<String> failure(Summary summary) {
    return summary.failed() == 0
        ? Optional.empty()
        : Optional.of(
            "%s of %s cells do not conform"
                .formatted(Figures.count(summary.failed()), Figures.count(summary.ran())));
  }
}
