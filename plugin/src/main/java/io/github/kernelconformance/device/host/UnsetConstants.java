package io.github.kernelconformance.device.host;

import io.github.kernelconformance.msl.FunctionConstant;
import io.github.kernelconformance.msl.Program;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The linker's words for a function constant that a kernel uses and nobody has given a value. */
final class UnsetConstants {

  private static final Pattern UNDEFINED =
      Pattern.compile("undefined hidden symbol: (?:\\S*::)?(\\w+)\\n>>> referenced by (\\S+)");

  private UnsetConstants() {}

  /** Messages of the compiler and the linker, in words for the author where they need any. */
  static String explained(String messages, Program program) {
    List<MatchResult> uses = UNDEFINED.matcher(messages).results().toList();
    List<String> lines =
        program.functionConstants().stream()
            .flatMap(
                it ->
                    uses.stream()
                        .filter(use -> use.group(1).equals(it.name()))
                        .map(use -> line(it, use.group(2))))
            .toList();
    return lines.isEmpty() ? messages : String.join("\n", lines);
  }

  private static String line(FunctionConstant constant, String use) {
    return ("%s: the function constant '%s', declared at %s, is used but has no value. Give it a"
            + " value in the parameter 'functionConstants', or test it with"
            + " is_function_constant_defined(%2$s) first.")
        .formatted(use, constant.name(), constant.location());
  }
}
