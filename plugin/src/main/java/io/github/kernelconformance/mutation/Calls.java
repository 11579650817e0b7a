package io.github.kernelconformance.mutation;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes of calls of the Metal standard library. */
final class Calls {

  private static final Map<String, String> EXTREMES =
      Map.of("min", "max", "max", "min", "fmin", "fmax", "fmax", "fmin");

  private static final Map<String, String> REDUCTIONS =
      Map.of(
          "simd_sum", "simd_max",
          "simd_max", "simd_min",
          "simd_min", "simd_max",
          "simd_product", "simd_sum",
          "quad_sum", "quad_max",
          "quad_max", "quad_min",
          "quad_min", "quad_max");

  private static final Map<String, String> SCANS =
      Map.of(
          "simd_prefix_inclusive_sum", "simd_prefix_exclusive_sum",
          "simd_prefix_exclusive_sum", "simd_prefix_inclusive_sum",
          "simd_prefix_inclusive_product", "simd_prefix_exclusive_product",
          "simd_prefix_exclusive_product", "simd_prefix_inclusive_product");

  /**
   * What stands for a call with fast math: the call, off by as much as MSL's table lets it be there
   * ("ULPs and Relative Error"); the second part is the argument.
   */
  private static final Map<String, String> FAST =
      Map.ofEntries(
          Map.entry("exp", "less_exact(%1$s, 3 + 2 * ::metal::fabs(float(%2$s)))"),
          Map.entry("exp2", "less_exact(%1$s, 3 + 2 * ::metal::fabs(float(%2$s)))"),
          Map.entry("log", "off_by(%1$s, ::kernel_conformance::near_one(%2$s) ? 0x1p-21f : 0.0f)"),
          Map.entry("log2", "off_by(%1$s, ::kernel_conformance::near_one(%2$s) ? 0x1p-22f : 0.0f)"),
          Map.entry("rsqrt", "less_exact(%1$s, 2)"),
          Map.entry("sqrt", "less_exact(%1$s, 5)"),
          Map.entry("sin", "off_by(%1$s, 0x1p-13f)"),
          Map.entry("cos", "off_by(%1$s, 0x1p-13f)"),
          Map.entry("tanh", "less_exact(%1$s, 16)"));

  private static final Set<String> SHUFFLES =
      Set.of("simd_shuffle_xor", "simd_shuffle_down", "simd_shuffle_up", "simd_shuffle");

  private static final String NONE = "mem_flags::mem_none";

  private Calls() {}

  /**
   * Adds them.
   *
   * @param discarded whether nobody uses the value
   */
  static void changes(Sites sites, Syntax it, boolean discarded) {
    String name = it.child(0).bare().name();
    List<Syntax> arguments =
        it.children().subList(1, it.children().size()).stream()
            .filter(argument -> !argument.bare().is("CXXDefaultArgExpr"))
            .toList();
    if (!it.stands() || arguments.isEmpty() || !it.child(0).bare().stands()) {
      return;
    }
    Syntax first = arguments.get(0);
    if (name.equals("threadgroup_barrier") || name.equals("simdgroup_barrier")) {
      barrier(sites, it, name, first);
    } else if (EXTREMES.containsKey(name) && arguments.size() == 2) {
      Operator clamp = Operator.CLAMP_REMOVED;
      sites.add(Operator.MINIMUM_MAXIMUM_SWAPPED, it, renamed(sites, it, EXTREMES.get(name)));
      sites.add(clamp, it, sites.operand(first));
      sites.add(clamp, it, sites.operand(arguments.get(1)));
    } else if (REDUCTIONS.containsKey(name) || SHUFFLES.contains(name)) {
      sites.add(Operator.REDUCTION_SKIPPED, it, sites.operand(first));
      if (REDUCTIONS.containsKey(name)) {
        sites.add(Operator.REDUCTION_SWAPPED, it, renamed(sites, it, REDUCTIONS.get(name)));
      }
    } else if (SCANS.containsKey(name)) {
      sites.add(Operator.REDUCTION_SKIPPED, it, sites.operand(first));
      sites.add(Operator.SCAN_SWAPPED, it, renamed(sites, it, SCANS.get(name)));
    } else if (name.equals("as_type")) {
      sites.add(
          Operator.BITS_AS_NUMBER,
          it,
          "decltype(%s)(%s)".formatted(sites.source(it), sites.operand(first)));
    }
    function(sites, it, name, first);
  }

  private static void function(Sites sites, Syntax it, String name, Syntax argument) {
    if (name.equals("exp") || name.equals("exp2")) {
      Operation.of(argument.naked())
          .filter(operation -> operation.operator().equals("-"))
          .ifPresent(
              operation ->
                  sites.add(
                      Operator.MAXIMUM_NOT_SUBTRACTED,
                      argument.naked(),
                      sites.operand(operation.left())));
    }
    boolean precise = !sites.source(it).contains("fast::");
    if (precise && FAST.containsKey(name) && Types.isScalarFloat(it.type())) {
      String of = sites.operand(argument);
      sites.add(
          Operator.FAST_FUNCTION,
          it,
          "::kernel_conformance::" + FAST.get(name).formatted(sites.source(it), of));
      sites.add(Operator.HALF_IN_BETWEEN, it, "float(half(%s))".formatted(sites.source(it)));
    }
  }

  private static void barrier(Sites sites, Syntax it, String name, Syntax flags) {
    String spelt = sites.source(flags);
    sites.addDiscarded(Operator.BARRIER_REMOVED, it, "");
    if (name.equals("threadgroup_barrier")) {
      sites.addDiscarded(Operator.BARRIER_NARROWED, it, renamed(sites, it, "simdgroup_barrier"));
    }
    if (!spelt.contains("mem_none")) {
      sites.addDiscarded(Operator.FENCE_REMOVED, it, name + "(" + NONE + ")");
      String other =
          spelt.contains("mem_threadgroup")
              ? spelt.replaceAll("mem_threadgroup\\b", "mem_device")
              : spelt.replaceAll("mem_device\\b", "mem_threadgroup");
      sites.addDiscarded(Operator.FENCE_SWAPPED, it, name + "(" + other + ")");
    }
  }

  /** The call of another function with the same arguments. */
  private static String renamed(Sites sites, Syntax call, String other) {
    Syntax callee = call.child(0).bare();
    String spelling = sites.source(callee);
    String own = callee.name();
    return spelling.substring(0, spelling.lastIndexOf(own))
        + other
        + spelling.substring(spelling.lastIndexOf(own) + own.length())
        + sites.source(call).substring(callee.end() - call.begin());
  }
}
