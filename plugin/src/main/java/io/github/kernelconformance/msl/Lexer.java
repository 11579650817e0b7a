package io.github.kernelconformance.msl;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Splits preprocessed C++ text into tokens. Directives are passed over. Of the operators only those
 * are kept whole whose parts would be taken for something else, so {@code >>} is two tokens.
 */
final class Lexer {

  private static final List<String> OPERATORS =
      List.of("...", "::", "->", "<=", ">=", "==", "!=", "<<", "&&", "||");
  private static final Set<String> STRING_PREFIXES = Set.of("u8", "u", "U", "L");
  private static final Set<String> RAW_STRING_PREFIXES = Set.of("R", "u8R", "uR", "UR", "LR");

  private final String text;
  private final LineMap lines;
  private final Deque<Integer> open = new ArrayDeque<>();
  private int size;
  private int[] starts = new int[1024];
  private int[] ends = new int[1024];
  private Tokens.Kind[] kinds = new Tokens.Kind[1024];
  private int[] partners = new int[1024];

  private Lexer(String text, LineMap lines) {
    this.text = text;
    this.lines = lines;
  }

  /**
   * The tokens of a text.
   *
   * @throws MslException where brackets do not match
   */
  static Tokens lex(String text, LineMap lines) {
    return new Lexer(text, lines).lex();
  }

  private Tokens lex() {
    boolean lineBegins = true;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        lineBegins = true;
        at++;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#' && lineBegins) {
        at = endOfLine(at);
      } else {
        lineBegins = false;
        at = token(at, c);
      }
    }
    if (!open.isEmpty()) {
      throw unmatched(open.pop());
    }
    return new Tokens(text, size, starts, ends, kinds, partners);
  }

  private int token(int at, char c) {
    if (isIdentifierPart(c) && !isDigit(c)) {
      int end = at + 1;
      while (end < text.length() && isIdentifierPart(text.charAt(end))) {
        end++;
      }
      if (end < text.length() && text.charAt(end) == '"') {
        String prefix = text.substring(at, end);
        if (RAW_STRING_PREFIXES.contains(prefix)) {
          return add(at, endOfRawString(end), Tokens.Kind.STRING);
        }
        if (STRING_PREFIXES.contains(prefix)) {
          return add(at, endOfLiteral(end), Tokens.Kind.STRING);
        }
      }
      return add(at, end, Tokens.Kind.IDENTIFIER);
    }
    if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
      return add(at, endOfNumber(at), Tokens.Kind.NUMBER);
    }
    if (c == '"') {
      return add(at, endOfLiteral(at), Tokens.Kind.STRING);
    }
    if (c == '\'') {
      return add(at, endOfLiteral(at), Tokens.Kind.NUMBER);
    }
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, at)) {
        return add(at, at + operator.length(), Tokens.Kind.PUNCTUATOR);
      }
    }
    int end = add(at, at + 1, Tokens.Kind.PUNCTUATOR);
    match(size - 1, c);
    return end;
  }

  private int add(int start, int end, Tokens.Kind kind) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      kinds = Arrays.copyOf(kinds, 2 * size);
      partners = Arrays.copyOf(partners, 2 * size);
    }
    starts[size] = start;
    ends[size] = end;
    kinds[size] = kind;
    size++;
    return end;
  }

  private void match(int token, char c) {
    if ("([{".indexOf(c) >= 0) {
      open.push(token);
    }
    int closing = ")]}".indexOf(c);
    if (closing >= 0) {
      if (open.isEmpty() || text.charAt(starts[open.peek()]) != "([{".charAt(closing)) {
        throw unmatched(token);
      }
      int opening = open.pop();
      partners[token] = opening;
      partners[opening] = token;
    }
  }

  private MslException unmatched(int token) {
    return new MslException(
        lines.at(starts[token]),
        "'%s' has no match, so the file does not compile".formatted(text.charAt(starts[token])));
  }

  private int endOfLine(int at) {
    int newline = text.indexOf('\n', at);
    return newline < 0 ? text.length() : newline;
  }

  /** Past a preprocessing number, for example {@code 0x1.8p-3f} or {@code 1'000u}. */
  private int endOfNumber(int at) {
    int end = at + 1;
    for (; end < text.length(); end++) {
      char c = text.charAt(end);
      boolean sign = (c == '+' || c == '-') && "eEpP".indexOf(text.charAt(end - 1)) >= 0;
      if (!isIdentifierPart(c) && c != '.' && c != '\'' && !sign) {
        break;
      }
    }
    return end;
  }

  /** Past a string or character literal; one that is not closed ends with its line. */
  private int endOfLiteral(int quote) {
    char delimiter = text.charAt(quote);
    for (int end = quote + 1; end < text.length(); end++) {
      char c = text.charAt(end);
      if (c == '\\') {
        end++;
      } else if (c == delimiter) {
        return end + 1;
      } else if (c == '\n') {
        return end;
      }
    }
    return text.length();
  }

  private int endOfRawString(int quote) {
    int paren = text.indexOf('(', quote);
    String closing = ")" + text.substring(quote + 1, Math.max(paren, quote + 1)) + "\"";
    int end = text.indexOf(closing, quote);
    return end < 0 ? text.length() : end + closing.length();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isIdentifierPart(char c) {
    return c == '_' || c == '$' || c >= 0x80 || Character.isLetterOrDigit(c);
  }
}
