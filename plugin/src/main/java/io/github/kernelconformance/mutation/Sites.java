package io.github.kernelconformance.mutation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the changes that operators make in a function. Nothing that the compiler has to know is
 * changed: constants, sizes of arrays, arguments of templates.
 */
final class Sites {

  /** Where an expression stands. */
  private enum Role {
    VALUE,
    /** In an index, or in what is added to a pointer. */
    INDEX,
    /** A statement of its own, or the step of a loop. */
    STATEMENT,
    STEP
  }

  private final String text;
  private final Set<Change> changes = new LinkedHashSet<>();
  private final Repairs repairs;

  /** The statement or the condition that is gone through. */
  private Optional<Span> statement = Optional.empty();

  /** The word that makes a constant of the variable that is gone through; -1 outside of one. */
  private int constant = -1;

  private Sites(String text, Syntax function, Functions functions) {
    this.text = text;
    Set<String> types = new LinkedHashSet<>();
    types(function, types);
    this.repairs = new Repairs(this, functions, new Uses(text, function), types);
  }

  private static void types(Syntax it, Set<String> types) {
    types.add(it.type());
    it.children().forEach(child -> types(child, types));
  }

  /**
   * The changes of a function.
   *
   * @param launch the attributes of the function's parameters by their names, if it is a kernel;
   *     else none
   * @param functions that it may call
   */
  static Set<Change> of(
      String text, Syntax function, Map<String, String> launch, Functions functions) {
    Sites sites = new Sites(text, function, functions);
    function.children().stream().filter(it -> it.is("ParmVarDecl")).forEach(sites.repairs::declare);
    for (Syntax child : function.children()) {
      if (child.is("CompoundStmt")) {
        if (child.stands()) {
          Launches.changes(function, child.begin() + 1, launch, sites.changes);
        }
        sites.statement(child);
      } else if (child.is("CXXCtorInitializer")) {
        child.children().forEach(it -> sites.expression(it, Role.VALUE));
      }
    }
    sites.repairs.copies();
    return sites.changes;
  }

  private void statement(Syntax it) {
    if (it.is("CompoundStmt") || it.is("ForStmt")) {
      repairs.within(() -> parts(it));
    } else {
      parts(it);
    }
  }

  private void parts(Syntax it) {
    switch (it.kind()) {
      case "CompoundStmt" -> {
        int after = it.begin();
        for (Syntax child : it.children()) {
          repairs.statement(child, after);
          statement(child);
          after = child.end() > 0 ? child.end() : after;
        }
      }
      case "AttributedStmt", "DoStmt", "SwitchStmt", "CaseStmt", "DefaultStmt" ->
          it.children().forEach(this::statement);
      case "IfStmt" -> branch(it);
      case "ForStmt" -> {
        statement(it.child(0));
        repairs.stepping(it.child(0), it.child(3), () -> loop(it.child(2)));
        within(it.child(3), () -> expression(it.child(3), Role.STEP));
        statement(it.child(4));
      }
      case "WhileStmt" -> {
        loop(it.child(0));
        statement(it.child(it.children().size() - 1));
      }
      case "DeclStmt" -> within(it, () -> it.children().forEach(this::variable));
      case "ReturnStmt" ->
          within(it, () -> it.children().forEach(child -> expression(child, Role.VALUE)));
      default -> within(it, () -> expression(it, Role.STATEMENT));
    }
  }

  /** Goes through what a change in a statement is to blame for. */
  private void within(Syntax part, Runnable body) {
    Optional<Span> outer = statement;
    statement = part.stands() ? Optional.of(new Span(part.begin(), part.end())) : Optional.empty();
    body.run();
    statement = outer;
  }

  /** What is wrong if a change of an expression is right. */
  Span blamed(Syntax it) {
    return statement
        .filter(span -> span.begin() <= it.begin() && it.end() <= span.end())
        .orElseGet(() -> new Span(it.begin(), it.end()));
  }

  private void branch(Syntax it) {
    if (it.flag()) {
      // The compiler decides; what it leaves out is not in the tree.
      it.children().stream().skip(1).forEach(this::statement);
      return;
    }
    within(
        it.child(0),
        () -> {
          condition(it.child(0));
          expression(it.child(0), Role.VALUE);
        });
    it.children().stream().skip(1).forEach(this::statement);
  }

  private void condition(Syntax it) {
    if (!isConstant(it)) {
      add(Operator.GUARD_REMOVED, it, "true");
      add(Operator.BRANCH_NEVER, it, "false");
    }
  }

  private void loop(Syntax it) {
    if (!it.kind().isEmpty()) {
      within(it, () -> trips(it));
    }
  }

