package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.MutantLibrary;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.mutation.Fate;
import io.github.kernelconformance.mutation.Marks;
import io.github.kernelconformance.mutation.Mutant;
import io.github.kernelconformance.mutation.MutantResult;
import io.github.kernelconformance.mutation.MutatedProgram;
import io.github.kernelconformance.worker.MutantDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Makes mutants of the kernels of a matrix, and tries each on the cells that reach it. */
final class MutationRun {

  private static final Duration REACH = Duration.ofSeconds(60);

  private final Workspace workspace;
  private final Selection selection;
  private final MutantDevice device;
  private final MutateSettings settings;
  private final Marks marks;
  private final MutantStore store;
  private final Progress progress;
  private final Experiment experiment;

  /**
   * @param selection what the build selects
   * @param settings what the goal is asked for
   * @param marks what the kernels' authors say of mutants
   * @param store of the results of earlier runs
   */
  MutationRun(
      Workspace workspace,
      Selection selection,
      MutantDevice device,
      MutateSettings settings,
      Marks marks,
      MutantStore store,
      Progress progress) {
    this.workspace = workspace;
    this.selection = selection;
    this.device = device;
    this.settings = settings;
    this.marks = marks;
    this.store = store;
    this.progress = progress;
    this.experiment = new Experiment(workspace.matrix(), workspace::lacks);
  }

  /** The results of each program, in the order of its mutants. */
  Map<MutatedProgram, List<MutantResult>> run() throws CompilationException, DeviceException {
    Map<MutatedProgram, List<Cell>> cells = new LinkedHashMap<>();
    ExecutorService executor = Executors.newFixedThreadPool(workspace.forks());
    try {
      find(executor).forEach(it -> cells.put(it, cells(it)));
      cells.keySet().removeIf(it -> it.mutants().isEmpty());
      progress.start(
          cells.keySet().stream().mapToInt(it -> it.mutants().size()).sum(), "mutant", "survived");
      return results(executor, cells);
    } finally {
      progress.end();
      executor.shutdownNow();
    }
  }

  private List<MutatedProgram> find(ExecutorService executor) throws DeviceException {
    Set<String> kernels = workspace.kernels();
    List<Future<MutatedProgram>> found = new ArrayList<>();
    for (Program program : workspace.programs()) {
      if (program.kernels().stream().anyMatch(it -> kernels.contains(it.name()))) {
        found.add(
            executor.submit(
                () -> device.read(program, kernels).with(settings.operators()::contains)));
      }
    }
    List<MutatedProgram> programs = new ArrayList<>();
    for (Future<MutatedProgram> future : found) {
      programs.add(Waiting.of(future));
    }
    return programs;
  }

  /** Those that this device can run. */
  private List<Cell> cells(MutatedProgram program) {
    Set<String> names = program.mutable();
    List<Cell> cells = new ArrayList<>();
    for (ProblemCells problem : workspace.matrix().problems()) {
      problem.cells().stream()
          .filter(it -> names.contains(it.kernel()))
          .filter(it -> workspace.lacks(problem.family(), it).isEmpty())
          .forEach(cells::add);
    }
    return cells;
  }

  private Map<MutatedProgram, List<MutantResult>> results(
      ExecutorService executor, Map<MutatedProgram, List<Cell>> cells)
      throws CompilationException, DeviceException {
    Map<MutatedProgram, Map<Mutant, MutantResult>> known = new HashMap<>();
    cells.keySet().forEach(it -> known.put(it, known(it)));
    List<MutatedProgram> open =
        cells.keySet().stream().filter(it -> known.get(it).size() < it.mutants().size()).toList();
    if (!open.isEmpty()) {
      Set<String> kernels =
          open.stream()
              .flatMap(it -> cells.get(it).stream().map(Cell::kernel))
              .collect(Collectors.toSet());
      Map<Cell, MutantReach> reaches;
      try (MutantLibrary library = device.reaching(open, kernels)) {
        reaches = reaches(executor, library, open, cells);
      }
      try (MutantLibrary library = device.load(open, kernels)) {
        trials(executor, library, open, cells, reaches, known);
      }
    }
    Map<MutatedProgram, List<MutantResult>> results = new LinkedHashMap<>();
    cells
        .keySet()
        .forEach(it -> results.put(it, it.mutants().stream().map(known.get(it)::get).toList()));
    return results;
  }

