package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Enumeration;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Coordinates;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.testing.Axes;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a cell whose kernel does not come back. */
class MatrixRunTest {

  private static final ConformanceMatrix MATRIX =
      ConformanceMatrix.of(
          Axes.builder()
              .families("fp_qmv")
              .modes("mxfp4")
              .dtypes("float32,float16,bfloat16")
              .n("1")
              .k("32")
              .patterns("normal")
              .cells("**")
              .build(),
          new Families());

  private static final Optional<SourceLocation> LINE =
      Optional.of(new SourceLocation("src/main/metal/qmv.h", 41));

  /** A device on which kernels do what their element type says. */
  private static final class Device implements Library {

    private final String broken;

    /**
     * @param broken a part of the names of kernels on which the device fails; empty for none
     */
    Device(String broken) {
      this.broken = broken;
    }

    @Override
    public boolean has(String kernel) {
      return true;
    }

    @Override
    public Execution run(Launch launch)
        throws KernelCrashException, KernelTimeoutException, DeviceException {
      if (!broken.isEmpty() && launch.kernel().contains(broken)) {
        throw new DeviceException("no worker starts");
      }
      if (launch.kernel().contains("bfloat")) {
        throw new KernelTimeoutException("did not end");
      }
      if (launch.kernel().contains("float16")) {
        throw new KernelCrashException("SIGSEGV", LINE);
      }
      return new Execution(
          launch.arguments().stream()
              .filter(Argument.Output.class::isInstance)
              .map(Argument.Output.class::cast)
              .collect(Collectors.toMap(Argument.Output::name, it -> new byte[it.length()])),
          List.of(),
          0);
    }

    @Override
    public void close() {}
  }

  @Test
  void aCrashAndATimeoutCostTheirOwnCells() throws DeviceException {
    MatrixRun.Results run =
        MatrixRun.run(MATRIX, new Device(""), (family, cell) -> Optional.empty(), 2, Progress.NONE);
    List<CellResult> results = run.cells();
    assertThat(run.failure()).isEmpty();
    Map<String, List<Status>> statuses =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    result -> QmvCell.of(result.cell()).dtype().id(),
                    Collectors.mapping(CellResult::status, Collectors.toList())));
    assertThat(statuses.get("float32")).isNotEmpty().containsOnly(Status.MISMATCH);
    assertThat(statuses.get("float16")).isNotEmpty().containsOnly(Status.CRASH);
    assertThat(statuses.get("bfloat16")).isNotEmpty().containsOnly(Status.TIMEOUT);
    assertThat(results)
        .filteredOn(result -> result.status() == Status.CRASH)
        .allSatisfy(
            result -> {
              assertThat(result.message()).isEqualTo("SIGSEGV");
              assertThat(result.crashedAt()).isEqualTo(LINE);
            });
  }

  /** The outputs are zeros, which is what one case expects; the others cannot be made. */
  private record Failing(String contract) implements KernelFamily {

    private enum Step {
      INPUTS,
      LAUNCH,
      REFERENCE,
      NONE
    }

    @Override
    public String name() {
      return contract;
    }

    @Override
    public Enumeration enumerate(Selection selection) {
      Axis axis = Axis.of("fails", "Fails", Axis.Role.CHOICE);
      List<ProblemCells> problems =
          Stream.of(Step.values())
              .map(
                  step -> {
                    Coordinates at = new Coordinates(List.of(axis), List.of(step.name()));
                    Cell cell = new Cell(contract, true, at, "kernel", true);
                    return new ProblemCells(this, seed -> problem(step), List.of(cell), 1);
                  })
              .toList();
      List<Cell> cells = problems.stream().flatMap(it -> it.cells().stream()).toList();
      return new Enumeration(problems, cells, List.of(), List.of());
    }

    private static Problem problem(Step fails) {
      failing(fails, Step.INPUTS);
      return new Problem() {
        @Override
        public Launch launch(Cell cell) {
          failing(fails, Step.LAUNCH);
          Size one = new Size(1, 1, 1);
          return new Launch("kernel", one, one, List.of(new Argument.Output("out", 4)));
        }

        @Override
        public Map<String, Expected> expected(Cell cell) {
          failing(fails, Step.REFERENCE);
          return Map.of("out", new Expected.Rounded(new double[1]));
        }
      };
    }

    private static void failing(Step fails, Step now) {
      if (fails == now) {
        throw new AuthorException("Contract.java:1: " + now, null);
      }
    }

    @Override
    public Map<String, ArrayType> arrays(Cell cell) {
      return Map.of(
          "out", ArrayType.dense(ArrayType.Element.FLOAT32, List.of(1), List.of("i"), "zeros"));
    }
  }

  @Test
  void aContractThatFailsCostsItsOwnCells() throws DeviceException {
    ConformanceMatrix matrix =
        ConformanceMatrix.of(
            Selection.parse("failing", Map.of(), Map.of(), "**"),
            new Families(List.of(new Failing("failing"))));

    MatrixRun.Results run =
        MatrixRun.run(matrix, new Device(""), (family, cell) -> Optional.empty(), 2, Progress.NONE);

    assertThat(run.failure()).isEmpty();
    assertThat(run.cells().stream().map(it -> it.cell() + " " + it.status().id() + it.message()))
        .containsExactly(
            "failing/INPUTS contract-errorContract.java:1: INPUTS",
            "failing/LAUNCH contract-errorContract.java:1: LAUNCH",
            "failing/REFERENCE contract-errorContract.java:1: REFERENCE",
            "failing/NONE pass");
    assertThat(run.cells().stream().map(CellResult::failed))
        .containsExactly(true, true, true, false);
  }

  @Test
  void aBrokenDeviceIsNoVerdict() throws DeviceException {
    MatrixRun.Results run =
        MatrixRun.run(
            MATRIX, new Device("qmv"), (family, cell) -> Optional.empty(), 2, Progress.NONE);

    assertThat(run.failure().orElseThrow()).hasMessage("no worker starts");
    assertThat(run.cells())
        .hasSameSizeAs(MATRIX.cells())
        .allSatisfy(
            result -> {
              assertThat(result.status()).isEqualTo(Status.SKIPPED);
              assertThat(result.message()).isEqualTo("the device failed before this cell ran");
            });
  }

  /** One thread, so that it is known which problems were run. */
  @Test
  void whatRanBeforeADeviceFailedIsKept() throws DeviceException {
    ConformanceMatrix two =
        ConformanceMatrix.of(
            Axes.builder()
                .families("fp_qmv")
                .modes("mxfp4,mxfp8")
                .dtypes("float32")
                .n("1")
                .k("32")
                .patterns("normal")
                .cells("**")
                .build(),
            new Families());
    MatrixRun.Results run =
        MatrixRun.run(
            two, new Device("mxfp8"), (family, cell) -> Optional.empty(), 1, Progress.NONE);

    assertThat(run.failure()).isPresent();
    assertThat(run.cells())
        .allSatisfy(
            result ->
                assertThat(result.status())
                    .isEqualTo(
                        QmvCell.of(result.cell()).mode().id().equals("mxfp4")
                            ? Status.MISMATCH
                            : Status.SKIPPED));
  }
}
