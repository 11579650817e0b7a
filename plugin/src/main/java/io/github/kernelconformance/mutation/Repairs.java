package io.github.kernelconformance.mutation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes that undo mistakes rather than make them: a variable for another of its type, a factor or
 * a term that an index lacks, a sum for an assignment. A fault is often such a change away from
 * what is right.
 */
final class Repairs {

  private static final Set<String> SUMMED = Set.of("min", "max");

  /** Names of MSL for types of C++, which a tree has where they are behind a reference. */
  private static final Map<String, String> NAMES =
      Map.of(
          "int64_t", "long",
          "uint64_t", "unsigned long",
          "ulong", "unsigned long",
          "int32_t", "int",
          "uint32_t", "unsigned int",
          "uint", "unsigned int",
          "ushort", "unsigned short",
          "int8_t", "signed char",
          "uint8_t", "unsigned char",
          "uchar", "unsigned char");

  private static final String BARRIER =
      "::metal::threadgroup_barrier(::metal::mem_flags::mem_threadgroup);";

  /** A SIMD group has 32 lanes. */
  private static final Map<String, String> ENDS = Map.of("0", "31", "31", "0");

  private final Sites sites;
  private final Functions functions;
  private final Uses uses;

  /** The types that the function's tree knows. */
  private final Set<String> types;

  /** The types of the variables that an expression may use, by name. */
  private Map<String, String> scope = new LinkedHashMap<>();

  /** Those of them that are constants: one is no variable for another. */
  private final Set<String> constants = new HashSet<>();

  /** Where the same expression lacks the same variable. */
  private final Map<Use, List<Syntax>> places = new LinkedHashMap<>();

  /** Whether the expression is what is assigned to. */
  private boolean assigned;

  /** The variable that the expression is assigned to; none where it is assigned to none. */
  private String computed = "";

  /** The variables that a loop steps, while its condition is gone through. */
  private Set<String> stepped = Set.of();

  /**
   * Begins a function.
   *
   * @param functions what it may call
   * @param uses how it uses its variables
   * @param types that are known in it
   */
  Repairs(Sites sites, Functions functions, Uses uses, Set<String> types) {
    this.sites = sites;
    this.functions = functions;
    this.uses = uses;
    this.types = types;
  }

  /** A variable is declared. */
  void declare(Syntax variable) {
    if (!variable.name().isEmpty() && (variable.is("VarDecl") || variable.is("ParmVarDecl"))) {
      scope.put(variable.name(), kind(variable.type()));
      if (variable.flag()) {
        constants.add(variable.name());
      } else {
        constants.remove(variable.name());
      }
    }
  }

  /** What is declared in a block is gone after it. */
  void within(Runnable block) {
    Map<String, String> outer = new LinkedHashMap<>(scope);
    block.run();
    scope = outer;
  }

  /** What is assigned to keeps its array. */
  void assigned(Runnable left) {
    boolean outer = assigned;
    assigned = true;
    left.run();
    assigned = outer;
  }

  /** What is assigned to a variable. */
  void computing(Syntax variable, Runnable right) {
    String outer = computed;
    computed = variable.is("DeclRefExpr") ? variable.name() : outer;
    right.run();
    computed = outer;
  }

  /** What a loop steps stays in its condition as it is: with another, it would hardly end. */
  void stepping(Syntax beginning, Syntax step, Runnable condition) {
    Set<String> names = new HashSet<>();
    beginning.children().stream()
        .filter(it -> it.is("VarDecl"))
        .map(Syntax::name)
        .forEach(names::add);
    variables(step, names);
    Set<String> outer = stepped;
    stepped = names;
    condition.run();
    stepped = outer;
  }

  /** What a step assigns to is what it begins with. */
  private static void variables(Syntax step, Set<String> names) {
    Syntax it = step.bare();
    if (it.is("BinaryOperator") && it.opcode().equals(",")) {
      it.children().forEach(child -> variables(child, names));
    } else if (!it.children().isEmpty() && it.child(0).bare().is("DeclRefExpr")) {
      names.add(it.child(0).bare().name());
    }
  }

  /**
   * Adds the changes of an expression.
   *
   * @param it without what the compiler put around it
   * @param read whether its value is read, rather than a reference to it passed on
   */
  void expression(Syntax it, boolean read) {
    if (uses.hasUnused() && !assigned && isValue(it)) {
      use(it);
    }
    Operation.of(it).ifPresent(operation -> operation(it, operation));
    switch (it.kind()) {
      case "DeclRefExpr" -> {
        if (read) {
          variable(it);
        }
      }
      case "IntegerLiteral" -> {
        if (!it.text().equals("0") && it.stands()) {
          sites.add(Operator.INTEGER_DOUBLED, it, "2 * " + sites.source(it));
          if (Long.parseLong(it.text()) > 1) {
            sites.add(Operator.INTEGER_HALVED, it, sites.source(it) + " / 2");
          }
        }
      }
      case "FloatingLiteral" -> {
        boolean zero = Double.parseDouble(it.text()) == 0;
        sites.add(Operator.CONSTANT_NEUTRAL, it, zero ? "-INFINITY" : "0.0f");
      }
      case "CXXStaticCastExpr" -> {
        if (Types.isFloating(it.type()) && !Types.isFloat(it.type())) {
          sites.add(Operator.CAST_DROPPED, it, sites.operand(it.child(0)));
        }
      }
      case "CallExpr" -> {
        called(it);
        if (SUMMED.contains(it.child(0).bare().name()) && it.children().size() == 3) {
          sum(it.child(1));
        }
      }
      default -> {}
    }
  }

