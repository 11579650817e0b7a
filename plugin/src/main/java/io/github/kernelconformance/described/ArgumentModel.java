package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Condition;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.ElementType;
import java.util.List;

/** An argument of a contract's kernels. */
sealed interface ArgumentModel {

  /** What all arguments have. */
  Common common();

  /** The name of the kernel's parameter. */
  default String name() {
    return common().name();
  }

  /**
   * What all arguments have.
   *
   * @param bound where it is bound; elsewhere it is left unbound
   * @param variants those that have it; empty for all
   * @param where its author told it, for example {@code RmsNorm.java:9}; empty if not known
   */
  record Common(String name, Condition bound, List<String> variants, String where) {
    public Common {
      variants = List.copyOf(variants);
    }

    boolean isOf(KernelModel kernel) {
      return variants.isEmpty() || variants.contains(kernel.variant());
    }
  }

  /** A buffer of elements. */
  record Array(Common common, BufferModel buffer) implements ArgumentModel {}

  /**
   * Numbers that the host computes.
   *
   * @param parts in memory order
   * @param struct whether the parts are named fields of a struct, aligned as C has it
   */
  record Constants(Common common, List<Part> parts, boolean struct) implements ArgumentModel {
    public Constants {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Numbers of one type, one after the other.
   *
   * @param name of the field; the argument's own where it is no struct
   * @param alignment of the first, in bytes; 0 for that of its type
   */
  record Part(String name, ElementType type, int alignment, List<Scalar> values) {
    public Part {
      values = List.copyOf(values);
    }
  }

  /** Threadgroup memory. */
  record Shared(Common common, ElementType type, List<Dim> dims) implements ArgumentModel {
    public Shared {
      dims = List.copyOf(dims);
    }
  }

  /** Nothing. */
  record Unbound(Common common) implements ArgumentModel {}
}
