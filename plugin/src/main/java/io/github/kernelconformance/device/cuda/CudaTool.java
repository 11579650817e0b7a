package io.github.kernelconformance.device.cuda;

import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A tool of NVIDIA's compute-sanitizer. */
public enum CudaTool {
  /** Accesses outside of buffers, and such as are not aligned. */
  MEMCHECK("--device-debug"),
  /** Races in threadgroup memory. */
  RACECHECK("-lineinfo"),
  /** Reads of what nobody wrote. */
  INITCHECK("--device-debug"),
  /** Barriers that not all threads reach. */
  SYNCCHECK("-lineinfo");

  private final String option;

  CudaTool(String option) {
    this.option = option;
  }

  /**
   * How code is compiled that the tool watches, so that it tells its lines. Where accesses are
   * looked at, code is not optimized: an optimizer leaves out reads whose values are not used. In
   * code that is not optimized, synccheck saw no barrier that half of a warp does not reach.
   */
  public String option() {
    return option;
  }

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
