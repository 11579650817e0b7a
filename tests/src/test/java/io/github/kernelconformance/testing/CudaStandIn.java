package io.github.kernelconformance.testing;

import io.github.kernelconformance.toolchain.AtomicDirectory;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.Digests;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The stand-in for an NVIDIA driver and NVRTC: libraries that a process finds where {@link
 * #directory} is on its JNA search path. A README beside its source says what it does.
 */
public final class CudaStandIn {

  private static final String SOURCE = "/io/github/kernelconformance/standin/cuda/cuda.cpp";
  private static final Path OUTPUT = Path.of("target", "cuda-standin").toAbsolutePath();

  private static final List<String> FLAGS =
      List.of(
          "-std=c++17",
          "-O1",
          "-fPIC",
          "-shared",
          "-fvisibility=hidden",
          "-nostdlibinc",
          "-nobuiltininc",
          "-nostdlib",
          "-fno-exceptions",
          "-fno-rtti",
          "-fno-threadsafe-statics",
          "-fno-builtin",
          "-Wall",
          "-Wextra",
          "-Werror");

  private CudaStandIn() {}

  /**
   * Holds {@code libcuda.so.1} and {@code libnvrtc.so.13}.
   *
   * @param faults what is to go wrong, in the words of the README
   */
  public static Path directory(String... faults) {
    Clang clang = TestToolchain.clang();
    String text = text();
    String ordered = String.join(" ", faults);
    List<String> key = List.of(clang.identity(), text, FLAGS.toString(), ordered);
    try {
      return AtomicDirectory.ensureIntact(
          OUTPUT.resolve("libraries-" + Digests.of(key)),
          part -> {
            if (ordered.isEmpty()) {
              Files.writeString(part.resolve("cuda.cpp"), text);
              compile(clang, part);
            } else {
              Files.copy(directory().resolve("libcuda.so.1"), part.resolve("libcuda.so.1"));
            }
            Files.copy(part.resolve("libcuda.so.1"), part.resolve("libnvrtc.so.13"));
            Files.writeString(part.resolve("faults"), ordered);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Clang clang, Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(clang.executable().toString());
    command.add("--ld-path=" + clang.linker());
    command.addAll(FLAGS);
    command.addAll(List.of("cuda.cpp", "-o", "libcuda.so.1"));
    File messages = directory.resolve("messages").toFile();
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(messages)
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(messages.toPath()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String text() {
    try (InputStream in = CudaStandIn.class.getResourceAsStream(SOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
