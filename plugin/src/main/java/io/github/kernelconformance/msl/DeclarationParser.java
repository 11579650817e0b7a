package io.github.kernelconformance.msl;

import io.github.kernelconformance.msl.Declaration.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the declarations of a program, those within namespaces and classes included. It knows no
 * types and needs none: a declaration ends at its semicolon or with the body of its function.
 */
final class DeclarationParser {

  private static final Set<String> ACCESS = Set.of("public", "private", "protected");
  private static final Set<String> CLASS_KEYS = Set.of("struct", "class", "union", "enum");

  /** Words whose brackets are no parameter list. */
  private static final Set<String> OPERATORS_WITH_BRACKETS =
      Set.of("alignas", "decltype", "explicit", "noexcept", "__attribute__", "typeof");

  private final Tokens tokens;
  private final List<Declaration> declarations = new ArrayList<>();

  private DeclarationParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The declarations in source order; a class precedes its members. */
  static List<Declaration> parse(Tokens tokens) {
    DeclarationParser parser = new DeclarationParser(tokens);
    parser.scope(Scope.GLOBAL, 0, tokens.size());
    return parser.declarations;
  }

  private void scope(Scope scope, int from, int to) {
    int i = from;
    while (i < to) {
      if (tokens.is(i, ";")) {
        i++;
      } else if (isOneOf(i, ACCESS) && tokens.is(i + 1, ":")) {
        i += 2;
      } else if (tokens.is(i, "namespace")
          || tokens.is(i, "inline") && tokens.is(i + 1, "namespace")) {
        i = namespace(scope, i, to);
      } else if (tokens.is(i, "extern") && tokens.isString(i + 1) && tokens.is(i + 2, "{")) {
        scope(scope, i + 3, tokens.partner(i + 2));
        i = tokens.partner(i + 2) + 1;
      } else {
        i = new Walk(scope, i, to).walk();
      }
    }
  }

