package io.github.kernelconformance.mutation;

/** Changes of assignments that compute, such as {@code +=}. */
final class Assignments {

  private Assignments() {}

  /**
   * Adds them.
   *
   * @param discarded whether nobody uses the value
   * @param step whether it is the step of a loop
   */
  static void changes(
      Sites sites, Syntax it, Operation operation, boolean discarded, boolean step) {
    String operator = operation.operator();
    String left = sites.operand(operation.left());
    String right = sites.operand(operation.right());
    if (!discarded) {
      return;
    }
    if (step) {
      if (operator.equals("+=") || operator.equals("-=")) {
        sites.addDiscarded(Operator.STEP_DOUBLED, it, left + " " + operator + " 2 * " + right);
      }
      return;
    }
    if (Types.isPointer(operation.left().type())) {
      sites.addDiscarded(Operator.ADVANCE_REMOVED, it, "");
      return;
    }
    String value = right.startsWith("(") ? right : sites.source(operation.right());
    switch (operator) {
      case "+=", "-=" -> {
        sites.addDiscarded(
            Operator.ACCUMULATION_SUBTRACTS,
            it,
            left + (operator.equals("+=") ? " -= " : " += ") + value);
        sites.addDiscarded(Operator.ACCUMULATION_REMOVED, it, "");
        sites.addDiscarded(Operator.ACCUMULATION_OVERWRITES, it, left + " = " + value);
        if (Types.isScalarFloat(operation.left().type())) {
          sites.addDiscarded(
              Operator.ACCUMULATED_IN_HALF,
              it,
              "%s = half(%s %s %s)".formatted(left, left, operator.substring(0, 1), right));
        }
      }
      case "*=", "/=" -> {
        sites.addDiscarded(
            Operator.TIMES_DIVIDED, it, left + (operator.equals("*=") ? " /= " : " *= ") + value);
        sites.addDiscarded(Operator.FACTOR_DROPPED, it, "");
      }
      case "&=" -> sites.addDiscarded(Operator.MASK_DROPPED, it, "");
      case "|=" -> {
        sites.addDiscarded(Operator.BITS_DROPPED, it, "");
        sites.addDiscarded(Operator.ACCUMULATION_OVERWRITES, it, left + " = " + value);
      }
      case ">>=", "<<=" -> {
        sites.addDiscarded(Operator.SHIFT_REMOVED, it, "");
        sites.addDiscarded(
            Operator.SHIFT_PLUS_ONE, it, left + " " + operator + " (" + right + " + 1)");
      }
      default -> {}
    }
  }
}
