package io.github.kernelconformance.device.cuda;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.github.kernelconformance.device.AbsentDeviceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** NVRTC: compiles text to code of one architecture. May be used by any number of threads. */
final class CudaCompiler {

  /** C++17 and {@code -default-device} as our text needs them, and CUBINs of sm_90. */
  static final int OLDEST = 12_000;

  /** What the standard library for CUDA calls functions whose names CUDA has for itself. */
  private static final Pattern RENAMED = Pattern.compile("\\bmsl_(\\w+)");

  private static final int SUCCESS = 0;

  /** {@code nvrtcResult}: the text does not compile. */
  private static final int COMPILATION = 6;

  private final NativeLibrary library;
  private final Path file;
  private final int version;

  private CudaCompiler(NativeLibrary library, Path file, int version) {
    this.library = library;
    this.file = file;
    this.version = version;
  }

  /**
   * Loads the first compiler that is new enough, makes code for a card and is not newer than its
   * driver: a driver does not load code of a later major version than its own.
   *
   * @param driver the version of CUDA that the driver knows
   * @param capability of the card
   * @throws AbsentDeviceException if there is none
   */
  static CudaCompiler load(CudaSearch search, int driver, int capability)
      throws AbsentDeviceException {
    List<String> candidates = new ArrayList<>(search.compilerNames());
    search.compilers().forEach(it -> candidates.add(it.toString()));
    List<String> refused = new ArrayList<>();
    for (String candidate : candidates) {
      Optional<CudaCompiler> loaded = load(candidate);
      if (loaded.isPresent()) {
        Optional<String> reason = loaded.get().unfit(driver, capability);
        if (reason.isEmpty()) {
          return loaded.get();
        }
        refused.add(candidate + " " + reason.get());
      }
    }
    String where =
        search.home().isEmpty()
            ? "in the usual places"
            : "in %s (parameter 'cudaHome')".formatted(search.home());
    throw new AbsentDeviceException(
        ("there is no NVRTC, NVIDIA's compiler, %s that can be used%s. It is libnvrtc.so of a CUDA"
                + " toolkit, or of 'pip install nvidia-cuda-nvrtc'; the parameter cudaHome says"
                + " where the toolkit is")
            .formatted(where, refused.isEmpty() ? "" : ": " + String.join("; ", refused)));
  }

  private static Optional<CudaCompiler> load(String candidate) {
    try {
      NativeLibrary library = NativeLibrary.getInstance(candidate);
      IntByReference major = new IntByReference();
      IntByReference minor = new IntByReference();
      int result = library.getFunction("nvrtcVersion").invokeInt(new Object[] {major, minor});
      return result != SUCCESS
          ? Optional.empty()
          : Optional.of(
              new CudaCompiler(
                  library,
                  library.getFile() == null ? Path.of(candidate) : library.getFile().toPath(),
                  major.getValue() * 1000 + minor.getValue() * 10));
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty();
    }
  }

  private Optional<String> unfit(int driver, int capability) {
    if (version < OLDEST) {
      return Optional.of(
          "is of CUDA %s, and %s is needed"
              .formatted(CudaFacts.version(version), CudaFacts.version(OLDEST)));
    }
    if (version / 1000 > driver / 1000) {
      return Optional.of(
          "is of CUDA %s, and the driver knows only %s"
              .formatted(CudaFacts.version(version), CudaFacts.version(driver)));
    }
    return architectures().contains(capability)
        ? Optional.empty()
        : Optional.of("makes no code for sm_" + capability);
  }

  private List<Integer> architectures() {
    IntByReference count = new IntByReference();
    if (invoke("nvrtcGetNumSupportedArchs", count) != SUCCESS) {
      return List.of();
    }
    try (Memory all = new Memory((long) Math.max(1, count.getValue()) * Integer.BYTES)) {
      return invoke("nvrtcGetSupportedArchs", all) == SUCCESS
          ? IntStream.of(all.getIntArray(0, count.getValue())).boxed().toList()
          : List.of();
    }
  }

  int version() {
    return version;
  }

