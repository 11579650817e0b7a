package io.github.kernelconformance.faults;

import java.util.List;
import java.util.Locale;

/**
 * A fault that a person may make, in one of our kernels; the resources {@code faults} have them.
 *
 * @param contract the kernel's, in whose file it is
 * @param name what the table calls it
 * @param cells globs of the cells that run
 * @param kind one of eight
 * @param told what a right diagnosis says: each of these, of which each is one of some words
 * @param edits where it is
 * @param aside lines that the edits change and that are not at fault
 * @param also lines where a repair would be as right
 */
record Fault(
    String contract,
    String name,
    String cells,
    String kind,
    List<List<String>> told,
    List<Edit> edits,
    List<String> aside,
    List<String> also) {

  /** Whether a sentence names this fault. */
  boolean isToldBy(String sentence) {
    String text = sentence.toLowerCase(Locale.ROOT);
    return told.stream()
        .allMatch(words -> words.stream().anyMatch(word -> text.contains(word.replace('-', ' '))));
  }
}
