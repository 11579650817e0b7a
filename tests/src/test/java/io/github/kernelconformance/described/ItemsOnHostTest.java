package io.github.kernelconformance.described;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Status;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        new ItemContracts.Scalars(),
        new ItemContracts.Copy());
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

  /** Whatever a search for a smaller input does to it, a right kernel is right. */
  @ParameterizedTest
  @MethodSource("contracts")
  void theRightKernelPassesWithSimplerInputs(Contract contract) {
    Random random = new Random(34);

    assertThat(
            ContractRun.reduced(contract, file(), random).stream()
                .filter(it -> it.status().failed())
                .map(it -> it.cell() + " " + it.status() + " " + it.message())
                .toList())
        .isEmpty();
  }

  /** Each kernel with one token changed: what is checked would be seen if it were wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Toy        | int(i) * turns; | int(i) * turns + int(i == 6);
          Toy        | x[i] * float(turns) | x[i] * float(turns) * 1.01f
          Scale      | at.x * x_strides[1] | at.x
          Scale      | at.y * x_strides[0] | at.y * uint(shape[1])
          Q4Mv       | row * args.nb01 | row * (args.ne00 / 32 * 18)
          Q4Mv       | : byte >> 4) - 8 | : byte >> 4) - 7
          Accumulate | acc[i] += x[i]; | acc[i] = x[i];
          Reverse    | has_mask ? mask[i] : 0.0f | 0.0f
          Reverse    | shared[n - 1 - i] | shared[i]
          Argsort    | order[before] = int(i); | order[before] = int(i == 0 ? 1 : i);
          Argsort    | keys[j] < keys[i] | keys[j] > keys[i]
          Argmax     | x[row * n + i] >= | x[row * n + i] <=
          Scalars    | + table[token[i]] | + table[0]
          Scalars    | + long(float(h)) | + long(float(h)) + 1
          Copy       | out[row * out_strides[0] + j | out[row * n + j
          Copy       | out[i / n * out_strides[0] + | out[i / n * n +
          """)
  void aWrongKernelFailsInSomeCell(
      String contract, String right, String wrong, @TempDir Path directory) throws IOException {
    String text = Files.readString(file());
    assertThat(text).contains(right);
    Path changed = Files.writeString(directory.resolve("items.metal"), text.replace(right, wrong));
    Contract its =
        contracts().stream()
            .filter(it -> it.getClass().getSimpleName().equals(contract))
            .findFirst()
            .orElseThrow();

    assertThat(ContractRun.of(its, changed, Map.of()))
        .anyMatch(it -> it.status() == Status.MISMATCH);
  }

  static Path file() {
    try {
      return Path.of(ItemsOnHostTest.class.getResource("items.metal").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