  private void trips(Syntax it) {
    if (!isConstant(it)) {
      add(Operator.LOOP_SKIPPED, it, "false");
      Operation.of(it.naked())
          .filter(comparison -> comparison.operator().equals("<"))
          .filter(comparison -> Types.isScalarInteger(comparison.right().type()))
          .ifPresent(
              comparison ->
                  add(
                      Operator.LOOP_ENDS_EARLY,
                      it.naked(),
                      "%s + 1 < %s"
                          .formatted(operand(comparison.left()), operand(comparison.right()))));
    }
    expression(it, Role.VALUE);
  }

  private void variable(Syntax it) {
    boolean fixed =
        it.flag()
            || it.type().startsWith("const ")
                && Types.isScalarInteger(it.type())
                && it.children().stream().allMatch(this::isConstant);
    if (it.is("VarDecl") && !fixed) {
      it.children().forEach(child -> expression(child, Role.VALUE));
      it.children().forEach(repairs::beginning);
    } else if (it.is("VarDecl") && it.flag() && repairs.mayVary(it)) {
      constant = it.begin();
      it.children().forEach(child -> expression(child.naked(), Role.VALUE));
      it.children().forEach(repairs::beginning);
      constant = -1;
    }
    repairs.declare(it);
  }

  /** Whether the compiler knows the value, whatever the kernel is called with. */
  private boolean isConstant(Syntax it) {
    Syntax bare = it.bare();
    return switch (bare.kind()) {
      case "ConstantExpr",
          "IntegerLiteral",
          "FloatingLiteral",
          "CXXBoolLiteralExpr",
          "UnaryExprOrTypeTraitExpr" ->
          true;
      case "DeclRefExpr" ->
          it.is("SubstNonTypeTemplateParmExpr") || bare.type().startsWith("const ") && bare.flag();
      default ->
          !bare.children().isEmpty()
              && !bare.is("CallExpr")
              && bare.children().stream().allMatch(this::isConstant);
    };
  }

  private void expression(Syntax node, Role role) {
    Syntax it = node.bare();
    switch (it.kind()) {
      case "",
          "ConstantExpr",
          "LambdaExpr",
          "CXXDefaultArgExpr",
          "CXXDefaultInitExpr",
          "OpaqueValueExpr",
          "UnaryExprOrTypeTraitExpr" -> {
        return;
      }
      case "PseudoObjectExpr" -> {
        expression(it.child(0), role);
        return;
      }
      case "CompoundStmt", "IfStmt", "ForStmt", "WhileStmt", "DeclStmt", "ReturnStmt" -> {
        statement(it);
        return;
      }
      case "IntegerLiteral", "FloatingLiteral" -> literal(it);
      case "UnaryOperator" -> unary(it);
      case "ConditionalOperator" -> condition(it.child(0));
      case "CallExpr" -> {
        Calls.changes(this, it, role == Role.STATEMENT);
      }
      case "MemberExpr", "MSPropertyRefExpr" -> member(it);
      default -> {}
    }
    if (role != Role.STEP) {
      repairs.expression(it, node != it);
      if (Repairs.isCast(it) || Types.isInteger(it.type()) && Types.isFloating(node.type())) {
        repairs.converted(it, node.type());
      }
      if (it.is("CallExpr")) {
        repairs.list(it.children().subList(1, it.children().size()));
      } else if (it.is("InitListExpr") || it.is("CXXConstructExpr")) {
        repairs.list(it.children());
      }
    }
    Operation.of(it).ifPresent(operation -> operation(it, operation, role));
    children(it, role);
  }

  /** Goes on into the operands of an expression. */
  private void children(Syntax it, Role role) {
    Role inner = role == Role.INDEX || role == Role.STEP ? role : Role.VALUE;
    boolean moves =
        Operation.of(it).isPresent() && (Types.isPointer(it.type()))
            || it.is("ArraySubscriptExpr")
            || it.is("CXXOperatorCallExpr") && it.child(0).bare().name().equals("operator[]");
    List<Syntax> children = it.children();
    boolean assignment =
        Operation.of(it)
            .filter(operation -> operation.assigns() || operation.operator().equals("="))
            .isPresent();
    int first = it.is("CXXOperatorCallExpr") || it.is("CallExpr") ? 1 : 0;
    for (int i = first; i < children.size(); i++) {
      Syntax child = children.get(i);
      boolean index = moves && i == children.size() - 1;
      if (index && it.is("ArraySubscriptExpr")) {
        index(child);
      }
      if (assignment && i == first) {
        repairs.assigned(() -> expression(child, index ? Role.INDEX : inner));
      } else if (assignment) {
        repairs.computing(
            children.get(first).bare(), () -> expression(child, index ? Role.INDEX : inner));
      } else if (it.is("CallExpr") && !Types.isPointer(child.type())) {
        expression(child, Role.VALUE);
      } else {
        expression(child, index ? Role.INDEX : inner);
      }
    }
  }

