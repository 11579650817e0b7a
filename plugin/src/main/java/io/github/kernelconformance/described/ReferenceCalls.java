package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.family.AuthorException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Calls references, so that one that throws or does not end costs its own cells alone. */
final class ReferenceCalls {

  /** So many threads may be left behind; a reference that does not end takes a core each. */
  private static final int LEFT_BEHIND = 1;

  private final Contract contract;
  private final Model model;
  private final AuthorCode code;
  private final Arithmetic arithmetic;
  private final Duration limit;
  private final AtomicInteger leftBehind = new AtomicInteger();

  /**
   * @param limit of a reference for one case
   */
  ReferenceCalls(
      Contract contract, Model model, AuthorCode code, Arithmetic arithmetic, Duration limit) {
    this.limit = limit;
    this.contract = contract;
    this.model = model;
    this.code = code;
    this.arithmetic = arithmetic;
  }

  /**
   * What the reference gives for a place.
   *
   * @throws AuthorException if it throws, does not end, or leaves an element out
   */
  Map<String, OutputRecord> outputs(Place place, Map<String, Elements> inputs) {
    return outputs(place, inputs, Otherwise.NOTHING);
  }

  /** What the reference gives where something is done otherwise. */
  Map<String, OutputRecord> outputs(
      Place place, Map<String, Elements> inputs, Otherwise otherwise) {
    return limited(() -> called(place, inputs, otherwise));
  }

  /** Finds the lines of the contract that do operations. */
  CallSite sites() {
    return new CallSite(
        name ->
            code.path(name)
                .or(() -> isContract(name) ? Optional.of(contract.name()) : Optional.empty()));
  }

  private boolean isContract(String className) {
    String name = contract.getClass().getName();
    return className.equals(name) || className.startsWith(name + "$");
  }

  /**
   * Calls what the reference left to be called later, such as a property.
   *
   * @throws AuthorException if it throws or does not end
   */
  <T> T limited(Callable<T> later) {
    String what = contract.getClass().getSimpleName() + ".reference";
    if (leftBehind.get() > LEFT_BEHIND) {
      throw new AuthorException(
          what + " was not called, for it did not end for other cases; see there", null);
    }
    try {
      return code.call(what, limit, later);
    } catch (AuthorException e) {
      if (e.getCause() == null) {
        leftBehind.incrementAndGet();
      }
      throw e;
    }
  }

  /**
   * Makes something with what the author wrote for it: fillers and formulas.
   *
   * @throws AuthorException if it throws
   */
  <T> T made(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (RuntimeException | StackOverflowError e) {
      throw code.failed(contract.getClass().getSimpleName() + ".describe", e);
    }
  }

  private Map<String, OutputRecord> called(
      Place place, Map<String, Elements> inputs, Otherwise otherwise) {
    Arithmetic free = arithmetic(place);
    Arithmetic usual = otherwise.keepsSubnormals() ? free.keepingSubnormals() : free;
    Arithmetic used = otherwise.observer() == null ? usual : usual.observed(otherwise.observer());
    ReferenceCase given = new ReferenceCase(model, place, used, inputs, otherwise);
    otherwise.reference().orElse(contract::reference).accept(given);
    given.outputs().values().forEach(OutputRecord::complete);
    return given.outputs();
  }

  private Arithmetic arithmetic(Place place) {
    Model.Freedoms freedoms = model.freedoms();
    ScalarType accumulator = ConstantBytes.scalar(freedoms.accumulator(), place);
    ScalarType operations = ConstantBytes.scalar(freedoms.operations(), place);
    return arithmetic
        .accumulating(accumulator.dtype().orElseThrow(() -> noReal("accumulates", accumulator)))
        .in(operations.dtype().orElseThrow(() -> noReal("computes", operations)))
        .nanInMax(freedoms.nanInMax())
        .rescaling(freedoms.rescalings().at(place))
        .adding(freedoms.additions().at(place));
  }

  private static ContractException noReal(String call, ScalarType type) {
    return new ContractException(
        "it.%s(%s): the type is FLOAT, HALF or BFLOAT".formatted(call, type));
  }
}
