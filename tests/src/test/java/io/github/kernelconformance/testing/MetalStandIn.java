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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.codehaus.plexus.util.FileUtils;

/**
 * The stand-in for Metal: libraries that a process finds where {@link #directory()} is on its JNA
 * search path, and that work with the variables of {@link #environment(String...)}. The module
 * {@code native} has its sources among the test resources, and beside them a README.
 */
public final class MetalStandIn {

  private static final String RESOURCES = "/io/github/kernelconformance/standin/";

  /** Compiled libraries, by digests of what they are made from. */
  private static final Path OUTPUT = Path.of("target", "metal-standin").toAbsolutePath();

  private static final List<String> UNITS =
      List.of(
          "command",
          "common",
          "device",
          "execution",
          "faults",
          "foundation",
          "library",
          "message",
          "objects",
          "pipeline",
          "program",
          "runtime");

  private static final List<String> HEADERS =
      List.of(
          "command.h",
          "device.h",
          "faults.h",
          "foundation.h",
          "libc.h",
          "library.h",
          "method.h",
          "pipeline.h",
          "program.h",
          "runtime.h");

  private static final List<String> FRAMEWORKS = List.of("Foundation", "CoreGraphics", "Metal");

  private static final AtomicInteger STATES = new AtomicInteger();
  private static final Path DIRECTORY = build();
  private static final Path WORK = work();

  private MetalStandIn() {}

  /** Holds {@code libobjc.so} and one library for each framework, for {@code jna.library.path}. */
  public static Path directory() {
    return DIRECTORY;
  }

  /**
   * What a process that uses the stand-in needs in its environment.
   *
   * @param faults what is to go wrong, in the words of the README
   */
  public static Map<String, String> environment(String... faults) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("METAL_STANDIN_DIRECTORY", WORK.resolve("programs").toString());
    environment.put("METAL_STANDIN_COMPILER", WORK.resolve("compiler").toString());
    environment.put("METAL_STANDIN_FAULTS", String.join(",", faults));
    environment.put(
        "METAL_STANDIN_STATE", WORK.resolve("state-" + STATES.incrementAndGet()).toString());
    return environment;
  }

  /**
   * The whole environment of a build on a machine with the stand-in for Apple's tools.
   *
   * @param faults what is to go wrong, in the words of the README
   */
  public static Map<String, String> toolEnvironment(String... faults) {
    Map<String, String> environment = new LinkedHashMap<>(System.getenv());
    environment.putAll(environment(faults));
    environment.put("PATH", WORK.resolve("tools") + File.pathSeparator + System.getenv("PATH"));
    return environment;
  }

  private static Path build() {
    Map<String, String> sources = new LinkedHashMap<>();
    UNITS.forEach(it -> sources.put(it + ".cpp", text(it + ".cpp")));
    HEADERS.forEach(it -> sources.put(it, text(it)));
    sources.put("framework.cpp", text("framework.cpp"));
    sources.put("metal.cpp", text("metal.cpp"));
    List<String> key = new ArrayList<>();
    key.add(TestToolchain.clang().identity());
    key.add(TestToolchain.sources().identity());
    sources.forEach((name, text) -> key.addAll(List.of(name, text)));
    key.addAll(flags());
    try {
      return AtomicDirectory.ensureIntact(
          OUTPUT.resolve("libraries-" + Digests.of(key)), part -> compile(sources, part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Map<String, String> sources, Path directory) throws IOException {
    for (var source : sources.entrySet()) {
      Files.writeString(directory.resolve(source.getKey()), source.getValue());
    }
    List<String> units = UNITS.stream().map(it -> it + ".cpp").toList();
    link(directory, "libobjc.so", List.of(), units);
    for (String framework : FRAMEWORKS) {
      link(
          directory,
          "lib" + framework + ".so",
          List.of("-DFRAMEWORK=\"" + framework + "\"", "-L.", "-lobjc", "-Wl,-rpath,$ORIGIN"),
          framework.equals("Metal")
              ? List.of("framework.cpp", "metal.cpp")
              : List.of("framework.cpp"));
    }
  }

  private static void link(Path directory, String library, List<String> options, List<String> units)
      throws IOException {
    Clang clang = TestToolchain.clang();
    List<String> command = new ArrayList<>();
    command.add(clang.executable().toString());
    command.add("--ld-path=" + clang.linker());
    command.addAll(flags());
    command.addAll(units);
    command.addAll(List.of("-Wl,-soname," + library, "-o", library));
    command.addAll(options);
    run(command, directory);
  }

  private static List<String> flags() {
    return List.of(
        "-std=c++17",
        "-O1",
        "-g1",
        "-fPIC",
        "-shared",
        "-fvisibility=hidden",
        "-nostdlibinc",
        "-nobuiltininc",
        "-nostdlib",
        "-fno-exceptions",
        "-fno-rtti",
        "-fno-threadsafe-statics",
        "-fno-color-diagnostics",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-I" + TestToolchain.sources().directory());
  }

  /** Where this run keeps what the stand-in compiles, and the command that does it. */
  private static Path work() {
    try {
      Files.createDirectories(OUTPUT.resolve("host"));
      Path work = Files.createTempDirectory(OUTPUT, "run-");
      Path compiler = work.resolve("compiler");
      Files.writeString(compiler, new StandInTools(OUTPUT.resolve("host")).script());
      Path tools = Files.createDirectory(work.resolve("tools"));
      executable(compiler);
      for (String tool : List.of("xcrun", "xcode-select")) {
        executable(Files.writeString(tools.resolve(tool), text(tool)));
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(work)));
      return work;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static void delete(Path directory) {
    try {
      FileUtils.deleteDirectory(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String name) {
    try (InputStream in = MetalStandIn.class.getResourceAsStream(RESOURCES + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(List<String> command, Path directory) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + "\n" + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
