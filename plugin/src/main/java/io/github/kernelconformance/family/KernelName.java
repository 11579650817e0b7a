package io.github.kernelconformance.family;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * By what a kernel is known from the cell to the device. Its spelling is a plain string: {@code
 * softmax_float}, {@code norm<float, 32>} or {@code softmax_float[BLOCK=32, SCALE=0.5]}.
 *
 * @param function a host name, or a kernel template of the source with its arguments
 * @param constants values of function constants that the kernel is specialized to, by name, as the
 *     parameter {@code functionConstants} has them; those of the build hold for others
 */
public record KernelName(String function, SortedMap<String, String> constants) {

  private static final Pattern CONSTANTS = Pattern.compile("(.*?)\\[([^\\[\\]]*)\\]");
  private static final Pattern CONSTANT = Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*=([^,]*)(?:,|$)");

  /** Spells the function as all others spell it, and keeps an immutable copy of the constants. */
  public KernelName {
    function = canonical(function);
    constants = Collections.unmodifiableSortedMap(new TreeMap<>(constants));
  }

  /** A kernel without constants of its own. */
  public static KernelName of(String function) {
    return new KernelName(function, new TreeMap<>());
  }

  /** The name of a spelling; what is no such spelling is a host name, whatever it is. */
  public static KernelName parse(String spelling) {
    Matcher parts = CONSTANTS.matcher(spelling.strip());
    if (!parts.matches()) {
      return of(spelling);
    }
    SortedMap<String, String> constants = new TreeMap<>();
    Matcher constant = CONSTANT.matcher(parts.group(2));
    int end = 0;
    while (constant.find() && constant.start() == end) {
      constants.put(constant.group(1), constant.group(2).strip());
      end = constant.end();
    }
    return constants.isEmpty() || end < parts.group(2).length()
        ? of(spelling)
        : new KernelName(parts.group(1), constants);
  }

  /** The same kernel with a value for one more constant. */
  public KernelName with(String constant, String value) {
    SortedMap<String, String> more = new TreeMap<>(constants);
    more.put(constant, value);
    return new KernelName(function, more);
  }

  /** Whether the function is a template with its arguments. */
  public boolean isTemplate() {
    return function.endsWith(">");
  }

  /** The one spelling; {@link #parse} is the way back. */
  public String spelling() {
    return constants.isEmpty()
        ? function
        : constants.entrySet().stream()
            .map(KernelName::spelling)
            .collect(Collectors.joining(", ", function + "[", "]"));
  }

  private static String spelling(Map.Entry<String, String> constant) {
    return constant.getKey() + "=" + constant.getValue();
  }

  /** Space after commas and between words, and no other. */
  private static String canonical(String function) {
    String plain = function.strip();
    return plain.endsWith(">")
        ? plain.replaceAll("\\s+", " ").replaceAll(" ?([^\\w ]) ?", "$1").replaceAll(",", ", ")
        : plain;
  }

  @Override
  public String toString() {
    return spelling();
  }
}
