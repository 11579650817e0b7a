package io.github.kernelconformance.described;

import static io.github.kernelconformance.described.TermFaults.LANES;

import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.described.Perturbed.OtherSums;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What kernels do that make all sums of the first terms with threads: round by round, a term for
 * each thread; in a round SIMD group by SIMD group; in a SIMD group lane by lane. Three parts make
 * a sum: of earlier rounds, of earlier SIMD groups of the round, and within the SIMD group.
 */
final class ScanFaults {

  /** A fault: its words, and what it makes of terms. */
  record Fault(String words, OtherSums sums) {}

  private static final Map<String, Fault> ALL = new LinkedHashMap<>();

  static {
    put(
        "exclusive",
        "the term of the place itself is left out",
        (parts, i) -> parts.of(parts.rounds(i), parts.groups(i), parts.before(i)));
    put(
        "own",
        "earlier terms of the same SIMD group are left out",
        (parts, i) -> parts.of(parts.rounds(i), parts.groups(i), parts.terms[i]));
    put(
        "no-groups",
        "terms of earlier SIMD groups are left out",
        (parts, i) -> parts.of(parts.rounds(i), null, parts.within[i]));
    put(
        "last-group",
        "of earlier SIMD groups only the last one is added",
        (parts, i) -> parts.of(parts.rounds(i), parts.groupBefore(i), parts.within[i]));
    put(
        "own-group",
        "all of its SIMD group is added to each term",
        (parts, i) ->
            parts.of(
                parts.rounds(i), parts.plus(parts.groups(i), parts.group(i)), parts.within[i]));
    put(
        "no-rounds",
        "terms of earlier rounds of the threads are left out",
        (parts, i) -> parts.of(null, parts.groups(i), parts.within[i]));
    put(
        "last-round",
        "of earlier rounds of the threads only the last one is added",
        (parts, i) -> parts.of(parts.roundBefore(i), parts.groups(i), parts.within[i]));
    put(
        "group-of-rounds",
        "of earlier rounds of the threads only the sum of the own SIMD group is added",
        (parts, i) -> parts.of(parts.earlier(i, parts::group), parts.groups(i), parts.within[i]));
    put(
        "lanes-of-rounds",
        "of earlier rounds of the threads only the sum within the SIMD group up to the own lane is"
            + " added",
        (parts, i) ->
            parts.of(parts.earlier(i, at -> parts.within[at]), parts.groups(i), parts.within[i]));
    put(
        "own-of-rounds",
        "of earlier rounds of the threads only the terms of the own thread are added",
        (parts, i) ->
            parts.of(parts.earlier(i, at -> parts.terms[at]), parts.groups(i), parts.within[i]));
    put(
        "first-lanes",
        "of earlier SIMD groups only the term of the first lane is added",
        (parts, i) -> parts.of(null, parts.firstLanes(i), parts.within[i]));
  }

  private ScanFaults() {}

  /** By names that tell them apart. */
  static Map<String, Fault> all() {
    return ALL;
  }

  private interface Sum {
    Tracked of(Parts parts, int i);
  }

  private static void put(String name, String words, Sum sum) {
    ALL.put(
        name,
        new Fault(
            words,
            (terms, threads) -> {
              Parts parts = new Parts(terms, threads);
              Tracked[] sums = new Tracked[terms.length];
              for (int i = 0; i < sums.length; i++) {
                sums[i] = sum.of(parts, i);
              }
              return sums;
            }));
  }

  /** The number of a place. */
  private interface AtPlace {
    Tracked of(int place);
  }

  /** The parts of sums of terms; null is nothing. */
  private static final class Parts {
    private final Arithmetic arithmetic;
    private final int threads;
    private final Tracked[] terms;
    private final Tracked[] within;
    private final Tracked[] beforeGroup;
    private final Tracked[] beforeRound;
    private final Tracked[] firstLanes;

    Parts(Tracked[] terms, int threads) {
      this.terms = terms;
      this.threads = Math.max(1, threads);
      arithmetic = terms.length == 0 ? null : terms[0].arithmetic();
      int n = terms.length;
      within = new Tracked[n];
      beforeGroup = new Tracked[n];
      beforeRound = new Tracked[n];
      firstLanes = new Tracked[n];
      Tracked rounds = null;
      Tracked groups = null;
      Tracked lanes = null;
      for (int i = 0; i < n; i++) {
        int thread = i % this.threads;
        if (thread == 0) {
          rounds = plus(rounds, groups);
          groups = null;
        }
        boolean first = thread % LANES == 0;
        within[i] = first ? terms[i] : plus(within[i - 1], terms[i]);
        beforeGroup[i] = groups;
        beforeRound[i] = rounds;
        firstLanes[i] = lanes;
        if (i + 1 == n || (i + 1) % this.threads % LANES == 0) {
          groups = plus(groups, within[i]);
          lanes = plus(lanes, terms[i - thread % LANES]);
        }
      }
    }

    /** The sum of three parts. */
    Tracked of(Tracked rounds, Tracked groups, Tracked own) {
      Tracked sum = plus(plus(rounds, groups), own);
      return sum == null ? arithmetic.exact(0) : sum;
    }

    Tracked plus(Tracked one, Tracked other) {
      return one == null ? other : other == null ? one : one.plus(other);
    }

    Tracked rounds(int i) {
      return beforeRound[i];
    }

    Tracked groups(int i) {
      return beforeGroup[i];
    }

    Tracked firstLanes(int i) {
      return firstLanes[i];
    }

    /** Within the SIMD group before a place. */
    Tracked before(int i) {
      return i % threads % LANES == 0 ? null : within[i - 1];
    }

    /** All of the SIMD group of a place. */
    Tracked group(int i) {
      int lane = i % threads % LANES;
      int last = Math.min(i - i % threads + threads, Math.min(i - lane + LANES, terms.length));
      return within[last - 1];
    }

    Tracked groupBefore(int i) {
      int thread = i % threads;
      return thread < LANES ? null : group(i - LANES);
    }

    Tracked roundBefore(int i) {
      int begin = i - i % threads;
      return begin == 0 ? null : plus(beforeGroup[begin - 1], within[begin - 1]);
    }

    /** The sum of what the same thread has in earlier rounds. */
    Tracked earlier(int i, AtPlace of) {
      Tracked sum = null;
      for (int at = i % threads; at < i; at += threads) {
        sum = plus(sum, of.of(at));
      }
      return sum;
    }
  }
}