  private int namespace(Scope scope, int from, int to) {
    StringBuilder name = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (tokens.is(i, "{")) {
        scope(scope.namespace(name.toString()), i + 1, tokens.partner(i));
        return tokens.partner(i) + 1;
      }
      if (tokens.is(i, ";")) {
        return i + 1;
      }
      if (tokens.opens(i)) {
        i = tokens.partner(i);
      } else if (!tokens.is(i, "inline") && !tokens.is(i, "namespace")) {
        name.append(tokens.text(i));
      }
    }
    return to;
  }

  /** Classes that are local to a function, for the sake of their members. */
  private void locals(Scope scope, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isClassKey(i) && !tokens.is(i - 1, "<") && !tokens.is(i - 1, ",")) {
        int j = i + 1;
        while (tokens.isIdentifier(j) || tokens.is(j, "::") || tokens.is(j, ":")) {
          j++;
        }
        if (tokens.is(j, "{")) {
          scope(new Scope(scope.name(), j), j + 1, tokens.partner(j));
          i = tokens.partner(j);
        }
      }
    }
  }

  private boolean isOneOf(int token, Set<String> words) {
    return tokens.isIdentifier(token) && words.contains(tokens.text(token));
  }

  private boolean isClassKey(int token) {
    return isOneOf(token, CLASS_KEYS) && !tokens.is(token, "enum") && !tokens.is(token - 1, "enum");
  }

  /** One walk along the outermost tokens of a declaration. */
  private final class Walk {

    private final Scope scope;
    private final int start;
    private final int to;
    private int head;
    private int name = -1;
    private int nameEnd = -1;
    private int parameters = -1;
    private int headEnd = -1;
    private int members = -1;
    private int classKey = -1;
    private boolean initializers;

    Walk(Scope scope, int start, int to) {
      this.scope = scope;
      this.start = start;
      this.to = to;
    }

    /** Adds the declaration and returns the token after it. */
    int walk() {
      head = afterTemplateHeaders();
      boolean instantiation = tokens.is(head, "template");
      if (instantiation) {
        head++;
      }
      int word = -1;
      for (int i = head; i < to; i++) {
        if (tokens.is(i, ";")) {
          return add(instantiation ? Kind.INSTANTIATION : kindAtSemicolon(), i, i + 1, word);
        }
        if (tokens.is(i, "=")) {
          return add(kindAtSemicolon(), i, afterSemicolon(i), word);
        }
        if (tokens.is(i, "operator")) {
          word = i;
          i = beforeOperatorParameters(i);
        } else if (tokens.isIdentifier(i)) {
          classKey = parameters < 0 && isOneOf(i, CLASS_KEYS) ? i : classKey;
          word = tokens.is(i - 1, "::") ? qualified(word, i - 1) : i;
        } else if (tokens.is(i, "<") && tokens.isIdentifier(i - 1)) {
          int after = tokens.afterAngles(i);
          i = after < 0 ? i : after - 1;
        } else if (tokens.is(i, ":")) {
          endHead(i);
          initializers = parameters >= 0;
        } else if (tokens.is(i, "(")) {
          parameterList(i, word);
          i = tokens.partner(i);
        } else if (tokens.is(i, "{")) {
          if (parameters >= 0 && !isMemberInitializer(i)) {
            return function(i);
          }
          if (parameters < 0 && classKey >= 0 && members < 0) {
            endHead(i);
            members = i;
          }
          i = tokens.partner(i);
        } else if (tokens.opens(i)) {
          i = tokens.partner(i);
        }
      }
      return add(Kind.OTHER, to, to, word);
    }

    private int afterTemplateHeaders() {
      int i = tokens.is(start, "extern") && tokens.is(start + 1, "template") ? start + 1 : start;
      while (tokens.is(i, "template") && tokens.is(i + 1, "<")) {
        int after = tokens.afterAngles(i + 1);
        if (after < 0) {
          return i;
        }
        i = after;
      }
      return i;
    }

    /** The first token of a name that continues after a {@code ::}. */
    private int qualified(int word, int colons) {
      boolean continues = tokens.isIdentifier(colons - 1) || tokens.is(colons - 1, ">");
      return continues && word >= 0 ? word : colons;
    }

    private int beforeOperatorParameters(int operator) {
      int i = operator + 1;
      if (tokens.is(i, "(")) {
        return tokens.partner(i);
      }
      while (i + 1 < to && !tokens.is(i + 1, "(") && !tokens.is(i + 1, ";")) {
        i++;
      }
      return i;
    }

    private void parameterList(int open, int word) {
      boolean follows =
          tokens.isIdentifier(open - 1) && !isOneOf(open - 1, OPERATORS_WITH_BRACKETS)
              || tokens.is(open - 1, ">")
              || tokens.is(word, "operator");
      if (follows && !initializers && word >= head) {
        parameters = open;
        name = word;
        nameEnd = open;
      }
    }

    private boolean isMemberInitializer(int open) {
      return initializers
          && !tokens.is(open - 1, ")")
          && !tokens.is(open - 1, "}")
          && !tokens.is(open - 1, "...");
    }

    private int function(int open) {
      endHead(open);
      members = open;
      int end = tokens.partner(open) + 1;
      add(Kind.FUNCTION, open, end, -1);
      locals(scope, open + 1, end - 1);
      return end;
    }

    private int afterSemicolon(int from) {
      int i = from;
      while (i < to && !tokens.is(i, ";")) {
        i = tokens.opens(i) ? tokens.partner(i) + 1 : i + 1;
      }
      return Math.min(i + 1, to);
    }

    private void endHead(int token) {
      headEnd = headEnd < 0 ? token : headEnd;
    }

    private Kind kindAtSemicolon() {
      return members >= 0 ? Kind.CLASS : Kind.OTHER;
    }

    private int add(Kind kind, int headEndsBefore, int end, int word) {
      endHead(headEndsBefore);
      if (name < 0 && word >= 0) {
        name = word;
        nameEnd = headEndsBefore;
      }
      declarations.add(
          new Declaration(
              kind, scope, start, end, head, name, nameEnd, parameters, headEnd, members));
      if (kind == Kind.CLASS && !tokens.is(head, "enum")) {
        scope(new Scope(scope.qualify(className()), members), members + 1, tokens.partner(members));
      }
      return end;
    }

    /** The name after the class key, without template arguments; empty for an unnamed class. */
    private String className() {
      String className = "";
      int i = classKey + 1;
      while (i < headEnd && !tokens.is(i, "<")) {
        if (tokens.isIdentifier(i) && !tokens.is(i, "final")) {
          className = tokens.text(i);
        }
        i = tokens.opens(i) ? tokens.partner(i) + 1 : i + 1;
      }
      return className;
    }
  }
}
