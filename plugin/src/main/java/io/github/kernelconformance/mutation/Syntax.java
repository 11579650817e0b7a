package io.github.kernelconformance.mutation;

import java.util.List;

/**
 * A node of a compiler's syntax tree, with clang's names.
 *
 * @param kind for example {@code BinaryOperator}
 * @param name of a declaration, of what an expression refers to, or of a member
 * @param opcode of an operator, for example {@code +=}
 * @param type without {@code const}, aliases resolved
 * @param begin offset of its first character in the text; -1 where it is elsewhere
 * @param end offset after its last character
 * @param macro whether it begins or ends in what a macro expands to
 * @param flag {@code constexpr} of a variable or a condition
 * @param text the value of a literal or of a template's argument
 * @param id of a declaration, or of what an expression refers to; 0 where there is none
 */
record Syntax(
    String kind,
    String name,
    String opcode,
    String type,
    int begin,
    int end,
    boolean macro,
    boolean flag,
    String text,
    long id,
    List<Syntax> children) {

  /** Nodes that stand for what they hold. */
  private static final List<String> TRANSPARENT =
      List.of(
          "ImplicitCastExpr",
          "ExprWithCleanups",
          "MaterializeTemporaryExpr",
          "CXXBindTemporaryExpr",
          "SubstNonTypeTemplateParmExpr");

  boolean is(String some) {
    return kind.equals(some);
  }

  /** The expression without what the compiler put around it. */
  Syntax bare() {
    Syntax it = this;
    while (TRANSPARENT.contains(it.kind) && it.children.size() == 1) {
      it = it.children.get(0);
    }
    return it;
  }

  /** The same, and without brackets. */
  Syntax naked() {
    Syntax it = bare();
    while (it.is("ParenExpr")) {
      it = it.children.get(0).bare();
    }
    return it;
  }

  /** A child, or a node of no kind. */
  Syntax child(int index) {
    return index < children.size() ? children.get(index) : NOTHING;
  }

  /** Whether it stands in the text, whole. */
  boolean stands() {
    return begin >= 0 && end > begin && !macro;
  }

  static final Syntax NOTHING = new Syntax("", "", "", "", -1, -1, false, false, "", 0, List.of());
}
