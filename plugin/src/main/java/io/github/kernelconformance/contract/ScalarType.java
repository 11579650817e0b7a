package io.github.kernelconformance.contract;

import io.github.kernelconformance.numerics.DType;
import java.util.Optional;

/**
 * The scalar types of the Metal Shading Language ("Scalar Data Types"), little-endian in memory.
 * {@code import static io.github.kernelconformance.contract.ScalarType.*} makes them short.
 */
public enum ScalarType implements ElementType {
  /** IEEE 754 binary32. */
  FLOAT("float", "float32", 4, true, DType.FLOAT32),
  /** IEEE 754 binary16. */
  HALF("half", "float16", 2, true, DType.FLOAT16),
  /** The upper half of a binary32. */
  BFLOAT("bfloat", "bfloat16", 2, true, DType.BFLOAT16),
  /** A signed integer of 8 bits. */
  CHAR("char", "int8", 1, true, null),
  /** An unsigned integer of 8 bits. */
  UCHAR("uchar", "uint8", 1, false, null),
  /** A signed integer of 16 bits. */
  SHORT("short", "int16", 2, true, null),
  /** An unsigned integer of 16 bits. */
  USHORT("ushort", "uint16", 2, false, null),
  /** A signed integer of 32 bits. */
  INT("int", "int32", 4, true, null),
  /** An unsigned integer of 32 bits. */
  UINT("uint", "uint32", 4, false, null),
  /** A signed integer of 64 bits. */
  LONG("long", "int64", 8, true, null),
  /** An unsigned integer of 64 bits. */
  ULONG("ulong", "uint64", 8, false, null),
  /** A byte that is 0 or 1. */
  BOOL("bool", "bool", 1, false, null);

  private final String msl;
  private final String id;
  private final int bytes;
  private final boolean signed;
  private final DType dtype;

  ScalarType(String msl, String id, int bytes, boolean signed, DType dtype) {
    this.msl = msl;
    this.id = id;
    this.bytes = bytes;
    this.signed = signed;
    this.dtype = dtype;
  }

  /** The name in Metal source, such as {@code bfloat} or {@code uint}. */
  public String msl() {
    return msl;
  }

  /** The name in reports, such as {@code bfloat16} or {@code uint32}. */
  public String id() {
    return id;
  }

  /** The size in bytes, which is the alignment as well. */
  public int bytes() {
    return bytes;
  }

  @Override
  public int bytes(Point at) {
    return bytes;
  }

  /** Whether it has negative values. */
  public boolean signed() {
    return signed;
  }

  /** Whether it is one of {@code FLOAT}, {@code HALF} and {@code BFLOAT}. */
  public boolean floating() {
    return dtype != null;
  }

  /** The arithmetic of a floating-point type; empty for integers and {@code BOOL}. */
  public Optional<DType> dtype() {
    return Optional.ofNullable(dtype);
  }

  /** The type of an arithmetic. */
  static ScalarType of(DType arithmetic) {
    return switch (arithmetic) {
      case FLOAT32 -> FLOAT;
      case FLOAT16 -> HALF;
      case BFLOAT16 -> BFLOAT;
    };
  }

  /**
   * The arithmetic of a floating-point type.
   *
   * @param call what needs one, for the message
   * @throws ContractException if it is an integer or {@code BOOL}
   */
  DType floating(String call) {
    if (dtype == null) {
      throw new ContractException(
          "%s(%s): the type is FLOAT, HALF or BFLOAT".formatted(call, this));
    }
    return dtype;
  }

  /** The least value of an integer type; for {@code ULONG} and {@code BOOL} 0. */
  public long least() {
    return signed ? -1L << (8 * bytes - 1) : 0;
  }

  /** The greatest value of an integer type; for {@code ULONG} as unsigned bits, for BOOL 1. */
  public long greatest() {
    if (this == BOOL) {
      return 1;
    }
    return signed ? ~least() : -1L >>> (64 - 8 * bytes);
  }
}