  private Map<Mutant, MutantResult> known(MutatedProgram program) {
    Map<Mutant, MutantResult> known = new ConcurrentHashMap<>();
    Map<String, MutantResult> kept = store.of(program);
    for (Mutant mutant : program.mutants()) {
      Optional.ofNullable(kept.get(mutant.id()))
          .flatMap(it -> remembered(it, marks.reason(mutant)))
          .ifPresent(it -> known.put(mutant, it));
    }
    progress.advance(known.size(), survivors(known.values()));
    return known;
  }

  private static List<Cell> reaching(
      MutatedProgram program, Mutant mutant, List<Cell> cells, Map<Cell, MutantReach> reaches) {
    int expression = program.expression(mutant);
    return cells.stream().filter(it -> reaches.get(it).expressions().get(expression)).toList();
  }

  /** A mark may have come or gone since. */
  private static Optional<MutantResult> remembered(MutantResult kept, Optional<String> marked) {
    boolean wasMarked = kept.fate() == Fate.EQUIVALENT && kept.by().equals("author");
    if (wasMarked && marked.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        kept.fate() == Fate.SURVIVED && marked.isPresent()
            ? MutantResult.equivalent(kept.mutant(), "author", marked.get(), kept.tried())
            : kept);
  }

  private static int survivors(Iterable<MutantResult> results) {
    int survivors = 0;
    for (MutantResult it : results) {
      survivors += it.fate() == Fate.SURVIVED ? 1 : 0;
    }
    return survivors;
  }

  private Map<Cell, MutantReach> reaches(
      ExecutorService executor,
      MutantLibrary library,
      List<MutatedProgram> open,
      Map<MutatedProgram, List<Cell>> cells)
      throws DeviceException {
    Map<Cell, Future<Optional<MutantReach>>> futures = new LinkedHashMap<>();
    for (MutatedProgram program : open) {
      for (Cell cell : cells.get(program)) {
        futures.put(
            cell,
            executor.submit(() -> MutantReach.of(experiment, library.choosing(0, REACH), cell)));
      }
    }
    Map<Cell, MutantReach> reaches = new HashMap<>();
    for (Map.Entry<Cell, Future<Optional<MutantReach>>> it : futures.entrySet()) {
      Waiting.of(it.getValue()).ifPresent(reach -> reaches.put(it.getKey(), reach));
    }
    return reaches;
  }

  private void trials(
      ExecutorService executor,
      MutantLibrary library,
      List<MutatedProgram> open,
      Map<MutatedProgram, List<Cell>> cells,
      Map<Cell, MutantReach> reaches,
      Map<MutatedProgram, Map<Mutant, MutantResult>> known)
      throws DeviceException {
    Map<Cell, Long> work = new HashMap<>();
    reaches.forEach((cell, reach) -> work.put(cell, reach.nanoseconds()));
    MutantTrials trials =
        new MutantTrials(
            experiment,
            library,
            reaches,
            new MutantCode(device),
            PlainCheck.cells(reaches.keySet(), work),
            settings.exhaustive());
    MutantSearch search = new MutantSearch(workspace, selection, library);
    for (MutatedProgram program : open) {
      List<Cell> runnable =
          cells.get(program).stream()
              .filter(reaches::containsKey)
              .sorted(Comparator.comparing(work::get))
              .toList();
      Map<Mutant, Future<MutantResult>> futures = new LinkedHashMap<>();
      for (Mutant mutant : program.mutants()) {
        if (!known.get(program).containsKey(mutant)) {
          futures.put(
              mutant,
              executor.submit(
                  () ->
                      search.explained(
                          trials.of(program, mutant, runnable, marks.reason(mutant)),
                          reaching(program, mutant, runnable, reaches))));
        }
      }
      for (Map.Entry<Mutant, Future<MutantResult>> it : futures.entrySet()) {
        MutantResult result = Waiting.of(it.getValue());
        known.get(program).put(it.getKey(), result);
        store.keep(program, known.get(program).values());
        progress.advance(1, survivors(List.of(result)));
      }
      store.flush(program, known.get(program).values());
    }
  }
}
