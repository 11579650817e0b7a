package io.github.kernelconformance.mutation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a mutant changes. Each stands for a mistake that people make in kernels. */
public enum Operator {
  COMPARISON_STRICTNESS(Family.BOUNDARY, "a < b becomes a <= b, and so on"),
  EQUALITY_NEGATED(Family.BOUNDARY, "a == b becomes a != b, and back"),
  GUARD_REMOVED(Family.BOUNDARY, "a condition is always true"),
  BRANCH_NEVER(Family.BOUNDARY, "a condition is never true"),
  LOOP_ENDS_EARLY(Family.BOUNDARY, "a loop ends one short"),
  LOOP_SKIPPED(Family.BOUNDARY, "a loop makes no trip"),
  MINIMUM_MAXIMUM_SWAPPED(Family.BOUNDARY, "min(a, b) becomes max(a, b), and back"),
  CLAMP_REMOVED(Family.BOUNDARY, "min(a, b) or max(a, b) becomes one of the two"),
  LOGIC_SWAPPED(Family.BOUNDARY, "a && b becomes a || b, and back"),
  LOGIC_OPERAND_DROPPED(Family.BOUNDARY, "a && b or a || b becomes one of the two"),

  INDEX_PLUS_ONE(Family.INDEX, "a[i] becomes a[i + 1]"),
  INDEX_ZERO(Family.INDEX, "a[i] becomes a[0]"),
  STRIDE_DROPPED(Family.INDEX, "i * stride becomes i, in an index or an offset"),
  OFFSET_DROPPED(Family.INDEX, "i + offset becomes i, in an index or an offset"),
  POINTER_NOT_MOVED(Family.INDEX, "p + offset becomes p"),
  ADVANCE_REMOVED(Family.INDEX, "a pointer is not advanced"),
  STEP_DOUBLED(Family.INDEX, "a loop steps twice as far"),
  AXES_SWAPPED(Family.INDEX, "x of a position becomes y, and back"),

  PLUS_MINUS(Family.ARITHMETIC, "a + b becomes a - b, and back"),
  TIMES_DIVIDED(Family.ARITHMETIC, "a * b becomes a / b, and back"),
  REMAINDER_DIVIDED(Family.ARITHMETIC, "a % b becomes a / b"),
  TERM_DROPPED(Family.ARITHMETIC, "a + b or a - b becomes a"),
  FACTOR_DROPPED(Family.ARITHMETIC, "a * b or a / b becomes a"),
  CONSTANT_PLUS_ONE(Family.ARITHMETIC, "an integer is one larger"),
  CONSTANT_MINUS_ONE(Family.ARITHMETIC, "an integer is one smaller"),
  CONSTANT_DOUBLED(Family.ARITHMETIC, "a floating-point constant is doubled; 0 becomes 1"),
  SIGN_DROPPED(Family.ARITHMETIC, "-a becomes a"),

  ACCUMULATION_OVERWRITES(Family.ACCUMULATION, "a += b becomes a = b"),
  ACCUMULATION_SUBTRACTS(Family.ACCUMULATION, "a += b becomes a -= b, and back"),
  ACCUMULATION_REMOVED(Family.ACCUMULATION, "a += b is left out"),
  REDUCTION_SKIPPED(Family.ACCUMULATION, "simd_sum(a) becomes a"),
  REDUCTION_SWAPPED(Family.ACCUMULATION, "simd_sum becomes simd_max, simd_max simd_min"),
  SCAN_SWAPPED(Family.ACCUMULATION, "an inclusive scan becomes an exclusive one, and back"),

  BARRIER_REMOVED(Family.SYNCHRONISATION, "a barrier is left out"),
  BARRIER_NARROWED(Family.SYNCHRONISATION, "a threadgroup's barrier becomes a SIMD group's"),
  FENCE_REMOVED(Family.SYNCHRONISATION, "a barrier orders no memory"),
  FENCE_SWAPPED(Family.SYNCHRONISATION, "a barrier orders device for threadgroup memory, and back"),

