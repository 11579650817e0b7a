package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.host.ProofKernel.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** The text of one file with every kernel of the proof. */
final class ProofKernels {

  /** How many values the memory in question holds. */
  static final int COUNT = 8;

  /** One SIMD group, and the first thread of another, which races with the first. */
  static final int THREADS = 33;

  /** And how many in a loop: whole vectors, or one less. */
  static final int LOOP_COUNT = 128;

  private static final String HEAD =
      """
      #include <metal_stdlib>
      using namespace metal;

      #define RELAXED memory_order_relaxed

      // Which access a launch makes.
      struct Where {
        int at;      // byte, or index, or how many values a loop takes
        int filled;  // bytes that are written before
        int odd;     // whether the memory's length is no multiple of the access's
        int other;   // whether `at` counts from another variable
        int barrier; // whether one orders the two accesses of a race
        int first;   // which access is the first: 0 writes all bytes, 1 the last, 2 reads
      };

      // Two vectors.
      struct Pair {
        float4 a, b;
      };
      Pair operator+(Pair x, Pair y) { return {x.a + y.a, x.b + y.b}; }

      // Bit-fields in units of as many bytes.
      struct Bits1 {
        uchar a : 3;
        uchar b : 5;
      };
      struct Bits2 {
        ushort a : 3;
        ushort b : 13;
      };
      struct Bits3 {
        uint a : 3;
        uint b : 17;
        uchar c;
      };
      struct Bits4 {
        uint a : 3;
        uint b : 13;
        uint c : 16;
      };
      struct Bits8 {
        ulong a : 3;
        ulong b : 13;
        ulong c : 48;
      };

      struct Held {
        uchar bytes[1024];
      };

      """;

  private static final String PARAMETERS =
      """
      (const device uchar* in [[buffer(0)]], device uchar* out [[buffer(1)]],
          device uchar* to [[buffer(2)]], const constant uchar* fixed [[buffer(3)]],
          const constant Held& held [[buffer(4)]], const constant Where& where [[buffer(5)]],
          threadgroup uchar* tile [[threadgroup(0)]], uint i [[thread_index_in_threadgroup]]) {
      """;

  private final StringBuilder text = new StringBuilder(HEAD);
  private final List<ProofKernel> kernels = new ArrayList<>();

  /** How many lines end in the first {@code counted} characters of the text. */
  private int lines;

  private int counted;

  ProofKernels() {
    tables();
    for (ProofType type : ProofType.ALL) {
      for (ProofSpace space : ProofSpace.values()) {
        if (!type.isAtomic() || space.hasAtomics()) {
          accesses(type, space);
          if (ProofType.LOOPS.contains(type.name())) {
            loops(type, space);
          }
        }
      }
      if (!type.isAtomic()) {
        indices(type);
      }
    }
  }

  String text() {
    return text.toString();
  }

  List<ProofKernel> kernels() {
    return List.copyOf(kernels);
  }

  /** Bytes of the memory in question. */
  static int length(Form form, ProofType type, boolean odd) {
    return form == Form.LOOP
        ? (LOOP_COUNT - (odd ? 1 : 0)) * type.size()
        : COUNT * type.size() + (odd ? type.size() / 2 : 0);
  }

  /** What findings call the memory in question. */
  static String reported(Form form, ProofSpace space, ProofType type, boolean odd) {
    return switch (space) {
      case CONSTANT_VARIABLE -> "table_" + length(form, type, odd);
      case THREADGROUP_VARIABLE, THREAD_ARRAY -> odd ? "odd" : "whole";
      default -> space.argument();
    };
  }

  /** Constant variables, one of each length. */
  private void tables() {
    SortedSet<Integer> lengths = new TreeSet<>();
    for (ProofType type : ProofType.ALL) {
      for (Form form : List.of(Form.ACCESS, Form.LOOP)) {
        lengths.add(length(form, type, false));
        lengths.add(length(form, type, true));
      }
    }
    for (int length : lengths) {
      text.append("alignas(32) constant uchar table_%1$d[%1$d] = {1, 0, 1};\n".formatted(length));
    }
    text.append("alignas(32) constant uchar table_other[64] = {1, 0, 1};\n");
  }

  private void accesses(ProofType type, ProofSpace space) {
    for (ProofType.Way way : type.reads()) {
      access(type, space, false, way);
    }
    // A kernel that writes an input has the kernel of an output.
    if (space.isWritable()) {
      for (ProofType.Way way : type.writes()) {
        access(type, space, true, way);
      }
    }
    if (space.isShared()) {
      race(type, space, false, type.reads().get(type.reads().size() - 1));
      for (ProofType.Way way : type.writes()) {
        if (type.isAtomic() || way.equals(type.writes().get(type.writes().size() - 1))) {
          race(type, space, true, way);
        }
      }
    }
  }

