package io.github.kernelconformance.mutation;

/**
 * A part of a text.
 *
 * @param begin the offset of its first character
 * @param end the offset after its last one
 */
record Span(int begin, int end) {

  boolean contains(int offset) {
    return begin <= offset && offset < end;
  }
}
