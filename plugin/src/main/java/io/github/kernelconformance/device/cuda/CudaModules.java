package io.github.kernelconformance.device.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.ParameterTable;
import io.github.kernelconformance.toolchain.CacheUse;
import io.github.kernelconformance.toolchain.SealedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Compiled texts. Each is loaded onto the card when a kernel of it is first asked for. */
final class CudaModules {

  private final CudaDriver driver;
  private final List<CudaLoaded> loaded = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Function> functions = new HashMap<>();

  private record Place(CudaKernel kernel, Code code) {}

  /** The code of a text: in memory until it is on the card. */
  private final class Code {

    private final String name;
    private byte[] cubin;
    private Pointer module;

    Code(String name, byte[] cubin) {
      this.name = name;
      this.cubin = cubin;
    }

    /**
     * Its module.
     *
     * @throws DeviceException if the driver does not load it
     */
    Pointer module() throws DeviceException {
      if (module == null) {
        try (Memory image = new Memory(cubin.length)) {
          image.write(0, cubin, 0, cubin.length);
          module = driver.make("cuModuleLoadData", image);
          cubin = null;
        } catch (CudaException e) {
          throw new DeviceException(
              "The driver does not load the code of %s: %s".formatted(name, e.getMessage()), e);
        }
      }
      return module;
    }
  }

  private record Made(CudaLoaded loaded, Optional<byte[]> cubin) {}

  /**
   * A kernel's function.
   *
   * @param most threads that a threadgroup of it can have
   * @param shared bytes of shared memory that it has besides what a launch gives it
   */
  record Function(CudaKernel kernel, Pointer handle, int most, int shared) {}

  private CudaModules(CudaDriver driver) {
    this.driver = driver;
  }

  /**
   * Compiles texts, or takes what was compiled before.
   *
   * @throws DeviceException if NVRTC fails, which is no text's fault
   */
  static CudaModules compile(
      CudaDriver driver, CudaCompiler compiler, CudaWork work, String architecture)
      throws DeviceException {
    CudaModules modules = new CudaModules(driver);
    List<Made> made = made(compiler, work, architecture);
    for (int i = 0; i < made.size(); i++) {
      modules.loaded.add(made.get(i).loaded());
      if (made.get(i).cubin().isPresent()) {
        modules.add(work.code().get(i), made.get(i).cubin().get());
      }
    }
    return modules;
  }

  private void add(CudaCode text, byte[] cubin) {
    Code code = new Code(text.name(), cubin);
    text.kernels().forEach((name, kernel) -> places.put(name, new Place(kernel, code)));
  }

  private static List<Made> made(CudaCompiler compiler, CudaWork work, String architecture)
      throws DeviceException {
    ExecutorService executor =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Made>> futures = new ArrayList<>();
      work.code()
          .forEach(
              it ->
                  futures.add(
                      executor.submit(() -> made(compiler, it, work.library(), architecture))));
      List<Made> all = new ArrayList<>();
      for (Future<Made> future : futures) {
        all.add(future.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new DeviceException("NVRTC failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while NVRTC compiled", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private static Made made(
      CudaCompiler compiler, CudaCode code, Map<String, String> library, String architecture)
      throws IOException {
    Path file =
        code.compiled()
            .resolveSibling(
                "%s-%s-%d.cubin"
                    .formatted(code.compiled().getFileName(), architecture, compiler.version()));
    Optional<byte[]> known = SealedFile.content(file);
    if (known.isPresent()) {
      CacheUse.ofFile(file);
      return new Made(new CudaLoaded(code.name(), CudaLoaded.Outcome.COMPILED, "", true, 0), known);
    }
    long start = System.nanoTime();
    CudaCompiler.Compiled compiled = compiler.compile(code, library, architecture);
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    if (compiled.cubin().isPresent()) {
      SealedFile.make(file, compiled.cubin().get());
      CacheUse.ofFile(file);
    }
    CudaLoaded.Outcome outcome =
        compiled.cubin().isPresent()
            ? CudaLoaded.Outcome.COMPILED
            : compiled.refused() ? CudaLoaded.Outcome.REFUSED : CudaLoaded.Outcome.FAILED;
    return new Made(
        new CudaLoaded(code.name(), outcome, compiled.messages(), false, milliseconds),
        compiled.cubin());
  }

  /** What became of each text. */
  List<CudaLoaded> loaded() {
    return List.copyOf(loaded);
  }

  /**
   * The function of a kernel.
   *
   * @throws DeviceException if there is no such kernel
   */
  Function function(String kernel) throws DeviceException, CudaException {
    Function function = functions.get(kernel);
    if (function == null) {
      Place place = places.get(kernel);
      if (place == null) {
        throw new DeviceException("There is no kernel " + kernel + " in the library");
      }
      try (Memory entry = CudaCompiler.text(place.kernel().entry())) {
        Pointer handle = driver.make("cuModuleGetFunction", place.code().module(), entry);
        function =
            new Function(
                place.kernel(),
                handle,
                driver.small("cuFuncGetAttribute", FunctionAttribute.MOST_THREADS, handle),
                driver.small("cuFuncGetAttribute", FunctionAttribute.SHARED_MEMORY, handle));
      }
      functions.put(kernel, function);
    }
    return function;
  }

  /**
   * What kernels take, by their names. Code without a table has none here, and neither has what is
   * no kernel.
   *
   * @throws DeviceException if the driver fails
   */
  Map<String, ParameterTable> tables(List<String> kernels) throws DeviceException {
    Map<String, ParameterTable> tables = new HashMap<>();
    for (String kernel : kernels) {
      Place place = places.get(kernel);
      if (place == null) {
        continue;
      }
      Pointer module = place.code().module();
      String entry = place.kernel().entry();
      try {
        Optional<byte[]> types = variable(module, CudaKernel.parameters(entry));
        if (types.isPresent()) {
          byte[] existing = variable(module, CudaKernel.existing(entry)).orElse(new byte[0]);
          tables.put(kernel, new ParameterTable(types.get(), existing));
        }
      } catch (CudaException e) {
        throw new DeviceException(
            "The driver does not tell what %s takes: %s".formatted(kernel, e.getMessage()), e);
      }
    }
    return tables;
  }

  /** The content of a variable on the card; empty if there is no such variable. */
  private Optional<byte[]> variable(Pointer module, String name) throws CudaException {
    LongByReference address = new LongByReference();
    LongByReference size = new LongByReference();
    try (Memory text = CudaCompiler.text(name)) {
      driver.call("cuModuleGetGlobal_v2", address, size, module, text);
    } catch (CudaException e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
    try (Memory content = new Memory(size.getValue())) {
      driver.call("cuMemcpyDtoH_v2", content, address.getValue(), size.getValue());
      return Optional.of(content.getByteArray(0, (int) size.getValue()));
    }
  }

  /** {@code CUfunction_attribute}. */
  static final class FunctionAttribute {

    static final int MOST_THREADS = 0;
    static final int SHARED_MEMORY = 1;
    static final int MOST_DYNAMIC_SHARED_MEMORY = 8;

    private FunctionAttribute() {}
  }
}
