package io.github.kernelconformance.mutation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a function uses its variables: those that it is given or works out, and whose values nothing
 * uses. Right functions have few of them; one that lost a term, a sign or a stride has one.
 */
final class Uses {

  /** A function with more has them for another reason. */
  private static final int MOST = 3;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private final Set<String> names = new HashSet<>();

  /** Variables whose every use is one of a value at run time. */
  private final Set<String> varying = new HashSet<>();

  /**
   * Looks at a function.
   *
   * @param text that its ranges are of
   */
  Uses(String text, Syntax function) {
    if (!function.stands()) {
      return;
    }
    Map<String, Integer> declared = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    Map<String, Integer> used = new HashMap<>();
    function.children().forEach(it -> count(it, Set.of(), declared, seen, used));
    Map<String, Integer> spelt = new HashMap<>();
    Matcher name = NAME.matcher(text.substring(function.begin(), function.end()));
    while (name.find()) {
      spelt.merge(name.group(), 1, Integer::sum);
    }
    declared.forEach(
        (it, times) -> {
          // What the tree does not have of the text may use it: arguments of templates.
          int told = 1 + seen.getOrDefault(it, 0);
          if (times == 1 && spelt.getOrDefault(it, 0) == told) {
            varying.add(it);
          }
          if (times == 1 && used.getOrDefault(it, 0) == 0 && spelt.getOrDefault(it, 0) == told) {
            names.add(it);
          }
        });
    if (names.size() > MOST) {
      names.clear();
    }
  }

  boolean isUnused(String name) {
    return names.contains(name);
  }

  /** Whether no use of a variable needs a constant. */
  boolean mayVary(String name) {
    return varying.contains(name);
  }

  boolean hasUnused() {
    return !names.isEmpty();
  }

  /**
   * Counts how often variables are declared, referred to and used.
   *
   * @param assigned what the expression is worked out for: to be used for itself alone is no use
   */
  private static void count(
      Syntax it,
      Set<String> assigned,
      Map<String, Integer> declared,
      Map<String, Integer> seen,
      Map<String, Integer> used) {
    if (it.is("ConstantExpr")) {
      return; // what it uses stays unseen, and so no variable
    }
    if (it.is("VarDecl") || it.is("ParmVarDecl")) {
      declared.merge(it.name(), 1, Integer::sum);
    } else if (it.is("DeclRefExpr")) {
      seen.merge(it.name(), 1, Integer::sum);
      if (!assigned.contains(it.name())) {
        used.merge(it.name(), 1, Integer::sum);
      }
    }
    Syntax left = Operation.of(it).map(Operation::left).orElse(Syntax.NOTHING).bare();
    boolean assigns =
        Operation.of(it)
            .filter(operation -> operation.assigns() || operation.operator().equals("="))
            .isPresent();
    Set<String> inner = assigns && left.is("DeclRefExpr") ? Set.of(left.name()) : assigned;
    List<Syntax> children = it.children();
    children.forEach(child -> count(child, inner, declared, seen, used));
  }
}
