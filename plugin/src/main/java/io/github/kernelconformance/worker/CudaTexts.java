package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.cuda.CudaCode;
import io.github.kernelconformance.device.cuda.CudaSource;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.Digests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the texts that a card's compiler is given. */
final class CudaTexts {

  /**
   * So many kernels are in one text at most: texts are compiled at once, and each begins with the
   * standard library.
   */
  private static final int MOST = 6;

  private final Path cache;
  private final List<String> options;

  /**
   * @param cache where compiled code is kept
   * @param more options for the compiler besides its usual ones
   */
  CudaTexts(Path cache, List<String> more) {
    this.cache = cache.toAbsolutePath();
    options = new ArrayList<>(CudaSource.options());
    options.addAll(more);
  }

  /** The texts of the wanted kernels that the programs have. */
  List<CudaCode> of(List<Program> programs, Set<String> wanted) {
    return programs.stream()
        .flatMap(it -> CudaSource.of(it, wanted, MOST).stream())
        .map(this::code)
        .toList();
  }

  private CudaCode code(CudaSource source) {
    List<String> parts = new ArrayList<>();
    parts.add(source.name());
    parts.add(source.text());
    parts.add(CudaSource.library());
    parts.addAll(options);
    return new CudaCode(
        source.name(), source.text(), options, source.kernels(), cache.resolve(Digests.of(parts)));
  }
}
