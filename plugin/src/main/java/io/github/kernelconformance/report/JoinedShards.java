package io.github.kernelconformance.report;

import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Diagnosis;
import io.github.kernelconformance.verdict.Explanation;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.SmallestCase;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Joins the reports of shards to that of the whole matrix: the one that a run without shards would
 * have written, where all of them ran on equal machines.
 */
public final class JoinedShards {

  private static final String RUN = " Run each shard once, all with the same sources and settings.";

  private final Map<String, Report> shards;
  private final String firstName;
  private final Report first;

  private JoinedShards(Map<String, Report> shards) {
    this.shards = new TreeMap<>(shards);
    firstName = this.shards.keySet().iterator().next();
    first = this.shards.get(firstName);
  }

  /**
   * The report of the whole matrix. Where shards ran on different machines, its description has
   * each. Suspect lines of a kernel are those of the first shard that found some: which cells are
   * looked at for them differs from shard to shard, so here alone a run without shards may differ.
   *
   * @param shards at least one report, by the names that messages use
   * @throws ReportException if one is no shard's, a shard is missing or there twice, or they are
   *     not of one matrix, one device, the same sources and the same settings
   */
  public static Report of(Map<String, Report> shards) throws ReportException {
    JoinedShards joined = new JoinedShards(shards);
    joined.requireShards();
    joined.requireOneRun();
    joined.requireAll();
    return joined.report();
  }

  private void requireShards() throws ReportException {
    for (Map.Entry<String, Report> shard : shards.entrySet()) {
      if (shard.getValue().part().isEmpty()) {
        throw new ReportException(
            shard.getKey() + " is the report of a whole matrix and not of a shard." + RUN);
      }
      String failure = shard.getValue().settings().get(Report.DEVICE_FAILURE);
      if (failure != null) {
        throw new ReportException(
            "The device failed while the shard of %s ran: %s%nRun that shard again."
                .formatted(shard.getKey(), failure));
      }
    }
  }

  private void requireOneRun() throws ReportException {
    for (Map.Entry<String, Report> shard : shards.entrySet()) {
      Report other = shard.getValue();
      requireEqual(shard.getKey(), "device", first.device(), other.device());
      requireEqual(
          shard.getKey(),
          "number of shards",
          part(first).shard().count(),
          part(other).shard().count());
      Set<String> settings = new TreeSet<>(first.settings().keySet());
      settings.addAll(other.settings().keySet());
      settings.remove(Report.SELF_CHECK); // a shard that fails has none
      for (String setting : settings) {
        requireEqual(
            shard.getKey(),
            "setting '" + setting + "'",
            first.settings().get(setting),
            other.settings().get(setting));
      }
      requireEqual(shard.getKey(), "number of cells", part(first).cells(), part(other).cells());
      requireEqual(shard.getKey(), "matrix", part(first).matrix(), part(other).matrix());
    }
  }

  /** Those of all; if a shard proved nothing, the whole does not. */
  private static Map<String, String> settings(Collection<Report> shards) {
    Map<String, String> settings = new TreeMap<>(shards.iterator().next().settings());
    if (shards.stream().map(it -> it.settings().get(Report.SELF_CHECK)).distinct().count() > 1) {
      settings.remove(Report.SELF_CHECK);
    }
    return settings;
  }

  private void requireEqual(String name, String what, Object one, Object other)
      throws ReportException {
    if (!Objects.equals(one, other)) {
      throw new ReportException(
          ("The reports of the shards are not from one run: the %s is %s in %s and %s in"
                  + " %s.%s")
              .formatted(what, one, firstName, other, name, RUN));
    }
  }

  private void requireAll() throws ReportException {
    Map<Integer, String> names = new TreeMap<>();
    BitSet cells = new BitSet();
    for (Map.Entry<String, Report> shard : shards.entrySet()) {
      int index = part(shard.getValue()).shard().index();
      String earlier = names.put(index, shard.getKey());
      if (earlier != null) {
        throw new ReportException(
            "Shard %d is there twice: in %s and in %s. Leave one of them out."
                .formatted(index, earlier, shard.getKey()));
      }
      for (int position : part(shard.getValue()).positions()) {
        if (cells.get(position)) {
          throw new ReportException(
              "Shards overlap: a cell of %s is in another shard too.%s"
                  .formatted(shard.getKey(), RUN));
        }
        cells.set(position);
      }
    }
    int count = part(first).shard().count();
    List<String> missing =
        IntStream.rangeClosed(1, count)
            .filter(index -> !names.containsKey(index))
            .mapToObj(index -> index + "/" + count)
            .toList();
    if (!missing.isEmpty()) {
      throw new ReportException(
          "Shards are missing: %s. There are %s."
              .formatted(
                  String.join(", ", missing),
                  names.entrySet().stream()
                      .map(it -> "%d/%d in %s".formatted(it.getKey(), count, it.getValue()))
                      .collect(Collectors.joining(", "))));
    }
    if (cells.cardinality() < part(first).cells()) {
      throw new ReportException(
          "The shards have %d of the %d cells of the matrix.%s"
              .formatted(cells.cardinality(), part(first).cells(), RUN));
    }
  }

  private Report report() {
    CellResult[] results = new CellResult[part(first).cells()];
    Map<String, SourceLocation> kernels = new TreeMap<>();
    Map<String, KernelSuspects> suspects = new LinkedHashMap<>();
    List<SmallestCase> smallest = new ArrayList<>();
    Map<String, List<String>> exclusions = new TreeMap<>();
    Set<String> descriptions = new LinkedHashSet<>();
    for (Report shard : shards.values()) {
      kernels.putAll(shard.kernels());
      exclusions.putAll(shard.exclusions());
      descriptions.add(shard.description());
      shard.explanation().suspects().forEach(it -> suspects.putIfAbsent(it.kernel(), it));
      smallest.addAll(shard.explanation().smallest());
      List<Integer> positions = part(shard).positions();
      for (int i = 0; i < positions.size(); i++) {
        results[positions.get(i)] = shard.results().get(i);
      }
    }
    return new Report(
        first.device(),
        String.join("; ", descriptions),
        settings(shards.values()),
        Optional.empty(),
        kernels,
        List.of(results),
        first.module(),
        first.directory(),
        first.rerun(),
        new Explanation(List.copyOf(suspects.values()))
            .with(smallest)
            .diagnosed(
                Diagnosis.joined(
                    shards.values().stream()
                        .flatMap(it -> it.explanation().diagnoses().stream())
                        .toList(),
                    Stream.of(results).map(CellResult::cell).toList())),
        exclusions);
  }

  private static Part part(Report report) {
    return report.part().orElseThrow();
  }
}
