package io.github.kernelconformance.mutation;

import java.util.Optional;

/** An operator of two operands, built in or of a class of vectors. */
record Operation(String operator, Syntax left, Syntax right) {

  private static final String OF_CLASS = "operator";

  /** What a node is, if it is one. */
  static Optional<Operation> of(Syntax node) {
    if (node.is("BinaryOperator") || node.is("CompoundAssignOperator")) {
      return Optional.of(new Operation(node.opcode(), node.child(0), node.child(1)));
    }
    if (node.is("CXXOperatorCallExpr") && node.children().size() == 3) {
      String name = node.child(0).bare().name();
      if (name.startsWith(OF_CLASS) && !name.equals("operator[]") && !name.equals("operator()")) {
        return Optional.of(
            new Operation(name.substring(OF_CLASS.length()), node.child(1), node.child(2)));
      }
    }
    return Optional.empty();
  }

  /** Whether it is an assignment that computes. */
  boolean assigns() {
    return operator.length() >= 2
        && operator.endsWith("=")
        && "+-*/%&|^<>".indexOf(operator.charAt(0)) >= 0
        && !operator.equals("<=")
        && !operator.equals(">=");
  }
}
