package io.github.kernelconformance.device.metal;

import com.sun.jna.Structure;
import io.github.kernelconformance.family.Size;

/**
 * {@code MTLSize}: three 64-bit numbers, passed and returned by value. Public, with public fields,
 * since JNA reads and writes them by reflection.
 */
@Structure.FieldOrder({"width", "height", "depth"})
public final class MtlSize extends Structure implements Structure.ByValue {

  public long width;
  public long height;
  public long depth;

  /** For JNA, which makes one to receive a result. */
  public MtlSize() {}

  MtlSize(Size size) {
    width = size.width();
    height = size.height();
    depth = size.depth();
  }
}
