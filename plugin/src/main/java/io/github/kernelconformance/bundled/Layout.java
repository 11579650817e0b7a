package io.github.kernelconformance.bundled;

import java.util.List;

/** How the operands of a batch lie in their buffers; results are always without gaps. */
public enum Layout {
  /** One matrix after the other, without gaps. */
  DENSE("dense"),
  /** All products read one matrix w, whose batch stride is zero. */
  BROADCAST("broadcast"),
  /** As if every matrix had been cut from one that is a row taller. */
  PADDED("padded"),
  /**
   * The batch has two dimensions, of which the first is 2. Matrices lie as {@link #PADDED}, and one
   * more row lies between the two halves, so that no single stride leads from product to product.
   */
  GRID("grid");

  private final String id;

  Layout(String id) {
    this.id = id;
  }

  /** The spelling in cell ids, parameters and reports, where {@link #DENSE} goes without saying. */
  public String id() {
    return id;
  }

  /** Whether a batch of so many products can lie so. */
  boolean suits(int batch) {
    return switch (this) {
      case DENSE -> true;
      case BROADCAST, PADDED -> batch > 1;
      case GRID -> batch > 2 && batch % 2 == 0;
    };
  }

  /** The dimensions of a batch, the outermost first; none where there is one product. */
  List<Integer> dimensions(int batch) {
    if (batch == 1) {
      return List.of();
    }
    return this == GRID ? List.of(2, batch / 2) : List.of(batch);
  }
}
