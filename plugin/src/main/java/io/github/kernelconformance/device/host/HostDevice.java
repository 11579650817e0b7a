package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.NativeSources;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The CPU of this machine: Metal source compiled as C++ and run by the engine of {@code native}.
 */
public final class HostDevice implements Device {

  /** Below this many kernels a second compiler costs more than it saves. */
  private static final int FEWEST_KERNELS_A_COMPILER = 8;

  private final HostCompiler compiler;
  private final FindingLines lines;
  private final String description;
  private final int processors;

  /**
   * @param output where compiled libraries are kept for the next build
   * @param processors how many compilers may run at once
   * @param checks what kernels are looked at for while they run
   */
  public HostDevice(
      Clang clang, NativeSources sources, Path output, int processors, Set<Check> checks) {
    this.compiler = new HostCompiler(clang, sources, output, checks);
    this.lines = new FindingLines(new Symbolizer(clang, sources));
    this.processors = processors;
    this.description =
        HostCpu.march().orElse(System.getProperty("os.arch")) + " CPU, " + clang.version();
  }

  @Override
  public String name() {
    return "host";
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Library load(List<Program> programs, Set<String> kernels)
      throws CompilationException, DeviceException {
    List<Part> parts = new ArrayList<>();
    for (Program program : programs) {
      List<Kernel> wanted =
          program.kernels().stream().filter(kernel -> kernels.contains(kernel.name())).toList();
      for (List<Kernel> some : split(wanted)) {
        parts.add(new Part(program, some));
      }
    }
    return new Loaded(compile(parts), lines);
  }

  /** What one run of the compiler makes a library of. */
  private record Part(Program program, List<Kernel> kernels) {}

  private List<List<Kernel>> split(List<Kernel> kernels) {
    int parts = Math.max(1, Math.min(processors, kernels.size() / FEWEST_KERNELS_A_COMPILER));
    List<List<Kernel>> split = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      split.add(kernels.subList(kernels.size() * i / parts, kernels.size() * (i + 1) / parts));
    }
    return split;
  }

  private List<HostLibrary> compile(List<Part> parts) throws CompilationException, DeviceException {
    ExecutorService compilers = Executors.newFixedThreadPool(processors);
    try {
      List<Future<Path>> files = new ArrayList<>();
      for (Part part : parts) {
        files.add(compilers.submit(() -> compiler.compile(part.program(), part.kernels())));
      }
      List<HostLibrary> libraries = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        libraries.add(new HostLibrary(files.get(i).get(), parts.get(i).kernels()));
      }
      return libraries;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CompilationException compilation) {
        throw compilation;
      }
      if (e.getCause() instanceof DeviceException device) {
        throw device;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while kernels were compiled", e);
    } finally {
      compilers.shutdownNow();
    }
  }

  /** The libraries of all parts as one. */
  private static final class Loaded implements Library {

    private record Place(HostLibrary library, int index) {}

    private final List<HostLibrary> libraries;
    private final FindingLines lines;
    private final Map<String, Place> places = new HashMap<>();

    Loaded(List<HostLibrary> libraries, FindingLines lines) {
      this.libraries = libraries;
      this.lines = lines;
      for (HostLibrary library : libraries) {
        for (int i = 0; i < library.kernels().size(); i++) {
          places.put(library.kernels().get(i).name(), new Place(library, i));
        }
      }
    }

    @Override
    public boolean has(String kernel) {
      return places.containsKey(kernel);
    }

    @Override
    public Execution run(Launch launch) throws DeviceException {
      Place place = places.get(launch.kernel());
      if (place == null) {
        throw new DeviceException("There is no kernel " + launch.kernel() + " in the library");
      }
      return lines.find(place.library().run(place.index(), launch), place.library().file());
    }

    @Override
    public void close() {
      libraries.forEach(HostLibrary::close);
    }
  }
}
