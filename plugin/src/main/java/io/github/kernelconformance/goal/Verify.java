package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Summary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The goal {@code verify}. */
public final class Verify {

  private Verify() {}

  public static Outcome run(Request request)
      throws CompilationException, DeviceException, ToolchainException, IOException {
    long a = System.nanoTime();
    Workspace workspace = Workspace.open(request);
    long b = System.nanoTime();
    try (Library library = workspace.library()) {
      long c = System.nanoTime();
      List<CellResult> results = MatrixRun.run(workspace.matrix(), library, 2);
      long d = System.nanoTime();
      System.out.println((b - a) / 1e6 + " " + (c - b) / 1e6 + " " + (d - c) / 1e6);
      results.stream().filter(r -> r.status().failed()).limit(5).forEach(System.out::println);
      return new Outcome(List.of(Summary.of(results).toString()), Optional.empty());
    }
  }
}
