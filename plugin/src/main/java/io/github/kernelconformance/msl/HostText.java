package io.github.kernelconformance.msl;

import io.github.kernelconformance.msl.Declaration.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Turns a program into the text for the host compiler, where the address spaces {@code device},
 * {@code thread} and {@code threadgroup} are macros that expand to nothing and {@code constant} is
 * {@code const}. Every line keeps its number.
 */
final class HostText {

  private static final String THREADGROUP_VARIABLE = "KERNEL_CONFORMANCE_THREADGROUP_VARIABLE";
  private static final Set<String> ADDRESS_SPACES =
      Set.of("device", "constant", "thread", "threadgroup");
  private static final Pattern INCLUDE = Pattern.compile("^#include .*", Pattern.MULTILINE);

  private record Edit(int end, String replacement) {}

  /** The text of a declaration in a scope, address spaces left out. */
  private record Erased(Scope scope, String text) {}

  private final Tokens tokens;
  private final LineMap lines;

  /** By the offset at which they begin; one within another does not take place. */
  private final TreeMap<Integer, Edit> edits = new TreeMap<>();

  private final Map<Erased, Declaration> wholes = new HashMap<>();
  private final Map<Erased, Declaration> heads = new HashMap<>();

  private HostText(Tokens tokens, LineMap lines) {
    this.tokens = tokens;
    this.lines = lines;
  }

  /**
   * The text for the host compiler.
   *
   * @param instantiations the explicit instantiations of kernels, which are cut out
   */
  static String of(
      Tokens tokens,
      LineMap lines,
      List<Declaration> declarations,
      List<Declaration> instantiations) {
    HostText text = new HostText(tokens, lines);
    for (Declaration it : declarations) {
      if (it.kind() == Kind.FUNCTION) {
        new ThreadgroupVariables(tokens, text::markVariable, text::rejectMixture)
            .find(it.body() + 1, tokens.partner(it.body()));
      }
    }
    declarations.forEach(text::reduceOverloads);
    instantiations.forEach(it -> text.replace(it, ""));
    text.adaptWords();
    return INCLUDE.matcher(text.apply()).replaceAll("");
  }

  /** Takes away the words that would not mean in C++ what they mean in MSL. */
  private void adaptWords() {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.is(i, "constant") && qualifiesFunction(i)) {
        edit(i, "");
      } else if (tokens.opensAttributes(i) && tokens.is(i + 2, "function_constant")) {
        dropConstantBefore(i);
      } else if (tokens.opensAttributes(i) && tokens.is(i + 2, "threadgroup")) {
        // The attribute is spelled as the address space, which is erased.
        edit(i + 2, "threadgroup_memory");
      }
    }
  }

  /** Whether a token stands behind the parameters of a function; a constructor cannot be const. */
  private boolean qualifiesFunction(int token) {
    return tokens.is(token - 1, ")") || tokens.is(token - 1, "const") && tokens.is(token - 2, ")");
  }

  /** A function constant has no initializer, as a const variable of C++ must. */
  private void dropConstantBefore(int attributes) {
    for (int i = attributes - 1; tokens.isIdentifier(i); i--) {
      if (tokens.is(i, "constant")) {
        edit(i, "");
      }
    }
  }

  private void edit(int token, String replacement) {
    edits.putIfAbsent(tokens.start(token), new Edit(tokens.end(token), replacement));
  }

  private void markVariable(int token) {
    edit(token, THREADGROUP_VARIABLE);
  }

  private void rejectMixture(int token) {
    edits.put(
        tokens.start(token),
        new Edit(
            tokens.end(token),
            error(
                "declare the pointers and the variables of this statement separately: "
                    + "the host device cannot tell which of them are in threadgroup memory")));
  }

  /** Keeps the first of several declarations that differ in nothing but address spaces. */
  private void reduceOverloads(Declaration it) {
    if (it.kind() == Kind.INSTANTIATION) {
      return;
    }
    Erased whole = new Erased(it.scope(), erased(it.start(), it.end()));
    Declaration same = wholes.putIfAbsent(whole, it);
    if (same != null) {
      if (!written(same, same.end()).equals(written(it, it.end()))) {
        replace(it, "");
      }
      return;
    }
    if (it.kind() == Kind.OTHER) {
      return;
    }
    Erased head = new Erased(it.scope(), erased(it.start(), it.headEnd()));
    Declaration rival = heads.putIfAbsent(head, it);
    if (rival != null && !written(rival, rival.headEnd()).equals(written(it, it.headEnd()))) {
      replace(
          it,
          error(
              "differs from the one at %s in address spaces, which the host device does not have, and in what it does: it can have one of them only"
                  .formatted(lines.at(tokens.start(rival.start())))));
    }
  }

  private String written(Declaration it, int end) {
    return tokens.source(it.start(), end);
  }

  /** The tokens without address spaces; a marked variable is no address space. */
  private String erased(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      boolean variable = edits.containsKey(tokens.start(i));
      if (variable || !tokens.isIdentifier(i) || !ADDRESS_SPACES.contains(tokens.text(i))) {
        text.append(tokens.text(i)).append(' ');
      }
    }
    return text.toString();
  }

  private void replace(Declaration it, String replacement) {
    edits.put(tokens.start(it.start()), new Edit(tokens.end(it.end() - 1), replacement));
  }

  /** A statement or member that makes the host compiler fail at this place, with this message. */
  private static String error(String message) {
    return "static_assert(false, \"%s\");"
        .formatted(message.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  private String apply() {
    String text = tokens.text();
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (Map.Entry<Integer, Edit> entry : edits.entrySet()) {
      if (entry.getKey() >= at) {
        Edit edit = entry.getValue();
        out.append(text, at, entry.getKey()).append(edit.replacement());
        appendLineStructure(text, entry.getKey(), edit.end(), out);
        at = edit.end();
      }
    }
    return out.append(text, at, text.length()).toString();
  }

  /** The line ends and line markers of a part that is cut out. */
  private static void appendLineStructure(String text, int from, int to, StringBuilder out) {
    for (int newline = text.indexOf('\n', from);
        newline >= 0 && newline < to;
        newline = text.indexOf('\n', newline + 1)) {
      out.append('\n');
      int end = text.indexOf('\n', newline + 1);
      String line = text.substring(newline + 1, end < 0 ? text.length() : end);
      if (LineMarker.parse(line).isPresent()) {
        out.append(line);
      }
    }
  }
}
