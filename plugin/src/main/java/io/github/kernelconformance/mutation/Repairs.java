package io.github.kernelconformance.mutation;

import java.util.LinkedHashMap;
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
          "ushort", "unsigned short");

  private static final String BARRIER =
      "::metal::threadgroup_barrier(::metal::mem_flags::mem_threadgroup);";

  private final Sites sites;

  /** The types of the variables that an expression may use, by name. */
  private Map<String, String> scope = new LinkedHashMap<>();

  /** Whether the expression is what is assigned to. */
  private boolean assigned;

  Repairs(Sites sites) {
    this.sites = sites;
  }

  /** A variable is declared. */
  void declare(Syntax variable) {
    if (!variable.name().isEmpty() && (variable.is("VarDecl") || variable.is("ParmVarDecl"))) {
      scope.put(variable.name(), kind(variable.type()));
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

  /**
   * Adds the changes of an expression.
   *
   * @param it without what the compiler put around it
   * @param read whether its value is read, rather than a reference to it passed on
   */
  void expression(Syntax it, boolean read) {
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
        if (SUMMED.contains(it.child(0).bare().name()) && it.children().size() == 3) {
          sum(it.child(1));
        }
      }
      default -> {}
    }
  }

  /** Types of this kind may stand for one another; to what pointers point may be constant. */
  private static String kind(String type) {
    String bare = type.endsWith(" &") ? type.substring(0, type.length() - 2) : type;
    if (Types.isPointer(bare)) {
      return bare.replaceFirst("\\*\\s*const$", "*");
    }
    String plain = Types.plain(bare);
    return NAMES.getOrDefault(plain, plain);
  }

  private void variable(Syntax it) {
    String type = kind(it.type());
    boolean pointer = Types.isPointer(type);
    if (assigned && pointer
        || !pointer && !Types.isScalarInteger(type) && !Types.isFloating(type)) {
      return;
    }
    scope.forEach(
        (name, other) -> {
          if (other.equals(type) && !name.equals(it.name())) {
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

  /** A barrier may be missing before a statement of a block. */
  void statement(Syntax it) {
    if (it.stands() && !it.is("AttributedStmt") && !it.is("DeclStmt") && !it.is("NullStmt")) {
      sites.insert(Operator.BARRIER_ADDED, it.begin(), BARRIER);
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
