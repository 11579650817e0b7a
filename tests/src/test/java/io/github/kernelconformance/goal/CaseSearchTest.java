package io.github.kernelconformance.goal;

import static io.github.kernelconformance.contract.ScalarType.FLOAT;
import static io.github.kernelconformance.contract.ScalarType.INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.described.AuthorCode;
import io.github.kernelconformance.described.DescribedFamily;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.SmallestCase;
import io.github.kernelconformance.verdict.SmallestCase.NonZero;
import io.github.kernelconformance.verdict.Status;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Failures of every kind, of kernels that are written in Java: what is smallest is known. */
class CaseSearchTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int LAUNCHES = 400;

  /** out[row, i] = x[row, i] + table[token[i]]. */
  public static final class Lookup implements Contract {
    @Override
    public void describe(Description it) {
      var rows = it.sizes("rows", 1, 3);
      var n = it.sizes("n", 2, 40, 200);
      it.kernel("lookup");
      it.input("x", FLOAT, rows, n);
      it.input("table", FLOAT, n).filled((values, at, draw) -> Arrays.setAll(values, i -> 3 + i));
      it.input("token", INT, n).below(n);
      it.output("out", FLOAT, rows, n);
      it.grid(rows).threads(32);
    }

    @Override
    public void reference(Case c) {
      int n = c.size("n");
      for (int row = 0; row < c.size("rows"); row++) {
        int r = row;
        c.output(
            "out", n, i -> c.at("x", r, i).plus(c.at("table", (int) c.integer("token", i))), row);
      }
    }
  }

  /** What a kernel does after it has computed what is right. */
  private interface Fault {
    List<Finding> in(Given given) throws Exception;
  }

  /** The arrays of a launch. */
  private record Given(int rows, int n, float[] x, int[] token, float[] out) {}

  private static final class Kernel implements Library {
    private final Fault fault;
    private final AtomicInteger launches = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Kernel(Fault fault) {
      this.fault = fault;
    }

    @Override
    public boolean has(String kernel) {
      return true;
    }

    @Override
    public Execution run(Launch launch)
        throws KernelCrashException, KernelTimeoutException, DeviceException {
      launches.incrementAndGet();
      ByteBuffer x = bytes(launch, "x");
      ByteBuffer table = bytes(launch, "table");
      ByteBuffer token = bytes(launch, "token");
      int n = token.capacity() / 4;
      int rows = launch.threadgroups().width();
      Given given = new Given(rows, n, new float[rows * n], new int[n], new float[rows * n]);
      for (int i = 0; i < rows * n; i++) {
        given.token[i % n] = token.getInt(i % n * 4);
        given.x[i] = x.getFloat(i * 4);
        given.out[i] = given.x[i] + table.getFloat(given.token[i % n] * 4);
      }
      try {
        List<Finding> findings = fault.in(given);
        ByteBuffer out = ByteBuffer.allocate(rows * n * 4).order(ByteOrder.LITTLE_ENDIAN);
        out.asFloatBuffer().put(given.out);
        return new Execution(Map.of("out", out.array()), findings, 0);
      } catch (KernelCrashException | KernelTimeoutException | DeviceException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    private static ByteBuffer bytes(Launch launch, String name) {
      return launch.arguments().stream()
          .filter(it -> it.name().equals(name))
          .map(it -> ByteBuffer.wrap(((Argument.Input) it).bytes()).order(ByteOrder.LITTLE_ENDIAN))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private final List<String> notes = new ArrayList<>();

  @Test
  void aWrongNumberShrinksToTheElementThatMakesItWrong() {
    Kernel kernel =
        new Kernel(
            it -> {
              if (it.n > 37 && it.x[it.n - 2] != 0) {
                it.out[it.n - 1] += 100;
              }
              return List.of();
            });

    SmallestCase found = find(kernel).get(0);

    assertThat(found.cell().id()).isEqualTo("lookup/rows=1/n=38/normal");
    assertThat(found.inMatrix()).isFalse();
    assertThat(found.status()).isEqualTo(Status.MISMATCH);
    assertThat(found.elements()).containsExactly(new NonZero("x", "", List.of(0, 36), 1, true));
    // The table is its author's, so only x and token could be 0.
    assertThat(found.changeable()).isEqualTo(2 * 38);
    assertThat(found.wrong()).hasSize(1);
    assertThat(found.wrong().get(0).got()).isEqualTo(103);
    assertThat(found.wrong().get(0).expected()).isEqualTo(3);
    assertThat(found.search().stopped()).isEmpty();

    // The command runs that cell, which the matrix does not have.
    assertThat(results(kernel, found.cell().id()))
        .extracting(it -> it.cell().id(), CellResult::status)
        .containsExactly(tuple(found.cell().id(), Status.MISMATCH));
  }

  /** What fails in two ways in one group of cells are two things to repair. */
  @Test
  void eachVerdictOfAGroupHasItsCase() {
    Kernel kernel =
        new Kernel(
            it -> {
              it.out[0] += it.rows == 1 ? 100 : 0;
              return it.rows == 3 ? List.of(finding(12)) : List.of();
            });

    assertThat(find(kernel))
        .extracting(SmallestCase::status, it -> it.cell().at().value("rows"))
        .containsExactly(tuple(Status.MEMORY_ERROR, 3), tuple(Status.MISMATCH, 1));
  }

  /** With 1 for x the error would be a few times its bound, and it is large with what x is. */
  @Test
  void anErrorThatIsClearStaysClear() {
    Kernel kernel =
        new Kernel(
            it -> {
              it.out[0] += it.x[0] == 1 ? 2e-6f : it.x[0] == 0 ? 0 : 100;
              return List.of();
            });

    SmallestCase found = find(kernel).get(0);

    assertThat(found.elements()).hasSize(1);
    assertThat(found.elements().get(0).value()).isNotEqualTo(1);
    assertThat(found.wrong().get(0).got()).isGreaterThan(90);
  }

  /** Another finding at another line, or wrong numbers, are other failures. */
  @Test
  void aFindingShrinksAsLongAsItIsAtTheSameLine() {
    Kernel kernel =
        new Kernel(
            it -> {
              it.out[0] += it.n < 20 ? 100 : 0;
              return it.n >= 40 && it.token[3] != 0
                  ? List.of(finding(12))
                  : it.n % 2 == 0 ? List.of(finding(99)) : List.of();
            });

    SmallestCase found = find(kernel, "lookup/rows=3/n=200/normal").get(0);

    assertThat(found.cell().id()).isEqualTo("lookup/rows=1/n=40/normal");
    assertThat(found.status()).isEqualTo(Status.MEMORY_ERROR);
    assertThat(found.message()).contains("kernel.metal:12");
    assertThat(found.elements()).containsExactly(new NonZero("token", "", List.of(3), 1, true));
  }

  @Test
  void aCrashShrinksAtTheCostOfFewWorkers() {
    AtomicInteger crashes = new AtomicInteger();
    Kernel kernel =
        new Kernel(
            it -> {
              if (it.n >= 30) {
                crashes.incrementAndGet();
                throw new KernelCrashException("SIGSEGV", Optional.empty());
              }
              return List.of();
            });
    List<CellResult> results = results(kernel, "**");
    crashes.set(0);

    SmallestCase found = find(kernel, results, LAUNCHES, LONG).get(0);

    assertThat(found.cell().id()).isEqualTo("lookup/rows=1/n=30/normal");
    assertThat(found.status()).isEqualTo(Status.CRASH);
    assertThat(found.nonZero()).isZero();
    assertThat(crashes.get()).isLessThanOrEqualTo(LAUNCHES / SearchBudget.LOST_WORKER);
  }

  @Test
  void ofTimeoutsTheSmallestCellIsTakenAndNothingRuns() {
    Kernel kernel =
        new Kernel(
            it -> {
              if (it.n >= 30) {
                throw new KernelTimeoutException("no end within 60 s");
              }
              return List.of();
            });
    List<CellResult> results = results(kernel, "**");
    kernel.launches.set(0);

    SmallestCase found = find(kernel, results, LAUNCHES, LONG).get(0);

    assertThat(found.cell().id()).isEqualTo("lookup/rows=1/n=40/normal");
    assertThat(found.inMatrix()).isTrue();
    assertThat(found.given()).extracting(SmallestCase.Given::name).contains("x", "out");
    assertThat(kernel.launches).hasValue(0);
  }

  @Test
  void whenTheBudgetIsSpentTheSmallestSoFarIsTold() {
    Kernel kernel =
        new Kernel(
            it -> {
              it.out[0] += it.n > 37 ? 100 : 0;
              return List.of();
            });
    List<CellResult> results = results(kernel, "lookup/rows=3/n=200/normal");
    kernel.launches.set(0);

    SmallestCase found = find(kernel, results, 10, LONG).get(0);

    assertThat(kernel.launches).hasValue(10);
    assertThat(found.cell().id()).isEqualTo("lookup/rows=1/n=200/normal");
    assertThat(found.search().launches()).isEqualTo(10);
    assertThat(found.search().stopped()).isEqualTo("after 10 launches");
  }

  @Test
  void ifTheDeviceFailsTheSmallestSoFarIsToldAndWhy() {
    AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    Kernel kernel =
        new Kernel(
            it -> {
              if (left.decrementAndGet() < 0) {
                throw new DeviceException("the GPU is gone");
              }
              it.out[0] += it.n > 37 ? 100 : 0;
              return List.of();
            });
    List<CellResult> results = results(kernel, "lookup/rows=3/n=200/normal");
    left.set(5);

    List<SmallestCase> found = find(kernel, results, LAUNCHES, LONG);

    assertThat(found.get(0).cell().id()).isEqualTo("lookup/rows=1/n=200/normal");
    assertThat(notes)
        .containsExactly("Could not look for smaller cases that fail: the GPU is gone");
  }

  /** A smaller shape may not end; the library is closed then, which ends its worker. */
  @Test
  void aLaunchThatDoesNotEndIsGivenUp() {
    AtomicInteger right = new AtomicInteger(Integer.MAX_VALUE);
    Kernel[] kernel = new Kernel[1];
    kernel[0] =
        new Kernel(
            it -> {
              if (right.decrementAndGet() < 0) {
                kernel[0].closed.await();
                throw new DeviceException("closed");
              }
              it.out[0] += 100;
              return List.of();
            });
    List<CellResult> results = results(kernel[0], "lookup/rows=3/n=200/normal");
    right.set(1);

    SmallestCase found = find(kernel[0], results, LAUNCHES, Duration.ofMillis(1_500)).get(0);

    assertThat(found.cell().id()).isEqualTo("lookup/rows=1/n=200/normal");
    assertThat(found.search().stopped()).isEqualTo("when its time was up");
  }

  @Test
  void groupsThatShrinkToTheSameCaseShareIt() {
    Kernel kernel =
        new Kernel(
            it -> {
              it.out[0] += it.n == 2 || it.n == 200 ? 100 : 0;
              return List.of();
            });

    List<SmallestCase> found = find(kernel);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).groups()).hasSize(2);
    assertThat(found.get(0).cell().at().value("n")).isEqualTo(2);
  }

  private static Finding finding(int line) {
    return new Finding(
        Finding.Kind.MEMORY,
        "read of 4 bytes",
        "lookup",
        new Finding.Site(0, "kernel.metal", line, 1, 0, 0, 0, 0, 0),
        Optional.empty(),
        Optional.empty(),
        1);
  }

  private final ConformanceMatrix[] matrix = new ConformanceMatrix[1];

  private List<SmallestCase> find(Kernel kernel) {
    return find(kernel, "**");
  }

  private List<SmallestCase> find(Kernel kernel, String cells) {
    return find(kernel, results(kernel, cells), LAUNCHES, LONG);
  }

  private List<SmallestCase> find(
      Kernel kernel, List<CellResult> results, int launches, Duration limit) {
    return SmallestCases.find(
        experiment(), () -> kernel, List.of(), results, notes, launches, limit);
  }

  private Experiment experiment() {
    return new Experiment(matrix[0], (family, cell) -> Optional.empty());
  }

  private List<CellResult> results(Kernel kernel, String cells) {
    DescribedFamily family =
        DescribedFamily.of(
            new Lookup(),
            AuthorCode.UNKNOWN,
            Duration.ofSeconds(10),
            Arithmetic.of(AccuracyTable.MSL_PRECISE));
    matrix[0] =
        ConformanceMatrix.of(
            Selection.parse("lookup", Map.of(), Map.of("pattern", "normal"), cells),
            new Families(List.of(family)));
    try {
      return experiment().run(kernel, matrix[0].cells());
    } catch (DeviceException e) {
      throw new AssertionError(e);
    }
  }
}
