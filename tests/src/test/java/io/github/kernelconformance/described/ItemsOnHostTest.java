package io.github.kernelconformance.described;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Status;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each thing that a contract can say, with a kernel that wants it, under every check. */
class ItemsOnHostTest {

  static List<Contract> contracts() {
    return List.of(
        new ItemContracts.Toy(),
        new ItemContracts.Scale(),
        new ItemContracts.Q4Mv(),
        new ItemContracts.Accumulate(),
        new ItemContracts.Reverse(),
        new ItemContracts.Argsort(),
        new ItemContracts.Argmax(),
        new ItemContracts.Scalars());
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void theRightKernelPassesInEveryCell(Contract contract) {
    List<CellResult> results = ContractRun.of(contract, file(), Map.of());

    assertThat(results).isNotEmpty();
    assertThat(
            results.stream()
                .filter(it -> it.status() != Status.PASS)
                .map(it -> it.cell() + " " + it.status() + " " + it.message())
                .toList())
        .isEmpty();
  }

  static Path file() {
    try {
      return Path.of(ItemsOnHostTest.class.getResource("items.metal").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