  private void access(ProofType type, ProofSpace space, boolean write, ProofType.Way way) {
    String name = begin(Form.ACCESS, type, space, write, way);
    memory(Form.ACCESS, type, space);
    if (space == ProofSpace.THREAD_ARRAY) {
      text.append("  for (int j = 0; j < length; ++j) p[j] = in[j];\n");
    }
    text.append("  if (i == 0) {\n");
    text.append("    int at = where.at;\n");
    if (space.isVariable()) {
      text.append("    if (where.other) at += int(other - p);\n");
    }
    String object = object(type, space, write, "p + at");
    line(
        Form.ACCESS,
        name,
        type,
        space,
        write,
        way,
        write
            ? way.statement(type, object, value(type, "in"))
            : way.statement(type, object, place(type, "to")));
    if (space == ProofSpace.THREAD_ARRAY) {
      text.append("    to[0] = p[where.filled];\n");
    }
    text.append("  }\n}\n");
  }

  private void loops(ProofType type, ProofSpace space) {
    // Sums of floating-point numbers have an order, which leaves no vectors.
    String value = type.name().equals("half") ? "as_type<ushort>(values[j])" : "values[j]";
    loop(type, space, false, "sum += " + value + ";");
    if (space.isWritable()) {
      loop(type, space, true, "values[j] = %s(j);".formatted(type.name()));
    }
  }

  /** A loop over values, a line of its own; `at` is how many. */
  private void loop(ProofType type, ProofSpace space, boolean write, String statement) {
    boolean bits = type.form() == ProofType.Form.BIT_FIELD;
    ProofType.Way way = new ProofType.Way("computed", bits ? member(statement) : statement);
    String name = begin(Form.LOOP, type, space, write, way);
    memory(Form.LOOP, type, space);
    if (space == ProofSpace.THREAD_ARRAY) {
      text.append("  for (int j = 0; j < length; ++j) p[j] = in[j];\n");
    }
    String qualifier = (space.isWritable() ? "" : "const ") + space.keyword();
    text.append("  if (i == 0) {\n");
    text.append("    %1$s %2$s* values = (%1$s %2$s*)p;\n".formatted(qualifier, type.name()));
    text.append("    uint sum = 0;\n    const int end = where.at;\n");
    text.append("    for (int j = 0; j < end; ++j)\n  ");
    line(Form.LOOP, name, type, space, write, way, way.format());
    text.append("    *(device uint*)to = sum;\n");
    if (space == ProofSpace.THREAD_ARRAY) {
      text.append("    to[4] = p[where.first];\n");
    }
    text.append("  }\n}\n");
  }

  private static String member(String statement) {
    return statement.replace("values[j]", "values[j].b").replace("Bits4(j)", "uint(j)");
  }

  private void race(ProofType type, ProofSpace space, boolean write, ProofType.Way way) {
    String name = begin(Form.RACE, type, space, write, way);
    memory(Form.RACE, type, space);
    String first = object(type, space, true, "p + where.at");
    ProofType.Way whole = type.writes().get(type.writes().size() - 1);
    ProofType.Way read = type.reads().get(0);
    text.append("  if (i == 0) {\n");
    text.append("    if (where.first == 0) ")
        .append(whole.statement(type, first, value(type, "in + 64")))
        .append(
            "\n    if (where.first == 1) p[where.at + %d] = in[%d];\n"
                .formatted(type.used() - 1, another(type, way)))
        .append("    if (where.first == 2) ")
        .append(
            read.statement(
                type, object(type, space, false, "p + where.at"), place(type, "to + 64")))
        .append("\n  }\n")
        .append(
            "  if (where.barrier) threadgroup_barrier(mem_flags::mem_device | mem_flags::mem_threadgroup);\n")
        .append("  if (i == 32) {\n");
    String second = object(type, space, write, "p + where.at");
    line(
        Form.RACE,
        name,
        type,
        space,
        write,
        way,
        write
            ? way.statement(type, second, value(type, "in + 128"))
            : way.statement(type, second, place(type, "to")));
    text.append("  }\n}\n");
  }

  /** Which byte of the input is not what the second access of a race writes last. */
  private static int another(ProofType type, ProofType.Way way) {
    return type.isBool() && way.name().equals("copied") ? 101 : 100;
  }

