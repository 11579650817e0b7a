package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Observer.Terms;
import io.github.kernelconformance.contract.Operation;
import io.github.kernelconformance.described.Perturbed.OtherTerms;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** What kernels do with the terms of a sum, or with what they compare. */
final class TermFaults {

  /** A fault: its words, and what it makes of terms. */
  record Fault(String words, OtherTerms terms) {}

  private static final int[] TILES = {4, 8, 16, 32, 64, 128, 256, 512, 1024};
  static final int LANES = 32;

  private final Map<String, Fault> all = new LinkedHashMap<>();

  private TermFaults() {}

  /** Those of one sum, or of one comparison, by names that tell them apart. */
  static Map<String, Fault> ofOne() {
    TermFaults faults = new TermFaults();
    faults.kept("no-last", "the last term is left out", (n, i) -> i < n - 1);
    faults.kept("no-first", "the first term is left out", (n, i) -> i > 0);
    faults.repeated("twice-last", "the last term is added twice", (n, i, t) -> i == n - 1 ? 2 : 1);
    faults.repeated("twice-first", "the first term is added twice", (n, i, t) -> i == 0 ? 2 : 1);
    faults.kept("first", "only the first term is there", (n, i) -> i == 0);
    faults.kept("last", "only the last term is there", (n, i) -> i == n - 1);
    for (int size : TILES) {
      faults.tile(size);
    }
    faults.threads();
    faults.kept("lane", "of each 32 terms only the first is added", (n, i) -> i % LANES == 0);
    for (int bit = 1; bit < LANES; bit *= 2) {
      int step = bit;
      faults.kept(
          "step-" + step,
          "lanes that are %d apart are left out of the sum".formatted(step),
          (n, i) -> (i % LANES & step) == 0);
    }
    faults.padding("zeros are added as terms, up to ");
    return faults.all;
  }

  /** Those of all sums and comparisons alike. */
  static Map<String, Fault> ofAll() {
    TermFaults faults = new TermFaults();
    faults.padding("rows are padded with zeros up to ");
    return faults.all;
  }

  /** Which of n terms are there. */
  private interface Kept {
    boolean is(int n, int i);
  }

  /** How often a term is there. */
  private interface Times {
    int of(int n, int i, int threads);
  }

  private void tile(int size) {
    kept(
        "whole-" + size,
        "terms past the last whole %d are left out".formatted(size),
        (n, i) -> i < n / size * size);
    kept(
        "no-tile-" + size,
        "the last %d terms, or what is left of them, are left out".formatted(size),
        (n, i) -> i < (n - 1) / size * size);
    kept(
        "last-tile-" + size,
        "all terms but the last tile of %d are left out, as if each replaced the one before"
            .formatted(size),
        (n, i) -> i >= (n - 1) / size * size);
    kept("first-" + size, "only the first %d terms are there".formatted(size), (n, i) -> i < size);
  }

  /** What becomes of terms that threads share out, each taking those that are as many apart. */
  private void threads() {
    ofThreads(
        "thread-last",
        "all but the last term of each thread is left out",
        (n, i, threads) -> i >= n - threads ? 1 : 0);
    ofThreads(
        "thread-first",
        "all but the first term of each thread is left out",
        (n, i, threads) -> i < threads ? 1 : 0);
    ofThreads(
        "thread-not-first",
        "the first term of each thread is left out",
        (n, i, threads) -> i < threads ? 0 : 1);
    ofThreads(
        "thread-not-last",
        "the last term of each thread is left out",
        (n, i, threads) -> i >= n - threads ? 0 : 1);
    ofThreads(
        "whole-rounds",
        "terms past the last that all threads have are left out",
        (n, i, threads) -> i < n / threads * threads ? 1 : 0);
    ofThreads(
        "first-group",
        "only terms of the first SIMD group are added",
        (n, i, threads) -> i % threads < LANES ? 1 : 0);
    ofThreads(
        "first-group-in-all",
        "each SIMD group adds the terms of the first, as if a lane were a thread",
        (n, i, threads) -> i % threads < LANES ? (threads + LANES - 1) / LANES : 0);
  }

  private void padding(String words) {
    for (int size : TILES) {
      add("pad-" + size, words + "a multiple of " + size, n -> (n + size - 1) / size * size);
    }
    add("pad-power", words + "a power of 2", n -> Integer.highestOneBit(2 * n - 1));
  }

  /** How many terms there are. */
  private interface Count {
    int of(int n);
  }

  private void add(String name, String words, Count count) {
    all.put(
        name,
        new Fault(words, (operation, terms, by) -> by.padded(terms, count.of(terms.count()))));
  }

  private void kept(String name, String words, Kept kept) {
    repeated(name, words, (n, i, threads) -> kept.is(n, i) ? 1 : 0);
  }

  private void repeated(String name, String words, Times times) {
    all.put(
        name,
        new Fault(words, (operation, terms, by) -> chosen(operation, terms, times, by.threads())));
  }

  /** Nothing else happens where a kernel has a thread alone. */
  private void ofThreads(String name, String words, Times times) {
    repeated(name, words, (n, i, threads) -> threads > 1 ? times.of(n, i, threads) : 1);
  }

  private static Terms chosen(Operation operation, Terms terms, Times times, int threads) {
    int n = terms.count();
    int[] chosen =
        IntStream.range(0, n)
            .flatMap(i -> IntStream.range(0, times.of(n, i, threads)).map(again -> i))
            .toArray();
    if (chosen.length == 0 && operation != Operation.SUM || operation == Operation.SCAN) {
      return terms;
    }
    return new Terms(chosen.length, i -> terms.term().apply(chosen[i]));
  }
}
