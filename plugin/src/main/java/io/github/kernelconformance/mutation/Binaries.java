package io.github.kernelconformance.mutation;

import java.util.Map;

/** Changes of operators of two operands that assign nothing. */
final class Binaries {

  private static final Map<String, String> STRICTNESS =
      Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">");

  private static final Map<String, String> REVERSED = Map.of("<<", ">>", ">>", "<<");

  private Binaries() {}

  /**
   * Adds them.
   *
   * @param index whether the value is part of an index or an offset
   */
  static void changes(Sites sites, Syntax it, Operation operation, boolean index) {
    String operator = operation.operator();
    String left = sites.operand(operation.left());
    String right = sites.operand(operation.right());
    switch (operator) {
      case "<", "<=", ">", ">=" ->
          sites.add(
              Operator.COMPARISON_STRICTNESS,
              it,
              left + " " + STRICTNESS.get(operator) + " " + right);
      case "==", "!=" ->
          sites.add(
              Operator.EQUALITY_NEGATED,
              it,
              left + (operator.equals("==") ? " != " : " == ") + right);
      case "&&", "||" -> {
        sites.add(
            Operator.LOGIC_SWAPPED, it, left + (operator.equals("&&") ? " || " : " && ") + right);
        sites.add(Operator.LOGIC_OPERAND_DROPPED, it, left);
        sites.add(Operator.LOGIC_OPERAND_DROPPED, it, right);
      }
      case "+", "-" -> sum(sites, it, operation, index);
      case "*", "/" -> product(sites, it, operation, index);
      case "%" -> sites.add(Operator.REMAINDER_DIVIDED, it, left + " / " + right);
      case "<<", ">>" -> {
        sites.add(Operator.SHIFT_PLUS_ONE, it, left + " " + operator + " (" + right + " + 1)");
        sites.add(Operator.SHIFT_REMOVED, it, left);
        sites.add(Operator.SHIFT_REVERSED, it, left + " " + REVERSED.get(operator) + " " + right);
      }
      case "&" -> {
        sites.add(Operator.MASK_DROPPED, it, left);
        sites.add(Operator.MASK_NARROWED, it, left + " & (" + right + " >> 1)");
      }
      case "|", "^" -> {
        sites.add(Operator.BITS_DROPPED, it, left);
        sites.add(
            Operator.BITS_COMBINED_OTHERWISE,
            it,
            left + (operator.equals("|") ? " ^ " : " | ") + right);
      }
      default -> {}
    }
  }

  private static void sum(Sites sites, Syntax it, Operation operation, boolean index) {
    String left = sites.operand(operation.left());
    String right = sites.operand(operation.right());
    boolean plus = operation.operator().equals("+");
    if (Types.isPointer(it.type())) {
      if (Types.isPointer(operation.left().type())) {
        sites.add(Operator.POINTER_NOT_MOVED, it, left);
      }
      return;
    }
    sites.add(Operator.PLUS_MINUS, it, left + (plus ? " - " : " + ") + right);
    Operator dropped = index ? Operator.OFFSET_DROPPED : Operator.TERM_DROPPED;
    sites.add(dropped, it, left);
    if (plus) {
      sites.add(dropped, it, right);
    }
  }

  private static void product(Sites sites, Syntax it, Operation operation, boolean index) {
    String left = sites.operand(operation.left());
    String right = sites.operand(operation.right());
    boolean times = operation.operator().equals("*");
    if (index && times) {
      sites.add(Operator.STRIDE_DROPPED, it, left);
      return;
    }
    sites.add(Operator.TIMES_DIVIDED, it, left + (times ? " / " : " * ") + right);
    sites.add(Operator.FACTOR_DROPPED, it, left);
    if (times) {
      sites.add(Operator.FACTOR_DROPPED, it, right);
    }
    if (Types.isScalarFloat(it.type())) {
      sites.add(Operator.HALF_IN_BETWEEN, it, "float(half(" + sites.source(it) + "))");
    }
  }
}
