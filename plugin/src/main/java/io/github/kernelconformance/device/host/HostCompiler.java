package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.Digests;
import io.github.kernelconformance.toolchain.NativeSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Compiles a program's kernels to a shared library that stands alone: engine and all. */
final class HostCompiler {

  /** To be raised when what is compiled changes in a way that the other parts of the key miss. */
  private static final String FORMAT = "1";

  private final Clang clang;
  private final NativeSources sources;
  private final Path output;
  private final List<String> flags;

  /**
   * @param output where the libraries go; made when needed
   */
  HostCompiler(Clang clang, NativeSources sources, Path output) {
    this.clang = clang;
    this.sources = sources;
    this.output = output;
    this.flags = flags(HostCpu.march().map(march -> List.of("-march=" + march)).orElse(List.of()));
  }

  /**
   * The library with the given kernels of a program. Its name is a digest of all that it is made
   * from, so one that is there is used as it is.
   *
   * @param kernels none is allowed: the program is then compiled to see that it does
   * @throws CompilationException with clang's messages where the user's source does not compile
   * @throws DeviceException where clang cannot be run or the library not be written
   */
  Path compile(Program program, List<Kernel> kernels) throws CompilationException, DeviceException {
    String text = EntrySource.of(program, kernels);
    List<String> key = new ArrayList<>(flags);
    key.addAll(List.of(FORMAT, clang.identity(), sources.identity(), text));
    Path library = output.resolve(Digests.of(key) + ".so");
    if (Files.exists(library)) {
      return library;
    }
    try {
      Files.createDirectories(output);
      Path source = Files.createTempFile(output, "kernels-", ".cpp");
      Path unfinished = Files.createTempFile(output, "kernels-", ".so");
      try {
        Files.writeString(source, text);
        run(program, source, unfinished);
        Files.move(unfinished, library, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(source);
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new DeviceException("Cannot compile " + program.source() + ": " + e, e);
    }
    return library;
  }

  private void run(Program program, Path source, Path library)
      throws IOException, CompilationException, DeviceException {
    List<String> command = new ArrayList<>();
    command.add(clang.executable().toString());
    command.addAll(flags);
    command.add("--ld-path=" + clang.linker());
    command.add("-I" + sources.directory());
    command.add(source.toString());
    command.add(sources.directory().resolve("engine.cpp").toString());
    command.add(sources.directory().resolve("compiler_builtins.cpp").toString());
    command.add(sources.directory().resolve("crash.cpp").toString());
    command.add("-o");
    command.add(library.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String messages =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new CompilationException(program.source() + " does not compile:\n" + messages);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while " + program.source() + " was compiled", e);
    }
  }

  private static List<String> flags(List<String> march) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-x",
                "c++",
                "-std=c++17",
                "-O2",
                "-shared",
                "-fPIC",
                "-fvisibility=hidden",
                // Lines for addresses; files as the source names them, on whichever machine.
                "-g1",
                "-ffile-compilation-dir=.",
                "-fno-optimize-sibling-calls",
                // A frame of any size meets the page that guards its stack.
                "-fstack-clash-protection",
                // No header and no library of the machine; what is used of its C library is
                // declared in the engine and found when the library is loaded.
                "-nostdlibinc",
                "-nobuiltininc",
                "-nostdlib",
                // Signal handlers outlive whoever closes the library.
                "-Wl,-z,nodelete",
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
                // What clang warns of in Metal text compiled as C++ is noise to a Metal author.
                "-w",
                "-fno-color-diagnostics",
                "-ferror-limit=10"));
    flags.addAll(march);
    return List.copyOf(flags);
  }
}
