package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Chooses the clang that flattens sources and compiles for the host device. */
public final class Toolchain {

  private Toolchain() {}

  /**
   * The clang that the parameter {@code clang} asks for.
   *
   * @param choice {@code maven} for the one from the Maven repository, on macOS for the one of
   *     Xcode or its command line tools, else the path of a clang executable that has LLVM's linker
   *     as {@code ld.lld} beside it
   * @throws ToolchainException where there is none, or it does not run on this machine
   */
  public static Clang resolve(String choice, ArtifactLocator locator, Path cache)
      throws ToolchainException {
    if (!choice.equals("maven")) {
      return probed(fromPath(Path.of(choice).toAbsolutePath()));
    }
    if (Platform.isMac()) {
      return probed(ofXcode(System.getenv()));
    }
    Clang unpacked = fromMaven(locator, cache, false);
    try {
      return probed(unpacked);
    } catch (ToolchainException e) {
      // It may be damaged, or not be for this machine; then this says so again.
      return probed(fromMaven(locator, cache, true));
    }
  }

  private static Clang fromMaven(ArtifactLocator locator, Path cache, boolean thorough)
      throws ToolchainException {
    Platform platform = Platform.current();
    Properties llvm = new Properties();
    try (InputStream in = Toolchain.class.getResourceAsStream("llvm.properties")) {
      llvm.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path jar =
        locator.locate(
            llvm.getProperty("groupId"),
            llvm.getProperty("artifactId"),
            llvm.getProperty("version"),
            platform.classifier());
    return ClangJar.unpack(jar, platform, cache, thorough);
  }

  /**
   * On macOS clang only flattens sources, which any does; there is nothing for it to link. Without
   * developer tools {@code /usr/bin/clang} would open a dialog, so it is not started then.
   */
  static Clang ofXcode(Map<String, String> environment) throws ToolchainException {
    Optional<Xcrun> xcrun = Xcrun.find(environment);
    if (xcrun.isPresent() && !xcrun.get().hasTools()) {
      throw new ToolchainException(
          "This Mac has no clang, which the plugin needs to flatten the sources:"
              + " xcode-select finds neither Xcode nor the Command Line Tools. "
              + DeveloperTools.INSTALL
              + ".");
    }
    Path executable = Path.of("/usr/bin/clang");
    return new Clang(executable, executable.resolveSibling("ld"), "", "");
  }

  private static Clang fromPath(Path executable) throws ToolchainException {
    if (!Files.isRegularFile(executable) || !Files.isExecutable(executable)) {
      throw new ToolchainException(
          "Parameter 'clang': "
              + executable
              + " is not an executable file. Give the path of a clang, or 'maven' to take the one"
              + " from the Maven repository.");
    }
    Path linker = executable.resolveSibling("ld.lld");
    if (!Platform.isMac() && !Files.isExecutable(linker)) {
      throw new ToolchainException(
          "Parameter 'clang': there is no ld.lld beside " + executable + ". Install LLVM's lld.");
    }
    return new Clang(executable, linker, "", "");
  }

  /** A compiler that cannot start is told here, once, and not as the failure of a kernel. */
  private static Clang probed(Clang clang) throws ToolchainException {
    try {
      Process process =
          new ProcessBuilder(clang.executable().toString(), "--version")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new ToolchainException(cannotRun(clang, output));
      }
      String version = output.lines().findFirst().orElse("clang");
      return new Clang(
          clang.executable(), clang.linker(), version, clang.identity() + "\n" + version);
    } catch (IOException e) {
      throw new ToolchainException(cannotRun(clang, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolchainException("Interrupted while clang was probed", e);
    }
  }

  private static String cannotRun(Clang clang, String output) {
    String hint =
        output.contains("libstdc++") || output.contains("libz.so")
            ? " It needs libstdc++ and zlib: on Debian and Ubuntu the packages libstdc++6 and zlib1g."
            : output.contains("GLIBC_")
                ? " It needs glibc 2.34 or newer; set the parameter 'clang' to a clang of this"
                    + " machine."
                : DeveloperTools.remedy(output).map(it -> " " + it + ".").orElse("");
    return "The compiler " + clang.executable() + " does not run: " + output + "." + hint;
  }
}
