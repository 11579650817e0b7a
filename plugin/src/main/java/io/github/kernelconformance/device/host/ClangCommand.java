package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.toolchain.Clang;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How Metal text and the engine are compiled for the host. */
final class ClangCommand {

  /** What clang warns of in Metal text compiled as C++ is noise to a Metal author. */
  static final String QUIET = "-w";

  private final Clang clang;
  private final List<String> flags;
  private final Instrumentation instrumentation;

  ClangCommand(Clang clang, Path headers, Instrumentation instrumentation) {
    this.clang = clang;
    this.flags = flags(headers);
    this.instrumentation = instrumentation;
  }

  /** What kernels are compiled with besides. */
  Instrumentation instrumentation() {
    return instrumentation;
  }

  /** What tells this command's results from every other's. */
  List<String> key() {
    List<String> key = new ArrayList<>(flags);
    key.addAll(instrumentation.flags());
    key.add(clang.identity());
    return key;
  }

  /**
   * Runs clang.
   *
   * @param arguments what to compile, and to what
   * @return clang's messages where it refuses what it was given
   * @throws DeviceException where clang cannot be run
   */
  Optional<String> run(List<String> arguments) throws DeviceException {
    List<String> command = new ArrayList<>();
    command.add(clang.executable().toString());
    command.add("--ld-path=" + clang.linker());
    command.addAll(flags);
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        process.getOutputStream().close();
        String messages =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? Optional.empty() : Optional.of(messages);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new DeviceException("Cannot run " + clang.executable() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while clang ran", e);
    }
  }

  /** Reads what a command prints. */
  interface Reader<T> {
    T read(InputStream output) throws IOException;
  }

  /**
   * Runs clang for what it prints; its messages are lost.
   *
   * @throws DeviceException where clang cannot be run, or what it prints is not what it should be
   */
  <T> T output(List<String> arguments, Reader<T> reader) throws DeviceException {
    List<String> command = new ArrayList<>();
    command.add(clang.executable().toString());
    command.addAll(flags);
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try {
        process.getOutputStream().close();
        return reader.read(process.getInputStream());
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new DeviceException("Cannot read what " + clang.executable() + " prints: " + e, e);
    }
  }

  private static List<String> flags(Path headers) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-std=c++17",
                "-O2",
                "-fPIC",
                "-fvisibility=hidden",
                // Lines for addresses; files as the source names them, on whichever machine.
                "-g1",
                "-ffile-compilation-dir=.",
                // Each call leaves its line on the stack.
                "-fno-optimize-sibling-calls",
                // A frame of any size meets the page that guards its stack.
                "-fstack-clash-protection",
                // No header and no library of the machine; what is used of its C library is
                // declared in the engine and found when the library is loaded.
                "-nostdlibinc",
                "-nobuiltininc",
                "-nostdlib",
                "-fno-exceptions",
                "-fno-rtti",
                // The same results on every processor, whether it has fused multiply-add or not.
                "-ffp-contract=off",
                "-fno-math-errno",
                // Metal code reinterprets bytes freely, and reads 1.0 as a float.
                "-fno-strict-aliasing",
                "-Xclang",
                "-cl-single-precision-constant",
                // Metal rounds after each operation on halves, and its char has a sign.
                "-Xclang",
                "-ffloat16-excess-precision=none",
                "-fsigned-char",
                "-fdeclspec",
                "-fno-color-diagnostics",
                "-ferror-limit=10",
                "-I" + headers));
    flags.addAll(HostCpu.current().flags());
    return List.copyOf(flags);
  }
}
