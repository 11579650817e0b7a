package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Argument;
import io.github.kernelconformance.contract.Condition;
import io.github.kernelconformance.contract.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * An argument while it is told.
 *
 * @param <T> what its methods return
 */
abstract class RecordedArgument<T extends Argument> implements Argument {

  private final String name;
  private Condition bound = at -> true;
  private String where = "";
  private final List<RecordedKernel> kernels = new ArrayList<>();

  RecordedArgument(String name) {
    this.name = name;
  }

  /** This argument. */
  abstract T self();

  /** The argument as it was told in the end. */
  abstract ArgumentModel model();

  final ArgumentModel.Common common() {
    return new ArgumentModel.Common(
        name, bound, kernels.stream().map(RecordedKernel::variant).toList(), where);
  }

  /** Remembers where it is told, for example {@code RmsNorm.java:9}. */
  final void toldAt(String place) {
    where = place;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public T when(Condition condition) {
    bound = bound.and(condition);
    return self();
  }

  @Override
  public T of(Kernel... these) {
    Arrays.stream(these).map(RecordedKernel.class::cast).forEach(kernels::add);
    return self();
  }

  /** An argument about which there is no more to say. */
  static final class Plain extends RecordedArgument<Argument> {

    private final Function<ArgumentModel.Common, ArgumentModel> made;

    Plain(String name, Function<ArgumentModel.Common, ArgumentModel> made) {
      super(name);
      this.made = made;
    }

    @Override
    Argument self() {
      return this;
    }

    @Override
    ArgumentModel model() {
      return made.apply(common());
    }
  }
}
