package io.github.kernelconformance.device.cuda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the libraries of CUDA may be: of the driver, of a toolkit, of Python's wheels. A file that
 * is found need not load.
 *
 * @param home the directory of a toolkit that the user names; empty where it is to be found
 * @param libraryPath directories that go before all others, as {@code jna.library.path} has them
 * @param environment of the process
 */
public record CudaSearch(String home, String libraryPath, Map<String, String> environment) {

  /** Where drivers put their library: Linux distributions, containers, WSL, NixOS. */
  private static final List<String> DRIVERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/usr/lib64/nvidia",
          "/usr/lib/nvidia",
          "/usr/lib",
          "/usr/local/nvidia/lib64",
          "/usr/lib/wsl/lib",
          "/run/opengl-driver/lib");

  /** Where a toolkit has its libraries. */
  private static final List<String> TOOLKIT =
      List.of("lib64", "lib", "targets/x86_64-linux/lib", "targets/sbsa-linux/lib");

  /** Where wheels have the compiler, of CUDA 13 and of those before it. */
  private static final List<String> WHEELS =
      List.of("nvidia/cu13/lib", "nvidia/cuda_nvrtc/lib", "nvidia/cu14/lib");

  private static final String COMPILER = "libnvrtc.so";

  /** Environment variables that decide what is found. */
  public static final Set<String> VARIABLES =
      Set.of(
          "CUDA_HOME",
          "CUDA_PATH",
          "CUDA_VISIBLE_DEVICES",
          "CUDA_DEVICE_ORDER",
          "LD_LIBRARY_PATH",
          "VIRTUAL_ENV",
          "CONDA_PREFIX",
          "PATH",
          "HOME");

  /** The search of a process as it is. */
  public static CudaSearch of(String home) {
    return new CudaSearch(home, System.getProperty("jna.library.path", ""), System.getenv());
  }

  /** Files that may be the driver's library, the likeliest first; all exist. */
  public List<Path> drivers() {
    return Stream.of(directories(libraryPath), directories(variable("LD_LIBRARY_PATH")), DRIVERS)
        .flatMap(List::stream)
        .map(it -> Path.of(it, "libcuda.so.1"))
        .filter(Files::isRegularFile)
        .distinct()
        .toList();
  }

  /**
   * Files that may be the compiler's library, the likeliest first; all exist. With a home only what
   * is in it.
   */
  public List<Path> compilers() {
    Set<Path> found = new LinkedHashSet<>();
    if (!home.isEmpty()) {
      TOOLKIT.forEach(it -> compilersIn(Path.of(home, it), found));
      compilersIn(Path.of(home), found);
      return List.copyOf(found);
    }
    directories(libraryPath).forEach(it -> compilersIn(Path.of(it), found));
    directories(variable("LD_LIBRARY_PATH")).forEach(it -> compilersIn(Path.of(it), found));
    for (Path toolkit : toolkits()) {
      TOOLKIT.forEach(it -> compilersIn(toolkit.resolve(it), found));
    }
    DRIVERS.forEach(it -> compilersIn(Path.of(it), found));
    for (Path packages : packages()) {
      WHEELS.forEach(it -> compilersIn(packages.resolve(it), found));
    }
    return List.copyOf(found);
  }

  /** Names by which the loader may find the compiler, the newest first; none with a home. */
  public List<String> compilerNames() {
    return home.isEmpty() ? List.of("libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so") : List.of();
  }

  /** The programs of a toolkit, such as {@code compute-sanitizer}; all exist. */
  public List<Path> programs(String name) {
    List<Path> places = new ArrayList<>();
    if (!home.isEmpty()) {
      places.add(Path.of(home, "bin", name));
      places.add(Path.of(home, "compute-sanitizer", name));
    } else {
      directories(variable("PATH")).forEach(it -> places.add(Path.of(it, name)));
      toolkits()
          .forEach(
              it -> {
                places.add(it.resolve("bin").resolve(name));
                places.add(it.resolve("compute-sanitizer").resolve(name));
              });
    }
    return places.stream().filter(Files::isExecutable).distinct().toList();
  }

  private List<Path> toolkits() {
    List<Path> toolkits = new ArrayList<>();
    for (String name : List.of("CUDA_HOME", "CUDA_PATH", "CONDA_PREFIX")) {
      if (!variable(name).isEmpty()) {
        toolkits.add(Path.of(variable(name)));
      }
    }
    toolkits.add(Path.of("/usr/local/cuda"));
    toolkits.addAll(newestFirst(Path.of("/usr/local"), "cuda-*"));
    toolkits.add(Path.of("/opt/cuda"));
    return toolkits;
  }

  /**
   * Where Python's packages are, of the environment that is active and of each python on the path.
   */
  private List<Path> packages() {
    Set<Path> prefixes = new LinkedHashSet<>();
    for (String name : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
      if (!variable(name).isEmpty()) {
        prefixes.add(Path.of(variable(name)));
      }
    }
    for (String directory : directories(variable("PATH"))) {
      if (Files.isExecutable(Path.of(directory, "python3"))
          && Path.of(directory).getParent() != null) {
        prefixes.add(Path.of(directory).getParent());
      }
    }
    if (!variable("HOME").isEmpty()) {
      prefixes.add(Path.of(variable("HOME"), ".local"));
    }
    prefixes.add(Path.of("/usr/local"));
    prefixes.add(Path.of("/usr"));
    List<Path> packages = new ArrayList<>();
    for (Path prefix : prefixes) {
      for (Path python : newestFirst(prefix.resolve("lib"), "python3*")) {
        packages.add(python.resolve("site-packages"));
        packages.add(python.resolve("dist-packages"));
      }
    }
    return packages;
  }

  private static void compilersIn(Path directory, Set<Path> found) {
    newestFirst(directory, COMPILER + "*").stream()
        .filter(it -> Files.isRegularFile(it) && !it.toString().contains(".alt."))
        .forEach(found::add);
  }

  private static List<Path> newestFirst(Path directory, String glob) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
      stream.forEach(files::add);
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // a directory that cannot be read has nothing for us
    }
    files.sort(Comparator.comparing(Path::toString).reversed());
    return files;
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  private static List<String> directories(String path) {
    return Stream.of(path.split(File.pathSeparator)).filter(it -> !it.isEmpty()).toList();
  }
}
