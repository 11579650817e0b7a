package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.host.Adversary.Direction;
import java.util.ArrayList;
import java.util.List;

/** Whether answers of functions are in their rows, and at the edge that an adversary wants. */
final class Judge {

  /** A double's own rounding shows at an edge. */
  private static final double SLACK = 1 + 0x1p-18;

  private final Direction direction;
  private final List<String> complaints = new ArrayList<>();
  private String function = "";
  private int wrong;
  private double furthest;
  private boolean hasFreedom;

  Judge(Direction direction) {
    this.direction = direction;
  }

  List<String> complaints() {
    return complaints;
  }

  void begin(String name) {
    function = name;
    wrong = 0;
    furthest = 0;
    hasFreedom = false;
  }

  /** Complains of a function that never went near its edge. */
  void end() {
    if (hasFreedom && direction != Direction.NONE && furthest < 0.9) {
      complaints.add("%s: goes %.3f of its way only".formatted(function, furthest));
    }
  }

  /** Ulps of a format; with 0 the answer is correctly rounded. */
  void ulps(Format format, double ulps, double exact, double answer, double x, double y) {
    double nearest = format.round(exact);
    boolean special =
        exact == 0 || !Double.isFinite(nearest) || !Double.isFinite(x) || !Double.isFinite(y);
    if (special || ulps == 0) {
      equal(format, nearest, answer, x, y);
      return;
    }
    edge(format, ulps * format.ulp(exact), exact, answer, x, y);
  }

  /** An absolute error; where it is NaN nothing is said. */
  void error(double error, double exact, double answer, double x, double y) {
    double nearest = Format.FLOAT.round(exact);
    if (!Double.isFinite(nearest) || !Double.isFinite(x) || error == 0) {
      equal(Format.FLOAT, nearest, answer, x, y);
    } else if (!Double.isNaN(error)) {
      edge(Format.FLOAT, error, exact, answer, x, y);
    }
  }

  /** What a formula may give; null where nothing is said. */
  void formula(Interval values, double exact, double answer, double x, double y) {
    if (values == null || !Double.isFinite(x) || !Double.isFinite(y)) {
      return;
    }
    if (!values.contains(answer)) {
      complain("formula gives [%a, %a]".formatted(values.least(), values.most()), answer, x, y);
    }
    double width = values.most() - values.least();
    if (Double.isFinite(width) && width > 0) {
      hasFreedom = true;
      furthest = Math.max(furthest, Math.abs(answer - values.least() - width / 2) / (width / 2));
    }
  }

  private void edge(
      Format format, double allowed, double exact, double answer, double x, double y) {
    double off = answer - exact;
    if (!(Math.abs(off) <= allowed * SLACK)) {
      complain("exactly %a, allowed %a".formatted(exact, allowed), answer, x, y);
      return;
    }
    hasFreedom = true;
    furthest = Math.max(furthest, Math.abs(off) / allowed);
    boolean upwards =
        switch (direction) {
          case NONE -> off > 0;
          case UP -> true;
          case DOWN -> false;
          case AWAY_FROM_ZERO -> exact == 0 ? off > 0 : exact > 0;
          case TOWARDS_ZERO -> exact == 0 ? off > 0 : exact < 0;
          case RANDOM -> off > 0;
        };
    double further = answer + (upwards ? 1 : -1) * format.ulp(answer);
    boolean limited =
        direction == Direction.NONE
            // The ulp below one is half of that above it, and a double may not show the side.
            || Math.abs(exact) == 1
            || answer == 0
            || Math.abs(answer) == Float.MAX_VALUE
            || !Double.isFinite(format.round(further));
    if (!limited && Math.abs(further - exact) < allowed / SLACK) {
      complain("exactly %a, %a is allowed".formatted(exact, further), answer, x, y);
    }
  }

  private void equal(Format format, double nearest, double answer, double x, double y) {
    // Beside a tie a double's own error may show, and a pole has a sign by convention only.
    boolean near = Math.abs(answer - nearest) <= format.ulp(nearest);
    boolean same = Double.compare(Math.abs(answer), Math.abs(nearest)) == 0;
    if (!same && !(direction == Direction.NONE && near)) {
      complain("should be %a".formatted(nearest), answer, x, y);
    }
  }

  private void complain(String what, double answer, double x, double y) {
    if (wrong++ < 3) {
      complaints.add("%s(%a, %a) is %a; %s".formatted(function, x, y, answer, what));
    }
  }
}
