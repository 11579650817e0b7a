package io.github.kernelconformance.toolchain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A clang that compiles for the host.
 *
 * @param executable the compiler driver
 * @param linker LLVM's linker for ELF, for {@code --ld-path}
 * @param version what {@code --version} says first, for example {@code clang version 20.1.7}
 * @param identity tells this compiler from every other: part of each cache key
 */
public record Clang(Path executable, Path linker, String version, String identity) {

  /** {@code llvm-symbolizer}, where it is beside the compiler. */
  Optional<Path> symbolizer() {
    return Optional.of(executable.resolveSibling("llvm-symbolizer")).filter(Files::isExecutable);
  }
}
