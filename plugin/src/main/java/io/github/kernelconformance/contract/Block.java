package io.github.kernelconformance.contract;

/** One element of a buffer of blocks, for references. */
public interface Block {

  /** A floating-point field as an exact number: {@code b.at("d")}. */
  Tracked at(String field);

  /** An element of a floating-point field as an exact number. */
  Tracked at(String field, int i);

  /** An integer field; unsigned types are not negative, but for {@code ULONG}. */
  long integer(String field);

  /** An element of an integer field: {@code b.integer("qs", j) & 15}. */
  long integer(String field, int i);
}
