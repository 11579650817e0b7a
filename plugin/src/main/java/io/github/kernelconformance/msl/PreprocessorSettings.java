package io.github.kernelconformance.msl;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the preprocessor needs besides a source file.
 *
 * @param clang the compiler to run; any clang will do
 * @param baseDirectory files are named relative to it, so that the text is the same wherever the
 *     project is checked out
 * @param includePaths where {@code #include} looks, after the directory of the including file
 * @param defines macros and their values, in order; an empty value defines the macro as nothing
 * @param metalVersion the value of {@code __METAL_VERSION__}: 310 for MSL 3.1. It decides the
 *     conditionals of the text, so it must be that of the device
 */
public record PreprocessorSettings(
    Path clang,
    Path baseDirectory,
    List<Path> includePaths,
    Map<String, String> defines,
    int metalVersion) {

  /** MSL 3.1, the first version with {@code bfloat}. */
  public static final int DEFAULT_METAL_VERSION = 310;

  /** Makes the directory absolute and keeps immutable copies. */
  public PreprocessorSettings {
    baseDirectory = baseDirectory.toAbsolutePath().normalize();
    includePaths = List.copyOf(includePaths);
    defines = Collections.unmodifiableMap(new LinkedHashMap<>(defines));
  }
}
