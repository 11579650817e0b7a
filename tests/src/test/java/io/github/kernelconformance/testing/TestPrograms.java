package io.github.kernelconformance.testing;

import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs for tests, flattened and scanned as the plugin does. */
public final class TestPrograms {

  private TestPrograms() {}

  /** The program of a file, with macros; headers are looked for beside the file. */
  public static Program of(Path file, Map<String, String> defines)
      throws IOException, InterruptedException {
    return new Preprocessor(
            new PreprocessorSettings(
                TestToolchain.clang().executable(),
                file.toAbsolutePath().getParent(),
                List.of(),
                defines,
                PreprocessorSettings.DEFAULT_METAL_VERSION))
        .program(file.toAbsolutePath());
  }

  /** The program of a file with this text, which is written first. */
  public static Program of(Path file, String text) throws IOException, InterruptedException {
    return of(Files.writeString(file, text), Map.of());
  }
}
