package io.github.kernelconformance.msl;

/**
 * A declaration at namespace or class scope; all positions are tokens, -1 where there is none.
 *
 * @param start its first token
 * @param end the token after it
 * @param head the first token after {@code template} and its parameter lists
 * @param name the first token of the declared function's name, template arguments included
 * @param nameEnd the token after the name
 * @param parameters the bracket that opens the parameter list
 * @param headEnd the token after the part that two declarations of one thing have in common: where
 *     the base classes, the member initializers or the body begin
 * @param body the bracket that opens a function's body or a class's members
 */
record Declaration(
    Kind kind,
    Scope scope,
    int start,
    int end,
    int head,
    int name,
    int nameEnd,
    int parameters,
    int headEnd,
    int body) {

  enum Kind {
    /** The definition of a function or function template. */
    FUNCTION,
    /** The definition of a class or class template. */
    CLASS,
    /** An explicit instantiation. */
    INSTANTIATION,
    /** Anything else. */
    OTHER
  }

  boolean isTemplate() {
    return kind != Kind.INSTANTIATION && head > start;
  }
}
