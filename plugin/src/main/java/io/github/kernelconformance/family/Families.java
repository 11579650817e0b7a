package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.List;

/** The kernel families there are; those of one instance share what they draw. */
public final class Families {

  private final List<KernelFamily> all;

  /** Every family, with nothing drawn yet. */
  public Families() {
    Draws draws = new Draws();
    all = List.of(new FpQmv(draws), new AffineQmv(draws));
  }

  /** Every family. */
  public List<KernelFamily> all() {
    return all;
  }

  /**
   * The families with these names, in their order.
   *
   * @throws ConfigurationException if there is none of a name; it suggests the nearest
   */
  public List<KernelFamily> named(List<String> names) {
    return names.stream().map(this::named).toList();
  }

  /**
   * The host name of the kernel that a cell runs.
   *
   * @throws ConfigurationException if there is no family of the cell's
   */
  public String kernel(Cell cell) {
    return named(cell.family()).kernel(cell);
  }

  private KernelFamily named(String name) {
    return all.stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ConfigurationException.unknown(
                    "families", "family", name, all.stream().map(KernelFamily::name).toList()));
  }
}
