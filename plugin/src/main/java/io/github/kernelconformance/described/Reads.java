package io.github.kernelconformance.described;

import java.util.Map;

/** How a reference reads its inputs just now. */
interface Reads {

  /** As they are. */
  Reads RIGHT = new Reads() {};

  /** Whether elements beyond the end of an input are zeros. */
  default boolean beyond() {
    return false;
  }

  /** Whether {@link #others} are read in the place of inputs. */
  default boolean otherwise() {
    return false;
  }

  /** What may be read in the place of inputs, by name; of the same sizes. */
  default Map<String, Elements> others() {
    return Map.of();
  }
}
