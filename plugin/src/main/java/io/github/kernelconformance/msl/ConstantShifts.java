package io.github.kernelconformance.msl;

import io.github.kernelconformance.msl.Declaration.Kind;
import java.util.BitSet;

/**
 * Finds the shifts in {@code constexpr} functions. A compiler may compute such a function before it
 * makes any code, and then gives a value of its own for a count that is out of range. Between the
 * two operators that replace a shift stands an object whose operators take the count modulo the
 * width, as Metal does; precedence and associativity stay those of a shift.
 */
final class ConstantShifts {

  private static final String COUNT = "::kernel_conformance::shift_count";

  private final Tokens tokens;
  private final Edits edits;

  ConstantShifts(Tokens tokens, Edits edits) {
    this.tokens = tokens;
    this.edits = edits;
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
    String written = assigns ? operator + "=" : operator;
    edits.replace(from, assigns && !inOne ? to + 1 : to, written + COUNT + written);
  }
}
