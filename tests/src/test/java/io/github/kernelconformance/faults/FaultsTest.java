package io.github.kernelconformance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seeded faults fit the kernels as they are, so that the benchmark can run. */
class FaultsTest {

  private static final List<String> KINDS =
      List.of(
          "decoding",
          "index, stride and offset",
          "boundary",
          "accumulation",
          "constants",
          "numerics",
          "synchronisation",
          "launch");

  @TempDir private Path directory;

  @Test
  void thereAreFortyOfEightKinds() throws Exception {
    List<Fault> faults = FaultReader.all();

    assertThat(faults).extracting(Fault::name).doesNotHaveDuplicates().hasSize(40);
    assertThat(faults).extracting(Fault::edits).doesNotHaveDuplicates();
    assertThat(faults).extracting(Fault::kind).containsAll(KINDS).isSubsetOf(KINDS);
    assertThat(faults).allMatch(it -> !it.told().isEmpty());
  }

  @Test
  void eachHasItsPlaceInTheKernels() throws Exception {
    for (Fault fault : FaultReader.all()) {
      Map<String, Set<Integer>> lines = Seeded.in(directory, fault).seed(fault);

      assertThat(lines.values()).as(fault.name()).anyMatch(it -> !it.isEmpty());
    }
  }
}
