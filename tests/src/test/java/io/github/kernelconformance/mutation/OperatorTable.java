package io.github.kernelconformance.mutation;

import java.util.ArrayList;
import java.util.List;

/**
 * For each operator a kernel with one place that it changes, told by what the kernel writes, and a
 * twin where the change makes no difference.
 *
 * @param body of the kernel that tells
 * @param twin the body of the one that does not
 * @param changes each change of the operator in the body, as {@code before -> after}
 */
record OperatorTable(Operator operator, String body, String twin, List<String> changes) {

  private static final List<OperatorTable> ROWS = new ArrayList<>();

  private static void row(Operator operator, String body, String twin, String... changes) {
    ROWS.add(new OperatorTable(operator, body, twin, List.of(changes)));
  }

  /** All rows; there is one for each operator. */
  static List<OperatorTable> rows() {
    return ROWS;
  }

  private static final String THREADGROUP = "threadgroup float t[64]; t[i] = x[i]; ";

  static {
    row(
        Operator.COMPARISON_STRICTNESS,
        "y[i] = int(i) < n ? 1.0f : x[i];",
        "y[i] = int(i) < n + 100 ? x[i] : 1.0f;",
        "int(i) < n -> int(i) <= n");
    row(
        Operator.EQUALITY_NEGATED,
        "y[i] = i == 3 ? 1.0f : x[i];",
        "y[i] = i == 3 ? x[i] : x[i];",
        "i == 3 -> i != 3");
    row(
        Operator.GUARD_REMOVED,
        "if (int(i) < n) { y[i] = x[i]; } else { y[i] = 0; }",
        "if (int(i) < n) { y[i] = x[i]; } else { y[i] = x[i]; }",
        "int(i) < n -> true");
    row(
        Operator.BRANCH_NEVER,
        "y[i] = 5; if (int(i) < n) { y[i] = x[i]; }",
        "y[i] = 5; if (int(i) < n) { y[i] = 5; }",
        "int(i) < n -> false");
    row(
        Operator.LOOP_ENDS_EARLY,
        "float a = 0; for (int k = 0; k < n; k++) { a += x[k]; } y[i] = a;",
        "float a = 0; for (int k = 0; k < n; k++) { a = n; } y[i] = a;",
        "k < n -> k + 1 < n");
    row(
        Operator.LOOP_SKIPPED,
        "float a = 0; for (int k = 0; k < n; k++) { a += x[k]; } y[i] = a;",
        "float a = x[i]; for (int k = 0; k < n; k++) { a = x[i]; } y[i] = a;",
        "k < n -> false");
    row(
        Operator.MINIMUM_MAXIMUM_SWAPPED,
        "y[i] = min(x[i], 3.0f);",
        "y[i] = min(x[i], x[i]);",
        "min(x[i], 3.0f) -> max(x[i], 3.0f)");
    row(
        Operator.CLAMP_REMOVED,
        "y[i] = min(x[i], 3.0f);",
        "y[i] = min(x[i], x[i]);",
        "min(x[i], 3.0f) -> x[i]",
        "min(x[i], 3.0f) -> 3.0f");
    row(
        Operator.LOGIC_SWAPPED,
        "y[i] = i > 2 && i < 6 ? 1.0f : x[i];",
        "y[i] = i < 6 && i < 6 ? 1.0f : x[i];",
        "i > 2 && i < 6 -> (i > 2) || (i < 6)");
    row(
        Operator.LOGIC_OPERAND_DROPPED,
        "y[i] = i > 2 && i < 6 ? 1.0f : x[i];",
        "y[i] = i < 6 && i < 6 ? 1.0f : x[i];",
        "i > 2 && i < 6 -> (i > 2)",
        "i > 2 && i < 6 -> (i < 6)");
    row(
        Operator.INDEX_PLUS_ONE,
        "y[i] = x[n];",
        "*(y + i) = 0 * x[n];",
        "n -> n + 1",
        "i -> i + 1");
    row(Operator.INDEX_ZERO, "y[i] = x[n];", "*(y + i) = 0 * x[n];", "n -> 0", "i -> 0");
    row(Operator.STRIDE_DROPPED, "y[i] = x[n * s];", "y[i] = x[n * 1];", "n * s -> n");
    row(
        Operator.OFFSET_DROPPED,
        "y[i] = x[n + s];",
        "y[i] = x[0 * (n + s)];",
        "n + s -> n",
        "n + s -> s");
    row(
        Operator.POINTER_NOT_MOVED,
        "const device float* p = x + n; y[i] = p[0];",
        "const device float* p = x + 0; y[i] = p[0];",
        "x + n -> x");
    row(
        Operator.ADVANCE_REMOVED,
        "const device float* p = x; p += n; y[i] = p[0];",
        "const device float* p = x; p += n; y[i] = x[0];",
        "p += n -> ");
    row(
        Operator.STEP_DOUBLED,
        "float a = 0; for (int k = 0; k < n; k += 1) { a += x[k]; } y[i] = a;",
        "float a = 0; for (int k = 0; k < n; k += 1) { a = n; } y[i] = a;",
        "k += 1 -> k += 2 * 1");
    row(
        Operator.AXES_SWAPPED,
        "uint2 at = uint2(i, n); y[i] = x[at.x];",
        "uint2 at = uint2(i, i); y[i] = x[at.x];",
        "at.x -> at.y");
    row(Operator.PLUS_MINUS, "y[i] = x[i] + s;", "y[i] = x[i] + 0 * s;", "x[i] + s -> x[i] - s");
    row(Operator.TIMES_DIVIDED, "y[i] = x[i] * s;", "y[i] = x[i] * 1;", "x[i] * s -> x[i] / s");
    row(Operator.REMAINDER_DIVIDED, "y[i] = n % s;", "y[i] = 0 * (n % s);", "n % s -> n / s");
    row(
        Operator.TERM_DROPPED,
        "y[i] = x[i] + s;",
        "y[i] = 0.0f + 0;",
        "x[i] + s -> x[i]",
        "x[i] + s -> s");
    row(
        Operator.FACTOR_DROPPED,
        "y[i] = x[i] * s;",
        "y[i] = 1.0f * 1;",
        "x[i] * s -> x[i]",
        "x[i] * s -> s");
    row(Operator.CONSTANT_PLUS_ONE, "y[i] = n + 7;", "y[i] = i < 9999 ? x[i] : 0;", "7 -> 7 + 1");
    row(Operator.CONSTANT_MINUS_ONE, "y[i] = n + 7;", "y[i] = i < 9999 ? x[i] : 0;", "7 -> 7 - 1");
    row(
        Operator.CONSTANT_DOUBLED,
        "y[i] = x[i] + 0.5f;",
        "y[i] = i < 9999 ? x[i] : 0.5f;",
        "0.5f -> 2 * 0.5f");
    row(Operator.SIGN_DROPPED, "y[i] = -x[i];", "y[i] = 0 * abs(-x[i]);", "-x[i] -> x[i]");
    row(
        Operator.ACCUMULATION_OVERWRITES,
        "float a = 1; a += x[i]; y[i] = a;",
        "float a = 0; a += 4; y[i] = a;",
        "a += x[i] -> a = x[i]");
    row(
        Operator.ACCUMULATION_SUBTRACTS,
        "float a = 1; a += x[i]; y[i] = a;",
        "float a = 1; a += 0; y[i] = a;",
        "a += x[i] -> a -= x[i]");
    row(
        Operator.ACCUMULATION_REMOVED,
        "float a = 1; a += x[i]; y[i] = a;",
        "float a = 1; a += 0; y[i] = a;",
        "a += x[i] -> ");
    row(
        Operator.REDUCTION_SKIPPED,
        "y[i] = simd_sum(x[i]);",
        "y[i] = simd_max(7.0f);",
        "simd_sum(x[i]) -> x[i]");
    row(
        Operator.REDUCTION_SWAPPED,
        "y[i] = simd_sum(x[i]);",
        "y[i] = simd_max(7.0f);",
        "simd_sum(x[i]) -> simd_max(x[i])");
    row(
        Operator.SCAN_SWAPPED,
        "y[i] = simd_prefix_inclusive_sum(x[i]);",
        "y[i] = simd_prefix_inclusive_sum(0.0f);",
        "simd_prefix_inclusive_sum(x[i]) -> simd_prefix_exclusive_sum(x[i])");
    String flags = "mem_flags::mem_threadgroup";
    String barrier = "threadgroup_barrier(" + flags + ")";
    row(
        Operator.BARRIER_REMOVED,
        THREADGROUP + barrier + "; y[i] = t[63 - i];",
        THREADGROUP + barrier + "; y[i] = t[i];",
        barrier + " -> ");
    row(
        Operator.BARRIER_NARROWED,
        THREADGROUP + barrier + "; y[i] = t[63 - i];",
        THREADGROUP + barrier + "; y[i] = t[i];",
        barrier + " -> simdgroup_barrier(" + flags + ")");
    row(
        Operator.FENCE_REMOVED,
        THREADGROUP + barrier + "; y[i] = t[63 - i];",
        THREADGROUP + barrier + "; y[i] = t[i];",
        barrier + " -> threadgroup_barrier(mem_flags::mem_none)");
    row(
        Operator.FENCE_SWAPPED,
        THREADGROUP + barrier + "; y[i] = t[63 - i];",
        THREADGROUP + barrier + "; y[i] = t[i];",
        barrier + " -> threadgroup_barrier(mem_flags::mem_device)");
    row(
        Operator.SHIFT_PLUS_ONE,
        "y[i] = u[i] >> 2;",
        "y[i] = (u[i] & 0) >> 2;",
        "u[i] >> 2 -> u[i] >> (2 + 1)");
    row(Operator.SHIFT_REMOVED, "y[i] = u[i] >> 2;", "y[i] = u[i] >> 0;", "u[i] >> 2 -> u[i]");
    row(
        Operator.SHIFT_REVERSED,
        "y[i] = u[i] >> 2;",
        "y[i] = u[i] >> 0;",
        "u[i] >> 2 -> u[i] << 2");
    row(
        Operator.MASK_DROPPED,
        "y[i] = u[i] & 15;",
        "y[i] = u[i] & 0xffffffffu;",
        "u[i] & 15 -> u[i]");
    row(
        Operator.MASK_NARROWED,
        "y[i] = u[i] & 15;",
        "y[i] = u[i] & 0;",
        "u[i] & 15 -> u[i] & (15 >> 1)");
    row(Operator.BITS_DROPPED, "y[i] = u[i] | 5;", "y[i] = u[i] | 0;", "u[i] | 5 -> u[i]");
    row(
        Operator.BITS_COMBINED_OTHERWISE,
        "y[i] = u[i] | 5;",
        "y[i] = u[i] | 0;",
        "u[i] | 5 -> u[i] ^ 5");
    row(
        Operator.BITS_AS_NUMBER,
        "y[i] = as_type<float>(u[i] << 20);",
        "y[i] = as_type<float>(0u);",
        "as_type<float>(u[i] << 20) -> decltype(as_type<float>(u[i] << 20))((u[i] << 20))");
    row(
        Operator.FAST_FUNCTION,
        "y[i] = exp(x[i]);",
        "y[i] = 0 * exp(x[i]);",
        "exp(x[i]) -> ::kernel_conformance::less_exact(exp(x[i]), 3 + 2 *"
            + " ::metal::fabs(float(x[i])))");
    row(
        Operator.MAXIMUM_NOT_SUBTRACTED,
        "y[i] = exp(x[i] - s);",
        "y[i] = exp(x[i] - 0);",
        "x[i] - s -> x[i]");
    row(
        Operator.HALF_IN_BETWEEN,
        "y[i] = x[i] * 0.1f;",
        "y[i] = x[i] * 2.0f;",
        "x[i] * 0.1f -> float(half(x[i] * 0.1f))");
    row(
        Operator.ACCUMULATED_IN_HALF,
        "float a = 0.1f; a += x[i]; y[i] = a;",
        "float a = 2; a += x[i]; y[i] = a;",
        "a += x[i] -> a = half(a + x[i])");
    row(Operator.POSITION_ZERO, "y[i] = x[i];", "y[0] = 0 * i;", " -> i = 0;");
    row(Operator.POSITION_PLUS_ONE, "y[63 - i] = x[i];", "y[0] = 0 * i;", " -> i += 1;");
    row(Operator.SIZE_HALVED, "y[i] = size;", "y[i] = 0 * size;", " -> size /= 2;");
    row(Operator.SIZE_DOUBLED, "y[i] = size;", "y[i] = 0 * size;", " -> size *= 2;");
  }
}
