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

  /** {@code MTLLanguageVersion}: the major version in the upper half, the minor in the lower. */
  long languageVersion() {
    return (long) (metalVersion / 100) << 16 | metalVersion % 100 / 10;
  }
}
