package io.github.kernelconformance.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences that differ in one number, as one sentence. */
final class Alternatives {

  /** Not a part of a name, nor of a place such as {@code Softmax.java:26}. */
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.:-])\\d+(?![\\w.:])");

  /** A sentence without a number, by what is before and after that. */
  private record Frame(String before, String after) {}

  private Alternatives() {}

  /** The sentences in order, those that differ in their first number at the first of them. */
  static List<String> of(List<String> sentences) {
    Map<Frame, List<String>> numbers = new LinkedHashMap<>();
    for (String sentence : sentences) {
      Matcher number = NUMBER.matcher(sentence);
      boolean found = number.find();
      Frame frame =
          found
              ? new Frame(sentence.substring(0, number.start()), sentence.substring(number.end()))
              : new Frame(sentence, "");
      numbers.computeIfAbsent(frame, it -> new ArrayList<>()).add(found ? number.group() : "");
    }
    return numbers.entrySet().stream()
        .map(it -> it.getKey().before + list(it.getValue()) + it.getKey().after)
        .toList();
  }

  private static String list(List<String> numbers) {
    List<String> all = numbers.stream().distinct().toList();
    int last = all.size() - 1;
    return last == 0
        ? all.get(0)
        : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
  }
}
