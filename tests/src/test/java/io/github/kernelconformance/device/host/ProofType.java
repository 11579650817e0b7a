package io.github.kernelconformance.device.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
          scalar("bool", 1),
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
          vector("bool4", 4, 1),
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
          bits("Bits1", 1),
          bits("Bits2", 2),
          // A unit of three bytes, and another member.
          new ProofType("Bits3", 4, 4, 4, Form.BIT_FIELD),
          bits("Bits4", 4),
          bits("Bits8", 8),
          new ProofType("atomic_bool", 1, 1, 1, Form.ATOMIC),
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

  /** What of it the engine does not learn the alignment of; empty if it learns it. */
  Optional<String> freeOfAlignment(String way) {
    if (form == Form.PACKED) {
      return Optional.of("packed types");
    }
    if (name.equals("Bits3")) {
      return Optional.of("bit-fields in three bytes");
    }
    if (way.equals("copied")) {
      return Optional.of("vectors and structs that are only copied");
    }
    if (name.equals("uchar3")) {
      return Optional.of("vectors of three bytes");
    }
    return alignment > 16 ? Optional.of("vectors of more than 16 bytes") : Optional.empty();
  }

  boolean isBool() {
    return value().startsWith("bool");
  }

  /** Types of which loops over many values are made. */
  static final List<String> LOOPS = List.of("uchar", "ushort", "half", "uint", "Bits4");

  /** How MSL text reads such a value, each way with its name. */
  List<Way> reads() {
    return switch (form) {
      case SCALAR -> List.of(new Way("computed", "%3$s = " + computed("%2$s") + ";"));
      case BIT_FIELD -> List.of(new Way("computed", "%3$s = %2$s.b;"));
      case ATOMIC -> List.of(new Way("loaded", "%3$s = atomic_load_explicit(&%2$s, RELAXED);"));
      default ->
          List.of(
              new Way("computed", "%3$s = " + computed("%2$s") + ";"),
              new Way("copied", "%3$s = %2$s;"));
    };
  }

  /** How MSL text writes such a value. */
  List<Way> writes() {
    return switch (form) {
      case SCALAR -> List.of(new Way("computed", "%2$s = " + computed("%3$s") + ";"));
      case BIT_FIELD ->
          List.of(
              new Way("updated", "%2$s.b += %3$s;"),
              new Way("cleared", "%2$s.b = 0;"),
              new Way("either", "if (where.odd) %2$s.b = %3$s; else %2$s.b = 1;"),
              new Way("computed", "%2$s.b = %3$s;"));
      case ATOMIC -> atomicWrites();
      default ->
          List.of(
              new Way("computed", "%2$s = " + computed("%3$s") + ";"),
              new Way("copied", "%2$s = %3$s;"));
    };
  }

  private String computed(String value) {
    return isBool() ? "!" + value : "%1$s(" + value + " + " + value + ")";
  }

  /** What MSL has for each type ("Atomic Functions"). */
  private List<Way> atomicWrites() {
    if (name.equals("atomic_ulong")) {
      return List.of(new Way("updated", "atomic_max_explicit(&%2$s, %3$s, RELAXED);"));
    }
    List<Way> ways = new ArrayList<>();
    ways.add(new Way("stored", "atomic_store_explicit(&%2$s, %3$s, RELAXED);"));
    ways.add(new Way("exchanged", "atomic_exchange_explicit(&%2$s, %3$s, RELAXED);"));
    ways.add(
        new Way(
            "compared",
            "{ %4$s old = %3$s;"
                + " atomic_compare_exchange_weak_explicit(&%2$s, &old, old, RELAXED, RELAXED); }"));
    if (!isBool()) {
      ways.add(new Way("updated", "atomic_fetch_add_explicit(&%2$s, %3$s, RELAXED);"));
    }
    return ways;
  }

  /** The type of a value that an access takes or gives. */
  String value() {
    return switch (form) {
      case ATOMIC -> name.substring("atomic_".length());
      case BIT_FIELD -> size == 8 ? "ulong" : "uint";
      default -> name;
    };
  }

  /** How many bytes hold something: a whole vector of three has room for a fourth. */
  int used() {
    if (name.equals("Bits3")) {
      return 3;
    }
    return form == Form.VECTOR && name.endsWith("3") ? 3 * component : size;
  }

  /**
   * One way to read or write.
   *
   * @param format a statement of the type, the object's expression and the value's
   */
  record Way(String name, String format) {

    String statement(ProofType type, String object, String value) {
      return String.format(format, type.name(), object, value, type.value());
    }
  }

  private static ProofType scalar(String name, int size) {
    return new ProofType(name, size, size, size, Form.SCALAR);
  }

  private static ProofType vector(String name, int size, int component) {
    return new ProofType(name, size, size, component, Form.VECTOR);
  }

  private static ProofType bits(String name, int size) {
    return new ProofType(name, size, size, size, Form.BIT_FIELD);
  }

  private static ProofType packed(String name, int size, int component) {
    return new ProofType(name, size, component, component, Form.PACKED);
  }
}
