package io.github.kernelconformance.device.metal;

/**
 * How source is compiled.
 *
 * @param metalVersion the language version as {@code __METAL_VERSION__} has it: 310 for MSL 3.1; it
 *     must be the one that the source was preprocessed for
 * @param mathMode always set, since defaults differ by system and language version
 */
public record MetalOptions(int metalVersion, MathMode mathMode) {

  /** The version in words, for example {@code 3.1}. */
  public String version() {
    return metalVersion / 100 + "." + metalVersion % 100 / 10;
  }

  /**
   * The lines to put before a source. They act on all of it, Metal's own headers included, as the
   * flags of a {@code .metallib} do, and they do not move its lines.
   *
   * <p>The pragma is the only way to stop contraction: {@code MTLCompileOptions} has no property
   * for it. {@code if constexpr} and other newer C++ is widely used and always accepted, so the
   * warnings about it would only hide the others.
   */
  String prologue() {
    return (mathMode.contracts() ? "" : "#pragma METAL fp contract(off)\n")
        + """
        #pragma clang diagnostic ignored "-Wc++17-extensions"
        #pragma clang diagnostic ignored "-Wc++20-extensions"
        #line 1
        """;
  }

  /** {@code MTLLanguageVersion}: the major version in the upper half, the minor in the lower. */
  long languageVersion() {
    return (long) (metalVersion / 100) << 16 | metalVersion % 100 / 10;
  }
}
