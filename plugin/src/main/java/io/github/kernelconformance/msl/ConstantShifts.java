package io.github.kernelconformance.msl;

import io.github.kernelconformance.msl.Declaration.Kind;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the shifts in {@code constexpr} functions, or in all. A compiler may compute such a
 * function before it makes any code, and then gives a value of its own for a count that is out of
 * range; an NVIDIA GPU gives 0 for one. Between the two operators that replace a shift stands an
 * object whose operators take the count modulo the width, as Metal does; precedence and
 * associativity stay those of a shift.
 */
final class ConstantShifts {

  private static final String COUNT = "::kernel_conformance::shift_count";

  private final Tokens tokens;
  private final Edits edits;
  private final Set<String> bitFields = new HashSet<>();

  ConstantShifts(Tokens tokens, Edits edits, List<Declaration> declarations) {
    this.tokens = tokens;
    this.edits = edits;
    declarations.forEach(this::addBitFields);
  }

  private void addBitFields(Declaration it) {
    if (it.scope().isClass() && it.kind() == Kind.OTHER) {
      for (int i = it.head(); i + 1 < it.end(); i++) {
        if (tokens.isIdentifier(i) && tokens.is(i + 1, ":")) {
          bitFields.add(tokens.text(i));
        }
      }
    }
  }

  /** Masks the shifts of a function, if it is {@code constexpr}. */
  void mask(Declaration function) {
    if (function.kind() == Kind.FUNCTION && isConstant(function)) {
      maskAll(function);
    }
  }

  /** Masks the shifts of a function, whether it is {@code constexpr} or not. */
  void maskAll(Declaration function) {
    if (function.kind() == Kind.FUNCTION) {
      int end = tokens.partner(function.body());
      BitSet angles = angles(function.body(), end);
      for (int i = function.body() + 1; i < end; i++) {
        if (tokens.is(i, "<<") && !tokens.is(i - 1, "operator")) {
          replace(i, i + 1, "<<");
        } else if (isRightShift(i)
            && !(angles.get(i) && angles.get(i + 1))
            && !tokens.is(i - 1, "operator")) {
          replace(i, i + 2, ">>");
          i++;
        }
      }
    }
  }

  private boolean isConstant(Declaration function) {
    for (int i = function.head(); i < function.name(); i++) {
      if (tokens.is(i, "constexpr")) {
        return true;
      }
    }
    return false;
  }

  /** Tokens of what may be template arguments: two of them that close angles are not a shift. */
  private BitSet angles(int from, int to) {
    BitSet angles = new BitSet();
    for (int i = from; i < to; i++) {
      if (tokens.is(i, "<") && tokens.isIdentifier(i - 1)) {
        int after = tokens.afterAngles(i);
        if (after > 0) {
          angles.set(i, after);
        }
      }
    }
    return angles;
  }

  /** The lexer keeps {@code >} apart, and takes {@code >=} for one. */
  private boolean isRightShift(int token) {
    return tokens.is(token, ">")
        && (tokens.is(token + 1, ">") || tokens.is(token + 1, ">="))
        && tokens.end(token) == tokens.start(token + 1);
  }

  private void replace(int from, int to, String operator) {
    boolean inOne = tokens.is(to - 1, ">=");
    boolean assigns = inOne || (tokens.is(to, "=") && tokens.end(to - 1) == tokens.start(to));
    if (assigns && bitFields.contains(tokens.text(from - 1))) {
      return; // What is assigned to has no address.
    }
    String written = assigns ? operator + "=" : operator;
    edits.replace(from, assigns && !inOne ? to + 1 : to, written + COUNT + written);
  }
}
