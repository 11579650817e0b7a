package io.github.kernelconformance.worker;

import io.github.kernelconformance.signature.Access;
import io.github.kernelconformance.signature.AddressSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kernels with a parameter of every type in every form, and what the Metal Shading Language says of
 * them.
 */
final class SignatureKernels {

  /** How a type is written in a kernel. */
  enum Spelling {
    PLAIN,
    TYPEDEF,
    TEMPLATE
  }

  /**
   * A type.
   *
   * @param bytes its size: "Scalar Data Types", "Vector Data Types", "Packed Vector Types", "Matrix
   *     Data Types" of the specification
   * @param component the size of each of its scalars; 0 for a struct
   * @param dense whether no bytes lie between them
   */
  record Type(String name, int bytes, int component, boolean dense) {

    boolean isRaw() {
      return name.equals("char") || name.equals("uchar");
    }
  }

  /**
   * A form of a parameter; {@code %s} is the type.
   *
   * @param one whether it takes exactly one value
   */
  record Form(
      String name, String text, String attribute, AddressSpace space, Access access, boolean one) {}

  private static final String HEAD =
      """
      #include <metal_stdlib>
      using namespace metal;

      struct Block { half d; uchar qs[16]; };
      struct Sizes { int ne00; ulong nb01; int ne11; };
      struct Pair { float re, im; };
      struct Nested { Block blocks[2]; packed_float3 at; };
      union Word { uint bits; uchar bytes[4]; };

      """;

  static final List<Form> FORMS =
      List.of(
          form("a", "device const %s* a", AddressSpace.DEVICE, Access.READ_ONLY, false),
          form("b", "const device %s* b", AddressSpace.DEVICE, Access.READ_ONLY, false),
          form("c", "device %s* c", AddressSpace.DEVICE, Access.WRITABLE, false),
          form("d", "device %s const* d", AddressSpace.DEVICE, Access.READ_ONLY, false),
          form("e", "constant %s* e", AddressSpace.CONSTANT, Access.READ_ONLY, false),
          form("f", "constant %s& f", AddressSpace.CONSTANT, Access.READ_ONLY, true),
          form("g", "const constant %s& g", AddressSpace.CONSTANT, Access.READ_ONLY, true),
          form("h", "device %s& h", AddressSpace.DEVICE, Access.WRITABLE, true),
          form("i", "device const %s& i", AddressSpace.DEVICE, Access.READ_ONLY, true),
          form("j", "constant %s (&j)[5]", AddressSpace.CONSTANT, Access.READ_ONLY, false),
          form("k", "device %s (&k)[5]", AddressSpace.DEVICE, Access.WRITABLE, false),
          form("l", "device const %s (&l)[2][3]", AddressSpace.DEVICE, Access.READ_ONLY, false),
          form("m", "device array<%s, 5>& m", AddressSpace.DEVICE, Access.WRITABLE, false),
          form("n", "constant array<%s, 5>& n", AddressSpace.CONSTANT, Access.READ_ONLY, false),
          form("o", "device %s* const o", AddressSpace.DEVICE, Access.WRITABLE, false),
          form("p", "volatile device %s* p", AddressSpace.DEVICE, Access.WRITABLE, false),
          form("q", "threadgroup %s* q", AddressSpace.THREADGROUP, Access.WRITABLE, false),
          form("r", "threadgroup %s& r", AddressSpace.THREADGROUP, Access.WRITABLE, true),
          form("s", "threadgroup %s (&s)[5]", AddressSpace.THREADGROUP, Access.WRITABLE, false));

  static final List<Type> TYPES = types();

  private SignatureKernels() {}

  private static Form form(
      String name, String text, AddressSpace space, Access access, boolean one) {
    return new Form(
        name,
        text,
        space == AddressSpace.THREADGROUP ? "threadgroup" : "buffer",
        space,
        access,
        one);
  }

  private static List<Type> types() {
    Map<String, Integer> scalars = new LinkedHashMap<>();
    for (String it : List.of("bool", "char", "uchar")) {
      scalars.put(it, 1);
    }
    for (String it : List.of("short", "ushort", "half", "bfloat")) {
      scalars.put(it, 2);
    }
    for (String it : List.of("int", "uint", "float")) {
      scalars.put(it, 4);
    }
    for (String it : List.of("long", "ulong")) {
      scalars.put(it, 8);
    }
    List<Type> types = new ArrayList<>();
    scalars.forEach(
        (name, bytes) -> {
          types.add(new Type(name, bytes, bytes, true));
          for (int n = 2; n <= 4; n++) {
            types.add(new Type(name + n, (n == 3 ? 4 : n) * bytes, bytes, n != 3));
            types.add(new Type("packed_" + name + n, n * bytes, bytes, true));
          }
        });
    types.addAll(
        List.of(
            new Type("uint32_t", 4, 4, true),
            new Type("int64_t", 8, 8, true),
            new Type("size_t", 8, 8, true),
            new Type("atomic_uint", 4, 4, true),
            new Type("float2x2", 16, 4, true),
            new Type("float3x3", 48, 4, false),
            new Type("float4x3", 64, 4, false),
            new Type("half4x4", 32, 2, true),
            new Type("Block", 18, 0, false),
            new Type("Sizes", 24, 0, false),
            new Type("Pair", 8, 0, false),
            new Type("Nested", 48, 0, false),
            new Type("Word", 4, 0, false)));
    return List.copyOf(types);
  }

  /** The name of the kernel that has a parameter of a type in each form. */
  static String kernel(Type type, Spelling spelling) {
    return "k_" + type.name() + "_" + spelling.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** A program with all kernels. */
  static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("template <typename T> [[kernel]] void templated(")
        .append(parameters("T"))
        .append(") {}\n");
    for (Type type : TYPES) {
      String alias = "alias_" + type.name();
      text.append("using %s = %s;\n".formatted(alias, type.name()));
      text.append(plain(kernel(type, Spelling.PLAIN), type.name()));
      text.append(plain(kernel(type, Spelling.TYPEDEF), alias));
      text.append(
          "template [[host_name(\"%s\")]] [[kernel]] decltype(templated<%s>) templated<%s>;\n"
              .formatted(kernel(type, Spelling.TEMPLATE), type.name(), alias));
    }
    return text.toString();
  }

  private static String plain(String kernel, String type) {
    return "kernel void %s(%s) {}\n".formatted(kernel, parameters(type));
  }

  private static String parameters(String type) {
    List<String> parameters = new ArrayList<>();
    Map<String, Integer> next = new LinkedHashMap<>();
    for (Form it : FORMS) {
      int index = next.merge(it.attribute(), 1, Integer::sum) - 1;
      parameters.add(it.text().formatted(type) + " [[%s(%d)]]".formatted(it.attribute(), index));
    }
    parameters.add("uint2 gid [[thread_position_in_grid]]");
    return String.join(", ", parameters);
  }
}