  Path file() {
    return file;
  }

  /**
   * What came of a text.
   *
   * @param cubin the code; empty if it does not compile
   * @param refused whether the text is to blame for that
   * @param messages of the compiler
   */
  record Compiled(Optional<byte[]> cubin, boolean refused, String messages) {}

  /**
   * Compiles a text for an architecture, for example {@code sm_90}; where NVRTC refuses it, the
   * text that {@link CudaSource#otherwise} has instead, if it takes that.
   *
   * @param library what the text includes, by name
   */
  Compiled compile(CudaCode code, Map<String, String> library, String architecture) {
    Compiled compiled = compileAsItIs(code, library, architecture);
    return CudaSource.otherwise(code.text(), compiled.messages())
        .filter(it -> compiled.refused())
        .map(it -> compileAsItIs(code.with(it), library, architecture))
        .filter(it -> !it.refused())
        .orElse(compiled);
  }

  private Compiled compileAsItIs(CudaCode code, Map<String, String> library, String architecture) {
    PointerByReference place = new PointerByReference();
    List<Map.Entry<String, String>> headers = List.copyOf(library.entrySet());
    int result =
        invoke(
            "nvrtcCreateProgram",
            place,
            text(code.text()),
            text(code.name()),
            headers.size(),
            texts(headers.stream().map(Map.Entry::getValue).toList()),
            texts(headers.stream().map(Map.Entry::getKey).toList()));
    if (result != SUCCESS) {
      return new Compiled(Optional.empty(), false, "nvrtcCreateProgram: " + words(result));
    }
    try {
      return compile(place.getValue(), code, architecture);
    } finally {
      invoke("nvrtcDestroyProgram", place);
    }
  }

  private Compiled compile(Pointer program, CudaCode code, String architecture) {
    List<String> options = new ArrayList<>(code.options());
    options.add("--gpu-architecture=" + architecture);
    int result = invoke("nvrtcCompileProgram", program, options.size(), texts(options));
    String log =
        RENAMED
            .matcher(string(program, "nvrtcGetProgramLogSize", "nvrtcGetProgramLog"))
            .replaceAll("$1");
    if (result == COMPILATION) {
      return new Compiled(Optional.empty(), true, log);
    }
    if (result != SUCCESS) {
      return new Compiled(
          Optional.empty(), false, "nvrtcCompileProgram: %s %s".formatted(words(result), log));
    }
    byte[] cubin = bytes(program, "nvrtcGetCUBINSize", "nvrtcGetCUBIN");
    return cubin.length == 0
        ? new Compiled(Optional.empty(), false, "NVRTC made no code for " + architecture)
        : new Compiled(Optional.of(cubin), false, log);
  }

  private String string(Pointer program, String size, String content) {
    byte[] bytes = bytes(program, size, content);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).strip();
  }

  private byte[] bytes(Pointer program, String size, String content) {
    LongByReference length = new LongByReference();
    if (invoke(size, program, length) != SUCCESS || length.getValue() == 0) {
      return new byte[0];
    }
    try (Memory memory = new Memory(length.getValue())) {
      return invoke(content, program, memory) == SUCCESS
          ? memory.getByteArray(0, (int) length.getValue())
          : new byte[0];
    }
  }

  private int invoke(String function, Object... arguments) {
    return library.getFunction(function).invokeInt(arguments);
  }

  private String words(int result) {
    Pointer text = library.getFunction("nvrtcGetErrorString").invokePointer(new Object[] {result});
    return text == null ? "error " + result : text.getString(0);
  }

  static Memory text(String it) {
    byte[] bytes = it.getBytes(StandardCharsets.UTF_8);
    Memory memory = new Memory(bytes.length + 1L);
    memory.write(0, bytes, 0, bytes.length);
    memory.setByte(bytes.length, (byte) 0);
    return memory;
  }

  /** An array of C strings; null for none. */
  private static StringArray texts(List<String> all) {
    return all.isEmpty() ? null : new StringArray(all.toArray(String[]::new), "UTF-8");
  }
}
