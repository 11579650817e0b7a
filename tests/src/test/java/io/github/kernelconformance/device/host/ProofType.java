package io.github.kernelconformance.device.host;

import java.util.List;

/**
 * A type whose accesses are proven to be checked.
 *
 * @param name as MSL spells it, or as {@link ProofKernels} defines it
 * @param size in bytes
 * @param alignment in bytes, as MSL has it ("Alignment of Data Types")
 * @param component bytes of a component; the size where there are none
 */
record ProofType(String name, int size, int alignment, int component, Form form) {

  /** What decides how a value is read and written. */
  enum Form {
    SCALAR,
    VECTOR,
    PACKED,
    STRUCT,
    BIT_FIELD,
    ATOMIC
  }

  /** Every width of the proof, in whole vectors and packed ones. */
  static final List<ProofType> ALL =
      List.of(
          scalar("uchar", 1),
          scalar("char", 1),
          scalar("ushort", 2),
          scalar("half", 2),
          scalar("bfloat", 2),
          vector("uchar2", 2, 1),
          packed("packed_char2", 2, 1),
          packed("packed_uchar3", 3, 1),
          scalar("uint", 4),
          scalar("float", 4),
          vector("uchar4", 4, 1),
          vector("uchar3", 4, 1),
          vector("half2", 4, 2),
          packed("packed_uchar4", 4, 1),
          packed("packed_half2", 4, 2),
          packed("packed_ushort3", 6, 2),
          packed("packed_half3", 6, 2),
          scalar("ulong", 8),
          vector("uint2", 8, 4),
          vector("half4", 8, 2),
          packed("packed_float2", 8, 4),
          packed("packed_half4", 8, 2),
          packed("packed_float3", 12, 4),
          packed("packed_uint3", 12, 4),
          vector("float4", 16, 4),
          vector("float3", 16, 4),
          vector("uint4", 16, 4),
          packed("packed_float4", 16, 4),
          vector("ulong4", 32, 8),
          packed("packed_ulong4", 32, 8),
          new ProofType("Pair", 32, 16, 16, Form.STRUCT),
          new ProofType("Bits", 4, 4, 4, Form.BIT_FIELD),
          new ProofType("atomic_uint", 4, 4, 4, Form.ATOMIC),
          new ProofType("atomic_int", 4, 4, 4, Form.ATOMIC),
          new ProofType("atomic_float", 4, 4, 4, Form.ATOMIC),
          new ProofType("atomic_ulong", 8, 8, 8, Form.ATOMIC));

  /** The column of the table that it is in. */
  String column() {
    return switch (form) {
      case ATOMIC -> "atomic " + size;
      case BIT_FIELD -> "bit-field";
      default -> String.valueOf(size);
    };
  }

  boolean isAtomic() {
    return form == Form.ATOMIC;
  }

  /**
   * Whether the engine learns of its alignment: not of a packed type's, nor of one that is copied
   * as bytes or wider than 16 of them, nor of one that is read as fewer bytes than it is aligned
   * to.
   */
  boolean isHeldToAlignment(String way) {
    return form != Form.PACKED
        && !way.equals("copied")
        && alignment <= 16
        && !name.equals("uchar3");
  }

  /** How MSL text reads such a value, each way with its name. */
  List<Way> reads() {
    return switch (form) {
      case SCALAR -> List.of(new Way("computed", "%3$s = %1$s(%2$s + %2$s);"));
      case BIT_FIELD -> List.of(new Way("computed", "%3$s = %2$s.b;"));
      case ATOMIC -> List.of(new Way("loaded", "%3$s = atomic_load_explicit(&%2$s, RELAXED);"));
      default ->
          List.of(
              new Way("computed", "%3$s = %1$s(%2$s + %2$s);"), new Way("copied", "%3$s = %2$s;"));
    };
  }

  /** How MSL text writes such a value. */
  List<Way> writes() {
    return switch (form) {
      case SCALAR -> List.of(new Way("computed", "%2$s = %1$s(%3$s + %3$s);"));
      case BIT_FIELD -> List.of(new Way("computed", "%2$s.b = %3$s;"));
      case ATOMIC ->
          name.equals("atomic_ulong")
              ? List.of(new Way("updated", "atomic_max_explicit(&%2$s, %3$s, RELAXED);"))
              : List.of(
                  new Way("stored", "atomic_store_explicit(&%2$s, %3$s, RELAXED);"),
                  new Way("updated", "atomic_fetch_add_explicit(&%2$s, %3$s, RELAXED);"),
                  new Way("exchanged", "atomic_exchange_explicit(&%2$s, %3$s, RELAXED);"));
      default ->
          List.of(
              new Way("computed", "%2$s = %1$s(%3$s + %3$s);"), new Way("copied", "%2$s = %3$s;"));
    };
  }

  /** The type of a value that an access takes or gives. */
  String value() {
    return switch (form) {
      case ATOMIC -> name.substring("atomic_".length());
      case BIT_FIELD -> "uint";
      default -> name;
    };
  }

  /** How many bytes hold something: a whole vector of three has room for a fourth. */
  int used() {
    return form == Form.VECTOR && name.endsWith("3") ? 3 * component : size;
  }

  /**
   * One way to read or write.
   *
   * @param format a statement of the type, the object's expression and the value's
   */
  record Way(String name, String format) {

    String statement(ProofType type, String object, String value) {
      return String.format(format, type.name(), object, value);
    }
  }

  private static ProofType scalar(String name, int size) {
    return new ProofType(name, size, size, size, Form.SCALAR);
  }

  private static ProofType vector(String name, int size, int component) {
    return new ProofType(name, size, size, component, Form.VECTOR);
  }

  private static ProofType packed(String name, int size, int component) {
    return new ProofType(name, size, component, component, Form.PACKED);
  }
}
