package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.crash;
import static io.github.kernelconformance.verdict.SyntheticMatrix.mismatch;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.matrix.AffineMode;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Layout;
import io.github.kernelconformance.matrix.Pattern;
import io.github.kernelconformance.matrix.Shape;
import io.github.kernelconformance.matrix.Shard;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Expectations;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Measured;
import io.github.kernelconformance.verdict.Suspect;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reports for tests. */
final class Reports {

  private Reports() {}

  static Report of(List<CellResult> results) {
    return on("host", results);
  }

  /** A report whose mismatches were traced to lines. */
  static Report of(List<CellResult> results, List<KernelSuspects> suspects) {
    Report report = of(results);
    return new Report(
        report.device(),
        report.description(),
        report.settings(),
        report.part(),
        report.kernels(),
        results,
        report.module(),
        report.directory(),
        report.rerun(),
        suspects);
  }

  static Report on(String device, List<CellResult> results) {
    return new Report(
        device,
        "x86-64 CPU, clang 20.1.7",
        Map.of("version", "0.1.0", "seed", "0"),
        results,
        "target/kernel-conformance",
        "mvn kernel-conformance:verify -pl kernels");
  }

  /** A report in a module that has something in each field that a report can have. */
  static Report ofEverything() {
    double infinity = Double.POSITIVE_INFINITY;
    Cell batched =
        new Cell(
            "affine_qmv",
            AffineMode.all().get(0),
            DType.BFLOAT16,
            "qmv",
            "",
            false,
            new Shape(3, 2, 5, 512, Layout.PADDED),
            Pattern.EXACT);
    Report bare =
        of(
            List.of(
                pass(cell("mxfp4/float32/qmv/N=5/K=512/normal"))
                    .with(execution(race(), memory(2048))),
                mismatch(batched, new Measured(7, infinity, infinity, infinity, 2)),
                crash(CELLS.get(0), "SIGSEGV \"here\"\n#0\0"),
                CellResult.skipped(CELLS.get(1), "there is no kernel"),
                expected(CELLS.get(3)),
                afterALostWorker(CELLS.get(4)),
                expected(mismatch(CELLS.get(3)), "**  mismatch  issue #7"),
                expected(pass(CELLS.get(4)), "**  flaky:race  \"atomics\""),
                pass(CELLS.get(2)).with(new Execution(Map.of(), List.of(nondeterminism()), 8))));
    return new Report(
        bare.device(),
        bare.description(),
        bare.settings(),
        Optional.empty(),
        Map.of("qmv", new SourceLocation("src/main/metal/qmv.h", 12)),
        bare.results(),
        "kernels",
        bare.directory(),
        bare.rerun(),
        List.of(
            new KernelSuspects(
                new Families().kernel(batched),
                batched,
                List.of(new Suspect("src/main/metal/qmv.h", 77, 0.75, "y = x;")))));
  }

  /** A result as an expectation finds it. */
  static CellResult expected(CellResult result, String expectation) {
    return Expectations.parse("host.expectations", expectation)
        .judge(List.of(result), LocalDate.EPOCH)
        .results()
        .get(0);
  }

  /** The part of a matrix of the first cells in which each count-th cell is. */
  static Report shard(int index, int count, int cells) {
    Report bare = of(List.of());
    List<Integer> positions =
        IntStream.range(0, cells).filter(i -> i % count == index - 1).boxed().toList();
    return new Report(
        bare.device(),
        bare.description(),
        bare.settings(),
        Optional.of(new Part(new Shard(index, count), "0123456789abcdef", cells, positions)),
        Map.of(),
        positions.stream().map(i -> pass(CELLS.get(i))).toList(),
        "",
        bare.directory(),
        bare.rerun(),
        List.of());
  }

  /** A mismatch that is known. */
  static CellResult expected(Cell cell) {
    return expected(mismatch(cell), "**  mismatch  known since May");
  }

  private static CellResult afterALostWorker(Cell cell) {
    return pass(cell).with(execution().withLostWorker("SIGKILL"));
  }

  static Execution execution(Finding... findings) {
    return new Execution(Map.of(), List.of(findings), 0);
  }

  static Finding memory(long offset) {
    return new Finding(
        Finding.Kind.MEMORY,
        "read of 4 bytes at x[512] (byte 2,048), 4 past the end of its 2,048 bytes",
        "qmv",
        new Finding.Site(0, "src/main/metal/qmv.h", 41, 12, 0, 1, 0, 1, 31),
        Optional.of(new Finding.Access(false, "x", offset, 4, 4, offset / 4)),
        Optional.empty(),
        1);
  }

  static Finding race() {
    return new Finding(
        Finding.Kind.RACE,
        "read of 4 bytes",
        "qmv",
        new Finding.Site(0, "t.metal", 7, 1, 3, 0, 0, 0, 2),
        Optional.of(new Finding.Access(false, "tile", 4, 4, 0, 1)),
        Optional.of(new Finding.Site(0, "t.metal", 6, 1, 3, 0, 0, 0, 1)),
        5);
  }

  /** A finding without a place, a thread or an access. */
  static Finding nondeterminism() {
    return new Finding(
        Finding.Kind.NONDETERMINISM,
        "another order of threads gives other bits",
        "qmv",
        new Finding.Site(0, "", 0, 0, -1, -1, -1, -1, -1),
        Optional.empty(),
        Optional.empty(),
        1);
  }
}
