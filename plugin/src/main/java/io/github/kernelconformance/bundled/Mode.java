package io.github.kernelconformance.bundled;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/** A quantization mode: how groups of weights become codes and a scale. */
public sealed interface Mode permits FpMode, AffineMode {

  /** The spelling in cell ids, parameters and reports, for example {@code mxfp4}. */
  String id();

  /**
   * The family that had the mode first; ids of its cells need not name it.
   *
   * @see Cell#id
   */
  String family();

  /** Bits of one element code. */
  int bits();

  /** Consecutive elements along K that share one scale. */
  int groupSize();

  /** Every mode there is, the floating-point ones first. */
  static List<Mode> all() {
    List<Mode> modes = new ArrayList<>(List.of(FpMode.values()));
    modes.addAll(AffineMode.all());
    return List.copyOf(modes);
  }

  /**
   * The mode that an id spells.
   *
   * @param parameter where the id was written, for the message
   * @throws ConfigurationException if there is no such mode; it suggests the nearest
   */
  static Mode parse(String parameter, String id) {
    return all().stream()
        .filter(mode -> mode.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ConfigurationException.unknown(
                    parameter, "mode", id, all().stream().map(Mode::id).toList()));
  }
}
