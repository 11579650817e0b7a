package io.github.kernelconformance.device.cuda;

import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A tool of NVIDIA's compute-sanitizer. */
public enum CudaTool {
  /** Accesses outside of buffers, and such as are not aligned. */
  MEMCHECK,
  /** Races in threadgroup memory. */
  RACECHECK,
  /** Reads of what nobody wrote. */
  INITCHECK,
  /** Barriers that not all threads reach. */
  SYNCCHECK;

  /** The spelling in parameters, reports and of the tool. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the parameter {@code computeSanitizer}.
   *
   * @param text ids separated by commas; {@code none} or blank for none
   * @throws ConfigurationException if one is no id
   */
  public static List<CudaTool> parse(String text) {
    List<CudaTool> tools = new ArrayList<>();
    if (text.isBlank() || text.strip().equals("none")) {
      return tools;
    }
    for (String id : text.split(",", -1)) {
      tools.add(
          Arrays.stream(values())
              .filter(it -> it.id().equals(id.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      ConfigurationException.unknown(
                          "computeSanitizer",
                          "tool",
                          id,
                          Arrays.stream(values()).map(CudaTool::id).toList())));
    }
    return tools.stream().distinct().toList();
  }
}