  SHIFT_PLUS_ONE(Family.DECODING, "a >> n becomes a >> n + 1; a << n too"),
  SHIFT_REMOVED(Family.DECODING, "a >> n or a << n becomes a"),
  SHIFT_REVERSED(Family.DECODING, "a >> n becomes a << n, and back"),
  MASK_DROPPED(Family.DECODING, "a & mask becomes a"),
  MASK_NARROWED(Family.DECODING, "a & mask becomes a & (mask >> 1)"),
  BITS_DROPPED(Family.DECODING, "a | b becomes a"),
  BITS_COMBINED_OTHERWISE(Family.DECODING, "a | b becomes a ^ b, a ^ b becomes a | b"),
  BITS_AS_NUMBER(Family.DECODING, "as_type<T>(a) becomes T(a)"),

  FAST_FUNCTION(Family.NUMERICS, "a function is as bad as with fast math"),
  MAXIMUM_NOT_SUBTRACTED(Family.NUMERICS, "exp(a - b) becomes exp(a)"),
  HALF_IN_BETWEEN(Family.NUMERICS, "a float passes through half"),
  ACCUMULATED_IN_HALF(Family.NUMERICS, "a sum of floats is kept in half"),

  POSITION_ZERO(Family.LAUNCH, "a position that a kernel is given is 0"),
  POSITION_PLUS_ONE(Family.LAUNCH, "a position that a kernel is given is one larger"),
  SIZE_HALVED(Family.LAUNCH, "a size that a kernel is given is half as large"),
  SIZE_DOUBLED(Family.LAUNCH, "a size that a kernel is given is twice as large"),

  // These undo mistakes; who measures a matrix makes none of them.
  VARIABLE_REPLACED(Family.INDEX, "a variable becomes another of its type"),
  INDEX_SCALED(Family.INDEX, "a[i] becomes a[i * stride]"),
  TERM_ADDED(Family.INDEX, "an integer variable becomes its sum with another"),
  ACCUMULATES(Family.ACCUMULATION, "a = b becomes a += b"),
  INTEGER_DOUBLED(Family.ARITHMETIC, "an integer is doubled"),
  INTEGER_HALVED(Family.ARITHMETIC, "an integer is halved"),
  CONSTANT_NEUTRAL(Family.ARITHMETIC, "a floating-point constant becomes 0, or 0 -INFINITY"),
  CAST_DROPPED(Family.NUMERICS, "static_cast<T>(a) becomes a"),
  BARRIER_ADDED(Family.SYNCHRONISATION, "a barrier comes before a statement"),
  UNUSED_ADDED(Family.ARITHMETIC, "what nothing uses is added, subtracted or multiplied in"),
  UNUSED_BITS_ADDED(Family.DECODING, "bits that nothing uses are combined in"),
  NEIGHBOURS_SWAPPED(Family.INDEX, "f(a, b) becomes f(b, a)"),
  ARGUMENT_REPEATED(Family.ACCUMULATION, "an argument becomes another of the same call"),
  BRACKET_MOVED(Family.ARITHMETIC, "(a + b) / c becomes a / c + b, and back"),
  OTHER_END(Family.BOUNDARY, "the first lane becomes the last, and back"),
  BEGINNING_PLUS_ONE(Family.ARITHMETIC, "what an integer begins with is one larger"),
  BEGINNING_MINUS_ONE(Family.ARITHMETIC, "what an integer begins with is one smaller"),
  FUNCTION_REPLACED(Family.DECODING, "a function becomes one of another struct, of the same name"),
  NUMBER_DECODED(Family.DECODING, "a code that is taken as a number is decoded");

  private final Family family;
  private final String says;

  Operator(Family family, String says) {
    this.family = family;
    this.says = says;
  }

  /** The spelling in reports and marks, for example {@code comparison-strictness}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of mistake. */
  public Family family() {
    return family;
  }

  /** Whether it undoes mistakes; the others make them. */
  public boolean repairs() {
    return compareTo(VARIABLE_REPLACED) >= 0;
  }

  /** Those that make mistakes. */
  public static List<Operator> mistakes() {
    return Arrays.stream(values()).filter(it -> !it.repairs()).toList();
  }

  /** What it does, in a few words. */
  public String says() {
    return says;
  }
}
