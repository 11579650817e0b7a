package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.Block;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.FindingCause;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.LineSpectrum;
import io.github.kernelconformance.verdict.Localization;
import io.github.kernelconformance.verdict.Suspect;
import io.github.kernelconformance.verdict.Suspicion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for the lines to blame for cells that fail. Kernels that have wrong cells are compiled once
 * more, to see which of their blocks run, and run on some of these cells and of right ones. If a
 * kernel has no right cell, right cells of the kernels that are most like it stand in. Then {@link
 * SuspectMutants} changes the lines that wrong cells run. If nothing is wrong, or the device cannot
 * see blocks, this does nothing.
 */
final class SuspectLines {

  /** Of each kernel's wrong cells, and of the right ones, evenly spread. */
  private static final int MOST_CELLS = 10;

  private final Workspace workspace;
  private final Experiment experiment;
  private final Map<Cell, Optional<List<Block>>> ran = new HashMap<>();

  private SuspectLines(Workspace workspace, Experiment experiment) {
    this.workspace = workspace;
    this.experiment = experiment;
  }

  /**
   * The suspect lines of some kernels; of none where that would say nothing.
   *
   * @param team tries changes of lines
   * @param basedir what the paths in messages are relative to
   * @param notes gets a sentence about what could not be compared as usual
   */
  static List<KernelSuspects> find(
      Workspace workspace,
      Experiment experiment,
      Team team,
      List<CellResult> results,
      Path basedir,
      List<String> notes)
      throws CompilationException, DeviceException {
    if (results.stream().noneMatch(SuspectCells::isWrong)) {
      return List.of();
    }
    List<SuspectCells> all = SuspectCells.kernels(results);
    List<SuspectCells> right = all.stream().filter(it -> !it.right().isEmpty()).toList();
    List<SuspectCells> mixed =
        SuspectCells.representatives(right.stream().filter(it -> !it.wrong().isEmpty()).toList());
    List<SuspectCells> wrong =
        SuspectCells.representatives(all.stream().filter(it -> it.right().isEmpty()).toList());
    Map<SuspectCells, List<SuspectCells>> others = new LinkedHashMap<>();
    mixed.forEach(it -> others.put(it, List.of()));
    wrong.forEach(it -> others.put(it, it.others(right)));
    Set<String> names =
        Stream.concat(others.keySet().stream(), others.values().stream().flatMap(List::stream))
            .map(SuspectCells::kernel)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    SuspectLines lines = new SuspectLines(workspace, experiment);
    Optional<ChangedKernel> changed = ChangedKernel.of(workspace, experiment, others.keySet());
    List<KernelSuspects> found;
    try {
      Optional<Library> coverage = workspace.coverage(names);
      if (coverage.isEmpty()) {
        return List.of();
      }
      Map<SuspectCells, List<LineSpectrum>> spectra = lines.spectra(coverage.get(), others);
      SuspectMutants.Effects effects = lines.effects(changed, spectra, team, notes);
      found = lines.rank(spectra, effects, all, results, basedir);
    } finally {
      changed.ifPresent(ChangedKernel::close);
    }
    if (found.isEmpty()) {
      notes.add(
          right.isEmpty()
              ? "No cell is right, and no change of a line makes one so, so no line is more"
                  + " suspect than another."
              : "No line is suspect: cells with wrong numbers run the same lines as right ones,"
                  + " and no change of a line makes a difference between them.");
    } else if (!wrong.isEmpty() && !right.isEmpty()) {
      notes.add(
          ("No cell of %s%s has right numbers, so its suspect lines come from a"
                  + " comparison with the most similar kernels.")
              .formatted(
                  wrong.get(0).kernel(), wrong.size() == 1 ? "" : " and of some other kernels"));
    }
    return found;
  }

  private Map<SuspectCells, List<LineSpectrum>> spectra(
      Library coverage, Map<SuspectCells, List<SuspectCells>> others) throws DeviceException {
    Map<SuspectCells, List<LineSpectrum>> spectra = new LinkedHashMap<>();
    try (coverage) {
      for (Map.Entry<SuspectCells, List<SuspectCells>> it : others.entrySet()) {
        spectra.put(it.getKey(), spectra(coverage, it.getKey(), it.getValue()));
      }
    }
    return spectra;
  }

  private List<LineSpectrum> spectra(
      Library library, SuspectCells kernel, List<SuspectCells> others) throws DeviceException {
    List<Localization.Run> runs = runs(library, kernel.wrong(), true);
    if (!kernel.right().isEmpty()) {
      runs.addAll(runs(library, kernel.right(), false));
      return Localization.spectra(runs);
    }
    for (SuspectCells other : others) {
      runs.addAll(runs(library, other.right(), false));
    }
    return Localization.spectraAmongKernels(runs);
  }

