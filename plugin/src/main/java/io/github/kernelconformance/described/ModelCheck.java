package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Layout;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What must go together in a contract, once all of it is told. */
final class ModelCheck {

  private ModelCheck() {}

  /**
   * Checks it.
   *
   * @throws ContractException if something is missing; it says what to write
   */
  static void check(Model model) {
    if (model.kernels().isEmpty()) {
      throw new ContractException("There is no kernel. Write it.kernel(\"its host name\")");
    }
    if (model.buffers().stream().noneMatch(it -> it.access().written())) {
      throw new ContractException(
          "There is no output, so nothing to check. Write it.output(\"out\", FLOAT, n)");
    }
    kernels(model);
    for (BufferModel buffer : model.buffers()) {
      if (buffer.type() instanceof Layout layout) {
        blocks(buffer, layout);
      }
    }
    List<String> twice =
        model.constants().stream()
            .map(Model.FunctionConstant::name)
            .filter(seen(new HashSet<>()))
            .toList();
    if (!twice.isEmpty()) {
      throw new ContractException("There are two function constants " + twice.get(0));
    }
  }

  private static void kernels(Model model) {
    Set<String> variants = new HashSet<>();
    for (KernelModel kernel : model.kernels()) {
      kernel.hostName().check(model.axes());
      kernel.template().ifPresent(it -> it.check(model.axes()));
      if (kernel.grid().isEmpty() && model.grid().isEmpty()) {
        throw new ContractException(
            "The kernel %s has no grid. Write it.grid(...).threads(...)"
                .formatted(kernel.hostName().text()));
      }
      if (!variants.add(kernel.variant())) {
        throw new ContractException(
            "Two kernels are variants '%s'. Name them: it.kernel(\"%s\").named(...)"
                .formatted(kernel.variant(), kernel.hostName().text()));
      }
      boolean shown = model.kernels().size() > 1;
      if (shown && !kernel.variant().matches("[A-Za-z0-9_.-]+")) {
        throw new ContractException(
            "The variant '%s' cannot be in an id. Name it: it.kernel(\"%s\").named(...)"
                .formatted(kernel.variant(), kernel.hostName().text()));
      }
    }
  }

  private static void blocks(BufferModel buffer, Layout layout) {
    if (buffer.access().written()) {
      throw new ContractException(
          "The output %s is made of blocks; outputs are of scalars".formatted(buffer.name()));
    }
    if (layout.fields().isEmpty()) {
      throw new ContractException("The blocks of %s have no fields".formatted(buffer.name()));
    }
    if (!(buffer.values() instanceof BufferModel.Values.Any)) {
      throw new ContractException(
          "The values of %s cannot be chosen, for it is made of blocks".formatted(buffer.name()));
    }
  }

  private static Predicate<String> seen(Set<String> names) {
    return it -> !names.add(it);
  }
}
