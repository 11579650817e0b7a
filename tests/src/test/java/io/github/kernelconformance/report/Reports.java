package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.mismatch;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;

import io.github.kernelconformance.bundled.AffineMode;
import io.github.kernelconformance.bundled.Layout;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Shard;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Cells;
import io.github.kernelconformance.verdict.BlindKernel;
import io.github.kernelconformance.verdict.BlindKernel.Kind;
import io.github.kernelconformance.verdict.Blindness;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Evidence;
import io.github.kernelconformance.verdict.Expectations;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Measured;
import io.github.kernelconformance.verdict.Suspect;
import io.github.kernelconformance.verdict.SyntheticMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    return new ReportDraft(of(results)).suspects(suspects).report();
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
        Cells.cell(
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
                CellResult.crash(
                    CELLS.get(0),
                    "SIGSEGV \"here\"\n#0\0",
                    Optional.of(new SourceLocation("src/main/metal/qmv.h", 9))),
                CellResult.skipped(CELLS.get(1), "there is no kernel"),
                expected(CELLS.get(3)),
                afterALostWorker(CELLS.get(4)),
                expected(mismatch(CELLS.get(3)), "**  mismatch  issue #7"),
                expected(pass(CELLS.get(4)), "**  flaky:race  \"atomics\""),
                pass(CELLS.get(2)).with(new Execution(Map.of(), List.of(nondeterminism()), 8)),
                pass(CELLS.get(5))
                    .with(
                        new Blindness(
                            List.of(BlindKernel.copying("x"), BlindKernel.of(Kind.ZEROS)),
                            Optional.empty())),
                pass(CELLS.get(6))
                    .with(
                        new Blindness(
                            List.of(BlindKernel.of(Kind.NEXT_ROW)), Optional.of("of one")))));
    return new ReportDraft(bare)
        .kernels(Map.of("qmv", new SourceLocation("src/main/metal/qmv.h", 12)))
        .module("kernels")
        .smallest(List.of(SmallestCases.ofAProduct(), SmallestCases.ofACrash()))
        .exclusions(Map.of("fp_qmv", List.of("nan: codes have none", "huge: neither")))
        .suspects(
            List.of(
                new KernelSuspects(
                    batched.kernel(),
                    batched,
                    List.of(new Suspect("src/main/metal/qmv.h", 77, 0.75, "y = x;")))))
        .report();
  }

  /** A report of cells that failed in several ways, with what they were given and gave. */
  static Report ofFailures() {
    Cell wrong = cell("mxfp4/float32/qmv/N=5/K=512/normal");
    Cell batched =
        Cells.cell(
            "fp_qmv",
            QmvCell.of(wrong).mode(),
            DType.FLOAT16,
            "qmv",
            "",
            true,
            new Shape(3, 2, 100, 512, Layout.PADDED),
            Pattern.EXACT);
    Report bare =
        of(
            List.of(
                FailedCells.mismatch(wrong),
                expected(
                    FailedCells.mismatch(cell("mxfp4/float32/qmv/N=6/K=512/normal")),
                    "**  mismatch  issue #7"),
                FailedCells.notFinite(cell("mxfp4/float32/qmv/N=7/K=512/normal")),
                FailedCells.mismatch(batched),
                FailedCells.race(cell("mxfp4/float32/qmv/N=12/K=512/normal")),
                FailedCells.crash(cell("mxfp4/float16/qmv/N=3/K=512/exact")),
                pass(cell("mxfp4/float32/qmv/N=13/K=512/normal"))));
    return new ReportDraft(bare)
        .suspects(
            List.of(
                new KernelSuspects(
                    wrong.kernel(),
                    wrong,
                    IntStream.rangeClosed(1, 300)
                        .mapToObj(
                            i -> new Suspect("src/main/metal/qmv.h", i, i + i % 2, 1.0 / i, "x"))
                        .toList())))
        .report();
  }

  /** Mismatches with evidence; of three, one is expected. */
  static Report ofManyFailures(int count) {
    Evidence none = new Evidence(List.of(), List.of());
    return of(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    i % 3 == 0
                        ? expected(CELLS.get(i)).with(none)
                        : mismatch(CELLS.get(i)).with(none))
            .toList());
  }

  /** The texts of {@code report.json} and {@code report.html}. */
  static List<String> written(Report report, Path directory) throws IOException {
    new JsonReport().write(report, directory);
    new HtmlReport().write(report, directory);
    return List.of(
        Files.readString(directory.resolve(JsonReport.FILE)),
        Files.readString(directory.resolve(HtmlReport.FILE)));
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
    Report whole = of(CELLS.subList(0, cells).stream().map(SyntheticMatrix::pass).toList());
    return shard(index, count, whole);
  }

  /** The part of a whole report in which each count-th cell is. */
  static Report shard(int index, int count, Report whole) {
    int cells = whole.results().size();
    List<Integer> positions =
        IntStream.range(0, cells).filter(i -> i % count == index - 1).boxed().toList();
    return new ReportDraft(whole)
        .part(new Part(new Shard(index, count), "0123456789abcdef", cells, positions))
        .results(positions.stream().map(whole.results()::get).toList())
        .report();
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