  /** Types of this kind may stand for one another; to what pointers point may be constant. */
  static String kind(String type) {
    String bare = type.endsWith(" &") ? type.substring(0, type.length() - 2) : type;
    if (Types.isPointer(bare)) {
      return bare.replaceFirst("\\*\\s*const$", "*");
    }
    String plain = Types.plain(bare);
    return NAMES.getOrDefault(plain, plain);
  }

  /** A value may lack a term or a factor that its function has and uses for nothing. */
  private void use(Syntax it) {
    String type = kind(it.type());
    scope.forEach(
        (name, other) -> {
          if (!uses.isUnused(name) || it.name().equals(name) || computed.equals(name)) {
            return;
          }
          if (Types.isInteger(type) && Types.isInteger(other)) {
            use(Operator.UNUSED_ADDED, it, " + " + name);
            use(Operator.UNUSED_ADDED, it, " * " + name);
            use(Operator.UNUSED_BITS_ADDED, it, " | " + name);
          } else if (Types.isFloating(type) && Types.isFloating(other)) {
            use(Operator.UNUSED_ADDED, it, " + " + name);
            use(Operator.UNUSED_ADDED, it, " - " + name);
            use(Operator.UNUSED_ADDED, it, " * " + name);
          }
        });
  }

  private static boolean isValue(Syntax it) {
    return it.kind().endsWith("Expr")
        || it.kind().endsWith("Operator")
        || it.kind().endsWith("Literal");
  }

  private record Use(Operator operator, String expression, String after) {}

  private void use(Operator operator, Syntax it, String more) {
    String after = sites.operand(it) + more;
    sites.add(operator, it, after);
    if (it.stands()) {
      places
          .computeIfAbsent(new Use(operator, sites.source(it), after), key -> new ArrayList<>())
          .add(it);
    }
  }

  /** Who forgets a term in one expression forgets it in its copies. */
  void copies() {
    places.forEach(
        (use, all) -> {
          List<Syntax> copies = new ArrayList<>();
          for (Syntax it : all) {
            if (copies.isEmpty() || copies.get(copies.size() - 1).end() <= it.begin()) {
              copies.add(it);
            }
          }
          if (copies.size() > 1) {
            sites.add(use.operator(), copies, use.after());
          }
        });
  }

  private void operation(Syntax it, Operation operation) {
    Syntax right = operation.right().naked();
    switch (operation.operator()) {
      case "*", "/" -> bracket(it, operation, "+-", "%s %s %s %s %s");
      case "+", "-" -> bracket(it, operation, "*/", "(%s %s %s) %s %s");
      case "==", "!=" -> {
        if (ENDS.containsKey(right.text()) && right.stands()) {
          sites.add(Operator.OTHER_END, right, ENDS.get(right.text()));
        }
      }
      default -> {}
    }
  }

  /**
   * {@code (a + b) * c} for {@code a * c + b}, or the other way round.
   *
   * @param inner the operators that the left side may have
   */
  private void bracket(Syntax it, Operation outer, String inner, String form) {
    Operation.of(outer.left().naked())
        .filter(left -> left.operator().length() == 1 && inner.contains(left.operator()))
        .ifPresent(
            left ->
                sites.add(
                    Operator.BRACKET_MOVED,
                    it,
                    form.formatted(
                        sites.operand(left.left()),
                        outer.operator(),
                        sites.operand(outer.right().naked()),
                        left.operator(),
                        sites.operand(left.right()))));
  }

  /** Neighbours in a list of arguments or of what a variable begins with may have been mixed up. */
  void list(List<Syntax> items) {
    List<Syntax> some = items.stream().filter(it -> !it.bare().is("CXXDefaultArgExpr")).toList();
    for (int i = 0; i < some.size(); i++) {
      Syntax it = some.get(i).bare();
      if (i > 0 && alike(some.get(i - 1), some.get(i))) {
        sites.swap(Operator.NEIGHBOURS_SWAPPED, some.get(i - 1).bare(), it);
      }
      if (!Types.isInteger(it.type()) && !Types.isPointer(it.type())) {
        for (Syntax other : some) {
          if (other.bare() != it && alike(some.get(i), other)) {
            sites.add(Operator.ARGUMENT_REPEATED, it, sites.source(other.bare()));
          }
        }
      }
    }
  }

