package io.github.kernelconformance.report;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.ContractFacts;
import io.github.kernelconformance.verdict.Evidence;
import io.github.kernelconformance.verdict.Explanation;
import io.github.kernelconformance.verdict.Summary;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything a report shows. Nothing in it depends on the time or on where the project lies, so
 * that equal inputs give equal reports.
 *
 * @param device the device that ran the cells, for example {@code host}
 * @param description the device in words, for example {@code x86-64 CPU, clang 20.1.7}
 * @param settings what else decides the results, for example {@code seed} and {@code version}; kept
 *     in alphabetical order
 * @param part which cells these are where a shard ran them; empty for a whole matrix
 * @param kernels where the kernels are that the cells run, by host name; paths are relative to the
 *     project; kept in alphabetical order
 * @param results every cell of the matrix or of the part, in matrix order
 * @param module the project's directory relative to the root of its repository, with forward
 *     slashes; empty where it is the root
 * @param directory where the reports are, relative to the project, with forward slashes
 * @param rerun the command that runs the project's matrix, to which {@code
 *     -DkernelConformance.cells} is added, for example {@code mvn kernel-conformance:verify -pl
 *     kernels}
 * @param explanation why cells failed, as far as it was found out
 * @param exclusions what inputs the contracts of the cells leave out, with the reasons, by name;
 *     kept in alphabetical order, without those that leave out nothing
 * @param facts what the cells tell of each contract, in their order; it follows from the others
 */
public record Report(
    String device,
    String description,
    Map<String, String> settings,
    Optional<Part> part,
    Map<String, SourceLocation> kernels,
    List<CellResult> results,
    String module,
    String directory,
    String rerun,
    Explanation explanation,
    Map<String, List<String>> exclusions,
    List<ContractFacts> facts) {

  /** The setting of a report whose run was to have a part of its matrix; it says which. */
  public static final String NARROWED = "narrowed";

  /**
   * The setting of a report whose run proved that it could have failed; it says how many mistakes
   * were seen. A run that fails has none.
   */
  public static final String SELF_CHECK = "selfCheck";

  /** The setting of a report whose device failed before all cells had run; it says how. */
  public static final String DEVICE_FAILURE = "device.failure";

  /** Of a cell it may be 30 kB, and nobody opens more of them. */
  static final int MOST_EVIDENCE = 1000;

  public Report {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    kernels = Collections.unmodifiableMap(new TreeMap<>(kernels));
    results = List.copyOf(results);
    exclusions = known(exclusions, results);
    facts = List.copyOf(facts);
  }

  /** A report with the facts that follow. */
  public Report(
      String device,
      String description,
      Map<String, String> settings,
      Optional<Part> part,
      Map<String, SourceLocation> kernels,
      List<CellResult> results,
      String module,
      String directory,
      String rerun,
      Explanation explanation,
      Map<String, List<String>> exclusions) {
    this(
        device,
        description,
        settings,
        part,
        kernels,
        results,
        module,
        directory,
        rerun,
        explanation,
        exclusions,
        facts(settings, part, results, exclusions));
  }

  /** A report of a whole matrix in the root of its repository, without kernels and explanation. */
  public Report(
      String device,
      String description,
      Map<String, String> settings,
      List<CellResult> results,
      String directory,
      String rerun) {
    this(
        device,
        description,
        settings,
        Optional.empty(),
        Map.of(),
        results,
        "",
        directory,
        rerun,
        Explanation.NONE,
        Map.of());
  }

  private static Map<String, List<String>> known(
      Map<String, List<String>> exclusions, List<CellResult> results) {
    Set<String> contracts =
        results.stream().map(it -> it.cell().contract()).collect(Collectors.toSet());
    Map<String, List<String>> known = new TreeMap<>();
    exclusions.forEach(
        (contract, sentences) -> {
          if (contracts.contains(contract) && !sentences.isEmpty()) {
            known.put(contract, List.copyOf(sentences));
          }
        });
    return Collections.unmodifiableMap(known);
  }

  /** This report for readers in a project; {@code report.json} does not hold these. */
  public Report in(String module, String directory, String rerun) {
    return new Report(
        device,
        description,
        settings,
        part,
        kernels,
        results,
        module,
        directory,
        rerun,
        explanation,
        exclusions,
        facts);
  }

  /** This report with the same results, judged. */
  public Report with(List<CellResult> judged) {
    return new Report(
        device,
        description,
        settings,
        part,
        kernels,
        judged,
        module,
        directory,
        rerun,
        explanation,
        exclusions);
  }

  /**
   * The command that runs one cell alone. Its id is in single quotes, as POSIX shells take it:
   * nothing in them is special but the quote.
   */
  public String rerun(Cell cell) {
    return "%s -DkernelConformance.cells='%s'".formatted(rerun, cell.id().replace("'", "'\\''"));
  }

  /** The cells that failed: the unexpected failures, then the others, in matrix order. */
  public List<CellResult> failing() {
    return results.stream()
        .filter(result -> result.status().failed())
        .sorted(Comparator.comparing(CellResult::failedAsExpected))
        .toList();
  }

  /**
   * The evidence that reports hold: that of the first {@value #MOST_EVIDENCE} cells of {@link
   * #failing}. Shards that are judged alike have it of each cell of which the whole matrix has it.
   */
  Map<Cell, Evidence> evidence() {
    Map<Cell, Evidence> evidence = new LinkedHashMap<>();
    failing().stream()
        .limit(MOST_EVIDENCE)
        .forEach(result -> result.evidence().ifPresent(it -> evidence.put(result.cell(), it)));
    return evidence;
  }

  /** Of a part of the matrix no kernel is said to be unseen. */
  private static List<ContractFacts> facts(
      Map<String, String> settings,
      Optional<Part> part,
      List<CellResult> results,
      Map<String, List<String>> exclusions) {
    boolean whole =
        part.isEmpty() && !settings.containsKey(NARROWED) && !settings.containsKey(DEVICE_FAILURE);
    return ContractFacts.of(results, exclusions, whole);
  }

  /** The counts. */
  public Summary summary() {
    return Summary.of(results);
  }
}
