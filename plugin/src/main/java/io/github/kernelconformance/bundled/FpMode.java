package io.github.kernelconformance.bundled;

import io.github.kernelconformance.numerics.ElementFormat;
import io.github.kernelconformance.numerics.ScaleFormat;

/**
 * The floating-point modes: {@code mxfp4} and {@code mxfp8} of the OCP Microscaling (MX) v1.0
 * specification, and {@code nvfp4}, whose groups of 16 carry an e4m3 scale.
 */
public enum FpMode implements Mode {
  MXFP4("mxfp4", ElementFormat.E2M1, ScaleFormat.E8M0, 32),
  MXFP8("mxfp8", ElementFormat.E4M3, ScaleFormat.E8M0, 32),
  NVFP4("nvfp4", ElementFormat.E2M1, ScaleFormat.E4M3, 16);

  private final String id;
  private final ElementFormat element;
  private final ScaleFormat scale;
  private final int groupSize;

  FpMode(String id, ElementFormat element, ScaleFormat scale, int groupSize) {
    this.id = id;
    this.element = element;
    this.scale = scale;
    this.groupSize = groupSize;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String family() {
    return "fp_qmv";
  }

  @Override
  public int bits() {
    return element.bits();
  }

  @Override
  public int groupSize() {
    return groupSize;
  }

  /** How one element is stored. */
  public ElementFormat element() {
    return element;
  }

  /** How the scale of a group is stored. */
  public ScaleFormat scale() {
    return scale;
  }
}