  /** Arrays whose index the compiler sees: of a thread, and of a struct in constant space. */
  private void indices(ProofType type) {
    for (ProofType.Way way : type.reads()) {
      String name = begin(Form.INDEX, type, ProofSpace.THREAD_ARRAY, false, way);
      localArray(type);
      line(
          Form.INDEX,
          name,
          type,
          ProofSpace.THREAD_ARRAY,
          false,
          way,
          way.statement(type, "array[where.at]", place(type, "to")));
      text.append("  }\n}\n");
      name = begin(Form.INDEX, type, ProofSpace.CONSTANT_STRUCT, false, way);
      text.append("  struct Values { %s values[%d]; };\n".formatted(type.name(), COUNT));
      text.append("  const constant Values& it = *(const constant Values*)(held.bytes);\n");
      text.append("  if (i == 0) {\n");
      line(
          Form.INDEX,
          name,
          type,
          ProofSpace.CONSTANT_STRUCT,
          false,
          way,
          way.statement(type, "it.values[where.at]", place(type, "to")));
      text.append("  }\n}\n");
    }
    for (ProofType.Way way : type.writes()) {
      String name = begin(Form.INDEX, type, ProofSpace.THREAD_ARRAY, true, way);
      localArray(type);
      line(
          Form.INDEX,
          name,
          type,
          ProofSpace.THREAD_ARRAY,
          true,
          way,
          way.statement(type, "array[where.at]", value(type, "in")));
      text.append("    ")
          .append(type.reads().get(0).statement(type, "array[where.filled]", place(type, "to")))
          .append("\n");
      text.append("  }\n}\n");
    }
  }

  private void localArray(ProofType type) {
    text.append("  %s array[%d];\n".formatted(type.name(), COUNT))
        .append(
            "  for (int j = 0; j < %d; ++j) array[j] = %s;\n"
                .formatted(
                    COUNT,
                    object(
                        type,
                        ProofSpace.DEVICE_INPUT,
                        false,
                        "in + %d * j".formatted(type.size()))))
        .append("  if (i == 0) {\n");
  }

  private String begin(
      Form form, ProofType type, ProofSpace space, boolean write, ProofType.Way way) {
    String name =
        "%s_%s_%s_%s_%s"
            .formatted(form, space, write ? "write" : "read", type.name(), way.name())
            .toLowerCase(Locale.ROOT);
    text.append("\nkernel void ").append(name).append(PARAMETERS);
    return name;
  }

  private void line(
      Form form,
      String name,
      ProofType type,
      ProofSpace space,
      boolean write,
      ProofType.Way way,
      String statement) {
    for (; counted < text.length(); counted++) {
      lines += text.charAt(counted) == '\n' ? 1 : 0;
    }
    text.append("    ").append(statement).append('\n');
    kernels.add(new ProofKernel(name, form, type, space, write, way.name(), lines + 1));
  }

  /** Declares `p`, the memory in question, and fills as much of it as a launch wants. */
  private void memory(Form form, ProofType type, ProofSpace space) {
    String qualifier = space.isWritable() ? space.keyword() : "const " + space.keyword();
    int whole = length(form, type, false);
    int odd = length(form, type, true);
    text.append(
        switch (space) {
          case CONSTANT_VARIABLE ->
              "  const constant uchar* p = where.odd ? table_%d : table_%d;\n  const constant uchar* other = table_other;\n"
                  .formatted(odd, whole);
          case THREADGROUP_VARIABLE, THREAD_ARRAY -> variables(space, whole, odd);
          case CONSTANT_STRUCT -> "  const constant uchar* p = held.bytes;\n";
          default -> "  %s uchar* p = %s;\n".formatted(qualifier, space.argument());
        });
    if (space.isShared()) {
      text.append(
          "  for (int j = int(i); j < where.filled; j += %d) p[j] = in[j];\n".formatted(THREADS));
      text.append("  threadgroup_barrier(mem_flags::mem_device | mem_flags::mem_threadgroup);\n");
    }
  }

  private static String variables(ProofSpace space, int whole, int odd) {
    String keyword = space.keyword();
    String text =
        """
          alignas(32) %1$s uchar whole[%2$d];
          alignas(32) %1$s uchar odd[%3$d];
          alignas(32) %1$s uchar others[64];
          %1$s uchar* p = where.odd ? odd : whole;
          %1$s uchar* other = others;
          const int length = where.odd ? %3$d : %2$d;
        """
            .formatted(keyword, whole, odd);
    return space == ProofSpace.THREAD_ARRAY
        ? text + "  for (int j = 0; j < 64; ++j) other[j] = in[j + 1];\n"
        : text;
  }

  private static String object(ProofType type, ProofSpace space, boolean write, String address) {
    return "(*(%s%s %s*)(%s))"
        .formatted(write ? "" : "const ", space.keyword(), type.name(), address);
  }

  private static String value(ProofType type, String address) {
    return "(*(const device %s*)(%s))".formatted(type.value(), address);
  }

  private static String place(ProofType type, String address) {
    return "(*(device %s*)(%s))".formatted(type.value(), address);
  }
}
