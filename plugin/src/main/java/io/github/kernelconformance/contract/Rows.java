package io.github.kernelconformance.contract;

import java.util.Arrays;

/** Goes through an output row by row; a row is the innermost dimension. */
final class Rows {

  private Rows() {}

  /** What is wrong with an element of a row. */
  interface Check {
    String violation(double[] row, int i);
  }

  /** The first violation, with its place; empty if there is none. */
  static String firstViolation(Outputs written, String output, Check check) {
    int dims = written.dimensions(output);
    int[] index = new int[dims];
    double[] row = new double[dims == 0 ? 1 : written.size(output, dims - 1)];
    do {
      for (int i = 0; i < row.length; i++) {
        if (dims > 0) {
          index[dims - 1] = i;
        }
        row[i] = written.at(output, index);
      }
      for (int i = 0; i < row.length; i++) {
        String wrong = check.violation(row, i);
        if (!wrong.isEmpty()) {
          if (dims > 0) {
            index[dims - 1] = i;
          }
          return output + place(index) + ": " + wrong;
        }
      }
    } while (next(written, output, index));
    return "";
  }

  private static boolean next(Outputs written, String output, int[] index) {
    for (int d = index.length - 2; d >= 0; d--) {
      index[d]++;
      if (index[d] < written.size(output, d)) {
        return true;
      }
      index[d] = 0;
    }
    return false;
  }

  private static String place(int[] index) {
    return Arrays.toString(index);
  }
}
