package io.github.kernelconformance.msl;

import io.github.kernelconformance.msl.Declaration.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Swizzles for a compiler that has no properties: {@code v.zx} becomes {@code v.template swizzle<2,
 * 0>()}, and {@code v.zx = w} an assignment to {@code swizzled}. A name that a class of the program
 * has as a member stays as it is.
 */
final class Swizzles {

  private static final Pattern SEVERAL = Pattern.compile("[xyzw]{2,4}|[rgba]{2,4}");

  private static final Set<String> ASSIGNMENTS =
      Set.of("=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=");

  private final Tokens tokens;
  private final Edits edits;

  Swizzles(Tokens tokens, Edits edits) {
    this.tokens = tokens;
    this.edits = edits;
  }

  void replace(List<Declaration> declarations) {
    Set<String> members = members(declarations);
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.isIdentifier(i) && isAccess(i - 1)) {
        String name = tokens.text(i);
        if (SEVERAL.matcher(name).matches() && !tokens.is(i + 1, "(") && !members.contains(name)) {
          edits.replace(i, i + 1, written(name, isAssigned(i + 1)));
        }
      }
    }
  }

  /** What follows names a member, not the field of an initializer. */
  private boolean isAccess(int token) {
    return tokens.is(token, "->")
        || (tokens.is(token, ".")
            && !tokens.is(token - 1, "{")
            && !tokens.is(token - 1, ",")
            && !tokens.is(token - 1, "("));
  }

  /** The lexer may keep the two characters of an operator apart. */
  private boolean isAssigned(int token) {
    StringBuilder operator = new StringBuilder();
    for (int i = token; i < tokens.size() && operator.length() < 3; i++) {
      if (i > token && tokens.start(i) != tokens.end(i - 1)) {
        break;
      }
      if (tokens.isIdentifier(i) || tokens.isNumber(i) || tokens.opens(i)) {
        break;
      }
      operator.append(tokens.text(i));
      if (ASSIGNMENTS.contains(operator.toString())) {
        return !tokens.is(i + 1, "=") || tokens.start(i + 1) != tokens.end(i);
      }
    }
    return false;
  }

  private static String written(String name, boolean assigned) {
    String indices =
        name.chars()
            .mapToObj(it -> String.valueOf(Math.max("xyzw".indexOf(it), "rgba".indexOf(it))))
            .collect(Collectors.joining(", "));
    return "template " + (assigned ? "swizzled<" : "swizzle<") + indices + ">()";
  }

  private Set<String> members(List<Declaration> declarations) {
    Set<String> members = new HashSet<>();
    for (Declaration it : declarations) {
      if (it.scope().isClass() && it.kind() == Kind.OTHER) {
        for (int i = it.head(); i < it.end(); i++) {
          if (tokens.isIdentifier(i) && SEVERAL.matcher(tokens.text(i)).matches()) {
            members.add(tokens.text(i));
          }
        }
      }
    }
    return members;
  }
}