  /** Whether one may stand where the other does: what is written to has to be a place. */
  private boolean alike(Syntax one, Syntax other) {
    Syntax mine = one.bare();
    Syntax its = other.bare();
    return mine.stands()
        && its.stands()
        && kind(mine.type()).equals(kind(its.type()))
        && !(isPlace(mine) && one == mine && !isPlace(its))
        && !sites.source(mine).equals(sites.source(its));
  }

  private static boolean isPlace(Syntax it) {
    return it.is("DeclRefExpr") || it.is("ArraySubscriptExpr") || it.is("MemberExpr");
  }

  /** An integer that becomes a floating-point number may be a code of one. */
  void converted(Syntax it, String to) {
    Syntax from = it.is("CXXConstructExpr") || isCast(it) ? it.child(0).bare() : it;
    while (isCast(it) && from.is("CXXConstructExpr") && from.children().size() == 1) {
      from = from.child(0).bare();
    }
    if (Types.isInteger(from.type()) && Types.isFloating(to) && from.stands()) {
      String code = sites.source(from);
      functions
          .between(from.type(), to)
          .forEach(name -> sites.add(Operator.NUMBER_DECODED, it, name + "(" + code + ")"));
    }
  }

  static boolean isCast(Syntax it) {
    return it.is("CXXFunctionalCastExpr") || it.is("CXXStaticCastExpr") || it.is("CStyleCastExpr");
  }

  private void called(Syntax call) {
    Syntax callee = call.child(0).bare();
    if (call.children().size() != 2 || !callee.stands() || !call.stands()) {
      return;
    }
    String spelling = sites.source(callee);
    String rest = sites.source(call).substring(callee.end() - call.begin());
    Span blamed =
        functions.declared(callee.id(), spelling, types).orElseGet(() -> sites.blamed(call));
    for (String name : functions.namesakes(callee.id())) {
      sites.add(Operator.FUNCTION_REPLACED, call, name + rest, blamed);
    }
  }

  /**
   * Whether a constant may be a variable: all that uses it is in the function's tree, and needs no
   * constant.
   */
  boolean mayVary(Syntax variable) {
    return Types.isScalarInteger(kind(variable.type())) && uses.mayVary(variable.name());
  }

  /** What an integer begins with may be off by one. */
  void beginning(Syntax value) {
    if (Types.isScalarInteger(kind(value.type())) && !value.bare().is("InitListExpr")) {
      Syntax it = value.bare();
      sites.add(Operator.BEGINNING_PLUS_ONE, it, sites.operand(it) + " + 1");
      sites.add(Operator.BEGINNING_MINUS_ONE, it, sites.operand(it) + " - 1");
    }
  }

  private void variable(Syntax it) {
    String type = kind(it.type());
    boolean pointer = Types.isPointer(type);
    if (assigned && pointer
        || stepped.contains(it.name())
        || !pointer && !Types.isScalarInteger(type) && !Types.isFloating(type)) {
      return;
    }
    scope.forEach(
        (name, other) -> {
          boolean alike = constants.contains(name) == constants.contains(it.name());
          if (alike && other.equals(type) && !name.equals(it.name()) && !stepped.contains(name)) {
            sites.add(Operator.VARIABLE_REPLACED, it, name);
          }
        });
  }

  /** An integer may lack a term. */
  void sum(Syntax it) {
    String type = kind(it.bare().type());
    if (Types.isScalarInteger(type) && it.bare().stands()) {
      scope.forEach(
          (name, other) -> {
            if (other.equals(type) && !sites.source(it.bare()).equals(name)) {
              sites.add(Operator.TERM_ADDED, it.bare(), sites.operand(it) + " + " + name);
            }
          });
    }
  }

  /** An index may lack a stride. */
  void index(Syntax it) {
    scope.forEach(
        (name, other) -> {
          if (Types.isScalarInteger(other)) {
            sites.add(Operator.INDEX_SCALED, it.bare(), sites.operand(it) + " * " + name);
          }
        });
  }

  /**
   * A barrier may be missing before a statement of a block.
   *
   * @param after where what stands before it ends
   */
  void statement(Syntax it, int after) {
    if (it.stands() && !it.is("AttributedStmt") && !it.is("DeclStmt") && !it.is("NullStmt")) {
      sites.insert(Operator.BARRIER_ADDED, it.begin(), BARRIER, new Span(after, it.begin() + 1));
    }
  }

  /** An assignment whose value nobody uses. */
  void assignment(Syntax it, Operation operation) {
    if (operation.operator().equals("=")
        && (Types.isFloating(operation.left().type())
            || Types.isInteger(operation.left().type()))) {
      sites.addDiscarded(
          Operator.ACCUMULATES,
          it,
          sites.operand(operation.left()) + " += " + sites.source(operation.right()));
    }
  }
}
