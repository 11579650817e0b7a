package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;

/**
 * An operating system and processor for which the Maven repository has a clang.
 *
 * @param classifier the artifact's classifier, for example {@code linux-x86_64}
 */
public record Platform(String classifier) {

  private static final Properties TABLE = load();

  /**
   * The platform with the given names.
   *
   * @param osName as the system property {@code os.name} has it
   * @param osArch as the system property {@code os.arch} has it
   * @throws ToolchainException where there is no clang for it
   */
  public static Platform of(String osName, String osArch) throws ToolchainException {
    String key = (osName + "." + osArch).toLowerCase(Locale.ROOT);
    String classifier = TABLE.getProperty(key);
    if (classifier == null) {
      throw new ToolchainException(
          "The host device does not run on "
              + osName
              + " "
              + osArch
              + " yet. It runs on: "
              + String.join(", ", new TreeSet<>(TABLE.stringPropertyNames()))
              + ".");
    }
    return new Platform(classifier);
  }

  /**
   * The platform of this JVM.
   *
   * @throws ToolchainException where there is no clang for it
   */
  public static Platform current() throws ToolchainException {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** Whether this is macOS, which has Metal, and no host device yet. */
  public static boolean isMac() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
  }

  private static Properties load() {
    Properties table = new Properties();
    try (InputStream in = Platform.class.getResourceAsStream("platforms.properties")) {
      table.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }
}