  private void index(Syntax it) {
    add(Operator.INDEX_PLUS_ONE, it, operand(it) + " + 1");
    if (!it.naked().text().equals("0")) {
      add(Operator.INDEX_ZERO, it, "0");
    }
    repairs.index(it);
  }

  private void literal(Syntax it) {
    if (!it.stands()) {
      return;
    }
    String spelling = source(it);
    if (it.is("IntegerLiteral")) {
      add(Operator.CONSTANT_PLUS_ONE, it, spelling + " + 1");
      if (!it.text().equals("0")) {
        add(Operator.CONSTANT_MINUS_ONE, it, spelling + " - 1");
      }
    } else {
      boolean zero = Double.parseDouble(it.text()) == 0;
      add(Operator.CONSTANT_DOUBLED, it, zero ? "1.0f" : "2 * " + spelling);
    }
  }

  private void unary(Syntax it) {
    if (it.opcode().equals("-") && !it.child(0).is("IntegerLiteral")) {
      add(Operator.SIGN_DROPPED, it, operand(it.child(0)));
    }
  }

  private void member(Syntax it) {
    String name = it.name().startsWith("->") ? it.name().substring(2) : it.name();
    Syntax of = it.child(0);
    if (of.stands()
        && it.stands()
        && Types.isInteger(it.type())
        && (name.equals("x") || name.equals("y"))) {
      String other = name.equals("x") ? "y" : "x";
      String spelling = source(it);
      if (spelling.endsWith("." + name)) {
        add(Operator.AXES_SWAPPED, it, spelling.substring(0, spelling.length() - 1) + other);
      }
    }
  }

  private void operation(Syntax it, Operation operation, Role role) {
    if (role == Role.STATEMENT) {
      repairs.assignment(it, operation);
    }
    if (operation.assigns()) {
      Assignments.changes(
          this, it, operation, role == Role.STATEMENT || role == Role.STEP, role == Role.STEP);
      return;
    }
    Binaries.changes(this, it, operation, role == Role.INDEX);
  }

  /** Adds a change of an expression, if the expression stands in the text. */
  void add(Operator operator, Syntax it, String after) {
    add(operator, it, after, false);
  }

  /** The same of an expression whose value nobody uses. */
  void addDiscarded(Operator operator, Syntax it, String after) {
    add(operator, it, after, true);
  }

  private void add(Operator operator, Syntax it, String after, boolean discarded) {
    add(operator, it, after, discarded, blamed(it), List.of());
  }

  /** Adds a change that is to blame for something else. */
  void add(Operator operator, Syntax it, String after, Span blamed) {
    add(operator, it, after, false, blamed, List.of());
  }

  private void add(
      Operator operator,
      Syntax it,
      String after,
      boolean discarded,
      Span blamed,
      List<Change.Part> also) {
    boolean unwanted = after.contains("\u0000") || constant >= 0 && !operator.repairs();
    if (it.stands() && !unwanted && !source(it).contains("\n#")) {
      changes.add(
          new Change(operator, it.begin(), it.end(), after, discarded, blamed, also, constant));
    }
  }

  /** Adds a change of several expressions that are the same, in the order of the text. */
  void add(Operator operator, List<Syntax> copies, String after) {
    Syntax first = copies.get(0);
    add(
        operator,
        first,
        after,
        false,
        blamed(first),
        copies.stream()
            .skip(1)
            .map(it -> new Change.Part(it.begin(), it.end(), after, blamed(it)))
            .toList());
  }

  /** Adds a change of two expressions, of which each becomes the other. */
  void swap(Operator operator, Syntax one, Syntax other) {
    String mine = source(one);
    String its = source(other);
    if (one.end() <= other.begin() && !mine.contains("\n#") && !its.contains("\n#")) {
      Change.Part part = new Change.Part(other.begin(), other.end(), mine, blamed(other));
      add(operator, one, its, false, blamed(one), List.of(part));
    }
  }

  /**
   * Adds a change that brings in a statement.
   *
   * @param between what it comes between
   */
  void insert(Operator operator, int at, String statement, Span between) {
    changes.add(new Change(operator, at, at, statement, true, between, List.of(), -1));
  }

  /** An operand as it is spelt, in brackets where another operator might tear it apart. */
  String operand(Syntax node) {
    Syntax it = node.bare();
    if (it.begin() < 0 || it.macro()) {
      return "\u0000"; // no change with it is added
    }
    boolean simple =
        Operation.of(it).isEmpty() && !it.is("ConditionalOperator") && !it.is("UnaryOperator");
    return simple ? source(it) : "(" + source(it) + ")";
  }

  /** As it is spelt. */
  String source(Syntax it) {
    return text.substring(it.begin(), it.end());
  }
}
