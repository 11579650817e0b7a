package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.cuda.CudaCode;
import io.github.kernelconformance.device.cuda.CudaSource;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.Digests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

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
    List<CudaCode> all = new ArrayList<>();
    for (Program program : programs) {
      List<String> names =
          program.kernels().stream().map(Kernel::name).filter(wanted::contains).toList();
      for (int i = 0; i < names.size(); i += MOST) {
        List<String> some = names.subList(i, Math.min(i + MOST, names.size()));
        CudaSource.of(program, new LinkedHashSet<>(some)).forEach(it -> all.add(code(it)));
      }
    }
    return all;
  }

  private CudaCode code(CudaSource source) {
    List<String> parts = new ArrayList<>();
    parts.add(source.name());
    parts.add(source.text());
    new TreeMap<>(source.headers())
        .forEach(
            (name, text) -> {
              parts.add(name);
              parts.add(text);
            });
    parts.addAll(options);
    return new CudaCode(
        source.name(),
        source.text(),
        source.headers(),
        options,
        source.kernels(),
        cache.resolve(Digests.of(parts)));
  }
}
