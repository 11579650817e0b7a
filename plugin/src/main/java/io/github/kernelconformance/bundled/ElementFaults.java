package io.github.kernelconformance.bundled;

import static io.github.kernelconformance.bundled.GroupFaults.regions;

import io.github.kernelconformance.bundled.Reading.Part;
import io.github.kernelconformance.numerics.ElementFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** Faults of how codes of weights are found and decoded. */
final class ElementFaults {

  private final List<QmvFault> faults = new ArrayList<>();
  private final IntToDoubleFunction right;

  private ElementFaults(IntToDoubleFunction right) {
    this.right = right;
  }

  /** Those of a mode in floating-point codes. */
  static List<QmvFault> of(FpMode mode) {
    ElementFormat format = mode.element();
    ElementFaults all = new ElementFaults(format::decode);
    all.places(mode);
    int sign = 1 << mode.bits() - 1;
    int fractionBits = format == ElementFormat.E2M1 ? 1 : 3;
    IntUnaryOperator exponent = code -> (code & sign - 1) >> fractionBits;
    all.decoded("no-sign", "sign of the elements left out", code -> format.decode(code & sign - 1));
    all.decoded("sign", "sign of the elements reversed", code -> -format.decode(code));
    all.decoded(
        "subnormal-as-normal",
        "subnormal elements decoded as normal ones",
        code ->
            exponent.applyAsInt(code) == 0
                ? format.decode(code | 1 << fractionBits) / 2
                : format.decode(code));
    all.decoded(
        "subnormal-as-zero",
        "subnormal elements taken for zero",
        code -> exponent.applyAsInt(code) == 0 ? 0 : format.decode(code));
    all.decoded(
        "no-fraction",
        "fraction of the elements left out",
        code -> format.decode(code & -1 << fractionBits));
    all.decoded("unsigned", "elements taken for unsigned integers", code -> code);
    all.decoded(
        "signed",
        "elements taken for signed integers",
        code -> code >= sign ? code - 2 * sign : code);
    if (format == ElementFormat.E4M3) {
      all.decoded("as-e5m2", "elements decoded as e5m2", ElementFaults::e5m2);
    }
    return all.faults;
  }

  /** Those of an affine mode. */
  static List<QmvFault> of(AffineMode mode) {
    ElementFaults all = new ElementFaults(code -> code);
    all.places(mode);
    int half = 1 << mode.bits() - 1;
    all.decoded(
        "signed", "codes taken for signed integers", code -> code >= half ? code - 2 * half : code);
    all.decoded("offset", "half of the codes' range subtracted from them", code -> code - half);
    all.decoded("no-high-bit", "highest bit of the codes left out", code -> code & half - 1);
    return all.faults;
  }

  private void places(Mode mode) {
    if (mode.bits() == 4) {
      place("nibbles", "nibbles of each byte in the wrong order", k -> k ^ 1);
      place("low-nibble", "low nibble of each byte taken twice", k -> k & ~1);
      place("high-nibble", "high nibble of each byte taken twice", k -> k | 1);
    }
    if (Integer.bitCount(mode.bits()) == 1) {
      int inWord = Integer.SIZE / mode.bits();
      place("word", "codes of each word in reverse order", k -> k ^ inWord - 1);
      place("halves", "halves of each word in the wrong order", k -> k ^ inWord / 2);
      if (mode.bits() == 2) {
        place("byte", "codes of each byte in reverse order", k -> k ^ 3);
      }
    }
    place(
        "first-of-eight",
        "neighbouring codes swapped in the first four of each eight",
        k -> (k & 4) == 0 ? k ^ 1 : k);
    place(
        "last-of-eight",
        "neighbouring codes swapped in the last four of each eight",
        k -> (k & 4) == 0 ? k : k ^ 1);
    place("next", "code of the next element", k -> k + 1);
    place("before", "code of the element before", k -> k - 1);
    int block = QmvKernel.block(mode);
    place("first-block", "codes of the first block", k -> k % block);
  }

  private void place(String id, String words, IntUnaryOperator at) {
    add(id, words, o -> (row, k) -> right.applyAsDouble(o.code(row, at.applyAsInt(k))));
  }

  private void decoded(String id, String words, IntToDoubleFunction decode) {
    add(id, words, o -> (row, k) -> decode.applyAsDouble(o.code(row, k)));
  }

  private void add(String id, String words, java.util.function.Function<QmvOperands, Part> part) {
    faults.addAll(
        regions(
            "element." + id,
            words,
            (o, reading, where) -> reading.element(reading.element().but(where, part.apply(o)))));
  }

  /** The upper half of a half: OFP8's other format. */
  private static double e5m2(int code) {
    int exponent = code >> 2 & 31;
    int fraction = code & 3;
    double magnitude =
        exponent == 31
            ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
            : exponent == 0
                ? Math.scalb((double) fraction, -16)
                : Math.scalb(4.0 + fraction, exponent - 17);
    return code >= 128 ? -magnitude : magnitude;
  }
}
