package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.matrix.Cell;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What many projects have instead of a matrix: each kernel once, at one shape, with normal numbers,
 * and {@code numpy.allclose(y, reference, rtol=1e-2)}, whose {@code atol} is 1e-8. It is here to be
 * compared with the matrix.
 */
final class PlainCheck {

  private static final double RELATIVE = 1e-2;
  private static final double ABSOLUTE = 1e-8;

  private PlainCheck() {}

  /**
   * The cells that such a check has: of each contract and variant the one of most work among those
   * of normal numbers, in the first type there is.
   *
   * @param work of a cell, in any unit
   */
  static List<Cell> cells(Collection<Cell> cells, Map<Cell, Long> work) {
    Map<String, Cell> chosen = new LinkedHashMap<>();
    for (Cell cell : cells) {
      if (cell.pattern().equals("normal")) {
        chosen.merge(
            cell.contract() + " " + cell.variant(),
            cell,
            (one, other) -> work.get(other) > work.get(one) ? other : one);
      }
    }
    return List.copyOf(chosen.values());
  }

  /** Whether it finds a fault in a cell, or the cell's process ends. */
  static boolean finds(Experiment experiment, Library library, Cell cell) throws DeviceException {
    try {
      Problem problem = experiment.problem(cell);
      Map<String, byte[]> outputs =
          problem.dense(cell, library.run(problem.launch(cell)).outputs());
      Map<String, ArrayType> types = experiment.family(cell).arrays(cell);
      for (Map.Entry<String, Expected> it : problem.expected(cell).entrySet()) {
        double[] got = types.get(it.getKey()).element().decode(outputs.get(it.getKey()));
        if (!isClose(got, it.getValue(), outputs.get(it.getKey()))) {
          return true;
        }
      }
      return false;
    } catch (KernelCrashException | KernelTimeoutException e) {
      return true;
    } catch (AuthorException e) {
      return false;
    }
  }

  private static boolean isClose(double[] got, Expected expected, byte[] bytes) {
    if (expected instanceof Expected.Near near) {
      return isClose(got, near.values());
    }
    if (expected instanceof Expected.Rounded rounded) {
      return isClose(got, rounded.values());
    }
    if (expected instanceof Expected.Bits bits) {
      return Arrays.equals(bits.bytes(), bytes);
    }
    if (expected instanceof Expected.OneOf one) {
      for (int i = 0; i < got.length; i++) {
        double value = got[i];
        if (Arrays.stream(one.choices().get(i)).noneMatch(it -> isClose(value, it))) {
          return false;
        }
      }
      return true;
    }
    return ((Expected.Satisfies) expected).check().broken(got).isEmpty();
  }

  private static boolean isClose(double[] got, double[] expected) {
    for (int i = 0; i < got.length; i++) {
      if (!isClose(got[i], expected[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isClose(double got, double expected) {
    return got == expected
        || Double.isNaN(expected) && Double.isNaN(got)
        || Math.abs(got - expected) <= ABSOLUTE + RELATIVE * Math.abs(expected);
  }
}
