package io.github.kernelconformance.mutation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mutants that the author of a kernel says are equivalent. A comment says so, on the line or on one
 * of its own above it, with operators and a reason:
 *
 * <pre>// equivalent mutants: comparison-strictness, step-doubled: the loop makes one trip</pre>
 *
 * <p>Where a line has several mutants of an operator, {@code comparison-strictness.1} is the
 * second.
 */
public final class Marks {

  private static final Pattern MARK =
      Pattern.compile("//\\s*equivalent mutants?:\\s*([a-z0-9., -]+?):\\s*(.+)$");

  private record At(String file, int line, String operator) {}

  private final Map<At, String> reasons = new HashMap<>();

  /** Reads the marks of a file. */
  public void read(String file, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      Matcher mark = MARK.matcher(lines.get(i));
      if (mark.find()) {
        int line = i + 1;
        if (lines.get(i).substring(0, mark.start()).isBlank()) {
          line++;
          while (line <= lines.size() && lines.get(line - 1).strip().startsWith("//")) {
            line++;
          }
        }
        for (String operator : mark.group(1).split(",")) {
          reasons.put(new At(file, line, operator.strip()), mark.group(2).strip());
        }
      }
    }
  }

  /** Why a mutant is equivalent; empty if nobody says that it is. */
  public Optional<String> reason(Mutant mutant) {
    String operator = mutant.operator().id();
    return Optional.ofNullable(reasons.get(at(mutant, operator + "." + mutant.nth())))
        .or(() -> Optional.ofNullable(reasons.get(at(mutant, operator))));
  }

  private static At at(Mutant mutant, String operator) {
    return new At(mutant.place().file(), mutant.place().line(), operator);
  }
}
