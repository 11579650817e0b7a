package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Condition;
import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.ElementType;
import io.github.kernelconformance.contract.NanInMax;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.family.KernelFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that a contract said of itself.
 *
 * @param name of the contract
 * @param legal what must hold of every point
 * @param kernels at least one, in the order in which they were told
 * @param grid of the kernels that have none of their own
 * @param mistake that the cells must see; empty if the contract names none
 */
record Model(
    String name,
    List<AxisModel> axes,
    List<Condition> legal,
    List<KernelModel> kernels,
    List<ArgumentModel> arguments,
    List<FunctionConstant> constants,
    Optional<Grids> grid,
    Freedoms freedoms,
    List<Exclusion> exclusions,
    List<Silence> silences,
    Optional<KernelFamily.Mistake> mistake,
    List<Fault> faults) {

  Model {
    axes = List.copyOf(axes);
    legal = List.copyOf(legal);
    kernels = List.copyOf(kernels);
    arguments = List.copyOf(arguments);
    constants = List.copyOf(constants);
    exclusions = List.copyOf(exclusions);
    silences = List.copyOf(silences);
    faults = List.copyOf(faults);
  }

  /** A function constant by its name in the source. */
  record FunctionConstant(String name, ScalarType type, Scalar value) {}

  /** What a right kernel may do. */
  record Freedoms(
      ElementType accumulator,
      ElementType operations,
      NanInMax nanInMax,
      Dim rescalings,
      Dim additions) {}

  /** A distribution that the contract cannot bear, and where. */
  record Exclusion(Distribution distribution, Condition where, String reason) {}

  /** Where no kernel can be told from a wrong one; of all distributions if there is none. */
  record Silence(Optional<Distribution> distribution, Condition where, String reason) {}

  /** A fault that the author knows, and what a kernel with it leaves. */
  record Fault(String words, Consumer<Case> reference) {}

  /** All buffers. */
  List<BufferModel> buffers() {
    List<BufferModel> buffers = new ArrayList<>();
    for (ArgumentModel argument : arguments) {
      if (argument instanceof ArgumentModel.Array array) {
        buffers.add(array.buffer());
      }
    }
    return buffers;
  }

  /**
   * A buffer by its name.
   *
   * @throws ContractException if there is none; it lists those that there are
   */
  BufferModel buffer(String buffer) {
    for (BufferModel it : buffers()) {
      if (it.name().equals(buffer)) {
        return it;
      }
    }
    throw new ContractException(
        "There is no buffer %s. There are: %s"
            .formatted(buffer, Names.list(buffers().stream().map(BufferModel::name).toList())));
  }

  /** The grid of a kernel; one is checked to be there. */
  Grids grid(KernelModel kernel) {
    return kernel.grid().or(this::grid).orElseThrow();
  }
}
