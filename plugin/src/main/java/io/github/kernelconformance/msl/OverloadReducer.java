package io.github.kernelconformance.msl;

import io.github.kernelconformance.msl.Declaration.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the first of several declarations that differ in nothing but address spaces, for example
 * those of {@code operator T() const device} and {@code operator T() const threadgroup}, since the
 * host compiler would take the second for a redefinition.
 */
final class OverloadReducer {

  /** The address spaces that the host compiler does not see; {@code constant} is its const. */
  private static final Set<String> INVISIBLE = Set.of("device", "thread", "threadgroup");

  /** What the host compiler sees of a declaration in a scope. */
  private record Visible(Scope scope, String text) {}

  private final Target target;
  private final Tokens tokens;
  private final LineMap lines;
  private final Edits edits;
  private final Map<Visible, Declaration> wholes = new HashMap<>();
  private final Map<Visible, Declaration> heads = new HashMap<>();

  /**
   * A reducer of one text.
   *
   * @param edits gets the cuts; what it holds already is taken into account
   */
  OverloadReducer(Target target, Tokens tokens, LineMap lines, Edits edits) {
    this.target = target;
    this.tokens = tokens;
    this.lines = lines;
    this.edits = edits;
  }

  /** Cuts a declaration that repeats one reduced before, or makes it an error if it does more. */
  void reduce(Declaration it) {
    if (it.kind() == Kind.INSTANTIATION) {
      return;
    }
    Declaration same = wholes.putIfAbsent(visible(it, it.end()), it);
    if (same != null) {
      if (!written(same, same.end()).equals(written(it, it.end()))) {
        edits.replace(it.start(), it.end(), "");
      }
      return;
    }
    if (it.kind() == Kind.OTHER) {
      return;
    }
    Declaration rival = heads.putIfAbsent(visible(it, it.headEnd()), it);
    if (rival != null && !written(rival, rival.headEnd()).equals(written(it, it.headEnd()))) {
      String error =
          target.words()
              + " has no address spaces, so it cannot tell this from the"
              + " definition at %s, which does something else: make them differ in more than"
              + " address spaces";
      edits.replace(
          it.start(),
          it.end(),
          HostText.error(error.formatted(lines.at(tokens.start(rival.start())))));
    }
  }

  private String written(Declaration it, int end) {
    return tokens.source(it.start(), end);
  }

  private Visible visible(Declaration it, int end) {
    StringBuilder text = new StringBuilder();
    String last = "";
    for (int i = it.start(); i < end; i++) {
      String token = edits.replacementAt(i).orElse(visible(tokens.text(i)));
      boolean repeatsConst = token.equals("const") && last.equals(token);
      if (!token.isEmpty() && !repeatsConst) {
        text.append(token).append(' ');
        last = token;
      }
    }
    return new Visible(it.scope(), text.toString());
  }

  private static String visible(String token) {
    if (INVISIBLE.contains(token)) {
      return "";
    }
    return token.equals("constant") ? "const" : token;
  }
}
