package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.toolchain.AtomicDirectory;
import io.github.kernelconformance.toolchain.Digests;
import io.github.kernelconformance.toolchain.NativeSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every program needs and none changes, compiled once for all projects of a user: the engine,
 * and the Metal standard library as a precompiled header.
 *
 * @param header for {@code -include-pch}
 * @param objects to link
 */
record Precompiled(Path header, List<Path> objects) {

  private static final String HEADER = "metal.h";
  private static final String SELF_CHECK = "self_check";
  private static final List<String> UNITS = List.of("engine", "crash", "compiler_builtins");

  /** Takes what an earlier build made, or makes it beside the sources. */
  static Precompiled of(ClangCommand clang, NativeSources sources) throws DeviceException {
    List<String> key = new ArrayList<>(clang.key());
    key.add(sources.identity());
    Path directory = sources.directory().resolveSibling("compiled-" + Digests.of(key));
    try {
      AtomicDirectory.ensureIntact(directory, part -> compile(clang, sources, part));
    } catch (IOException e) {
      throw new DeviceException("Cannot compile the engine into " + directory + ": " + e, e);
    }
    return new Precompiled(
        directory.resolve(HEADER + ".pch"),
        objects(clang).stream().map(unit -> directory.resolve(unit + ".o")).toList());
  }

  private static List<String> units(ClangCommand clang) {
    List<String> units = new ArrayList<>(UNITS);
    units.addAll(clang.instrumentation().units());
    return units;
  }

  private static List<String> objects(ClangCommand clang) {
    List<String> objects = units(clang);
    if (clang.instrumentation().isChecked()) {
      objects.add(SELF_CHECK);
    }
    return objects;
  }

  private static void compile(ClangCommand clang, NativeSources sources, Path directory)
      throws IOException {
    // Without its time stamp the header stays valid wherever its sources were unpacked anew.
    List<String> header = new ArrayList<>(clang.instrumentation().flags());
    header.addAll(List.of("-x", "c++-header", "-Xclang", "-fno-pch-timestamp"));
    compile(clang, header, sources.directory().resolve(HEADER), directory.resolve(HEADER + ".pch"));
    for (String unit : units(clang)) {
      compile(
          clang,
          List.of("-x", "c++", "-c"),
          sources.directory().resolve(unit + ".cpp"),
          directory.resolve(unit + ".o"));
    }
    if (clang.instrumentation().isChecked()) {
      // As the user's kernels are, so that what is shown of it is true of them.
      List<String> kernels = new ArrayList<>(clang.instrumentation().flags());
      kernels.addAll(List.of("-include-pch", directory.resolve(HEADER + ".pch").toString()));
      kernels.addAll(List.of("-x", "c++", "-c"));
      compile(
          clang,
          kernels,
          sources.directory().resolve(SELF_CHECK + ".cpp"),
          directory.resolve(SELF_CHECK + ".o"));
    }
  }

  private static void compile(ClangCommand clang, List<String> options, Path from, Path to)
      throws IOException {
    List<String> arguments = new ArrayList<>(options);
    arguments.add(ClangCommand.QUIET);
    arguments.addAll(List.of(from.toString(), "-o", to.toString()));
    try {
      Optional<String> messages = clang.run(arguments);
      if (messages.isPresent()) {
        throw new IOException(messages.get());
      }
    } catch (DeviceException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