  private List<KernelSuspects> rank(
      Map<SuspectCells, List<LineSpectrum>> spectra,
      SuspectMutants.Effects effects,
      List<SuspectCells> all,
      List<CellResult> results,
      Path basedir) {
    Set<String> shared = filesOfRightPrograms(all);
    SourceLines sources = new SourceLines(basedir);
    List<KernelSuspects> found = new ArrayList<>();
    spectra.forEach(
        (kernel, lines) -> {
          Suspicion suspicion = new Suspicion(findings(kernel, results), effects.all(), shared);
          List<Suspect> ranked =
              suspicion.rank(lines, effects.areOf(kernel.wrong().get(0))).stream()
                  .map(it -> it.withText(sources.text(it)))
                  .toList();
          if (!ranked.isEmpty()) {
            found.add(new KernelSuspects(kernel.kernel(), kernel.wrong().get(0), ranked));
          }
        });
    return found;
  }

  /**
   * What checks saw in cells of a kernel and of others like it; what other variants do is theirs.
   */
  private static List<FindingCause> findings(SuspectCells kernel, List<CellResult> results) {
    Cell wrong = kernel.wrong().get(0);
    return FindingCause.of(
        results.stream()
            .filter(SuspectCells::isWrong)
            .filter(it -> it.cell().contract().equals(wrong.contract()))
            .filter(it -> it.cell().variant().equals(wrong.variant()))
            .toList());
  }

  /** Without changes there is still what cells run. */
  private SuspectMutants.Effects effects(
      Optional<ChangedKernel> changed,
      Map<SuspectCells, List<LineSpectrum>> spectra,
      Team team,
      List<String> notes) {
    if (changed.isEmpty()) {
      return SuspectMutants.Effects.NONE;
    }
    ChangedKernel kernel = changed.get();
    try {
      return SuspectMutants.of(experiment, kernel, spectra.get(kernel.cells()), team);
    } catch (CompilationException | DeviceException e) {
      notes.add(
          "Could not try changes of suspect lines: "
              + e.getMessage().lines().limit(3).collect(Collectors.joining(" ")));
      return SuspectMutants.Effects.NONE;
    }
  }

  /** The files of programs that have right kernels and no wrong one. */
  private Set<String> filesOfRightPrograms(List<SuspectCells> all) {
    Set<String> wrong = new HashSet<>();
    Set<String> right = new HashSet<>();
    all.forEach(it -> (it.wrong().isEmpty() ? right : wrong).add(it.kernel()));
    Set<String> files = new HashSet<>();
    for (Program program : workspace.programs()) {
      Set<String> kernels =
          program.kernels().stream().map(it -> it.name()).collect(Collectors.toSet());
      if (kernels.stream().noneMatch(wrong::contains)
          && kernels.stream().anyMatch(right::contains)) {
        files.addAll(program.files());
      }
    }
    return files;
  }

  private List<Localization.Run> runs(Library library, List<Cell> cells, boolean wrong)
      throws DeviceException {
    List<Localization.Run> runs = new ArrayList<>();
    for (Cell cell : spread(cells, MOST_CELLS)) {
      if (!ran.containsKey(cell)) {
        ran.put(cell, run(library, cell));
      }
      ran.get(cell).ifPresent(blocks -> runs.add(new Localization.Run(wrong, blocks)));
    }
    return runs;
  }

  private Optional<List<Block>> run(Library library, Cell cell) throws DeviceException {
    try {
      List<Block> blocks = library.run(experiment.problem(cell).launch(cell)).blocks();
      return Optional.of(blocks.stream().filter(it -> !isCall(it)).toList());
    } catch (KernelCrashException | KernelTimeoutException e) {
      // Without the checks it may do that; it then says nothing.
      return Optional.empty();
    }
  }

  /** What calls a kernel has the line of its name, and nothing of the user's in it. */
  private boolean isCall(Block block) {
    return block.line() == block.lastLine()
        && workspace.programs().stream()
            .flatMap(program -> program.kernels().stream())
            .anyMatch(
                kernel ->
                    kernel.location().line() == block.line()
                        && kernel.location().file().equals(block.file()));
  }

  /** Some of a list, as far from one another as they can be. */
  static <T> List<T> spread(List<T> all, int most) {
    int count = Math.min(all.size(), most);
    List<T> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }
}
