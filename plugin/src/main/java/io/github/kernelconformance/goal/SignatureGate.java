package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Parameter;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.signature.Declared;
import io.github.kernelconformance.signature.Declared.Role;
import io.github.kernelconformance.signature.Signature;
import io.github.kernelconformance.signature.SignatureCheck;
import io.github.kernelconformance.signature.SignatureProblem;
import io.github.kernelconformance.signature.SignatureReport;
import io.github.kernelconformance.signature.Unchecked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Compares what contracts give kernels with what these take, before anything runs. */
final class SignatureGate {

  private static final String REMEDY =
      "Nothing has run. Change the kernel or its contract, so that both say the same.";

  /** What a contract gives its kernels by their names; more than one list if cells differ. */
  private final Map<KernelFamily, Map<String, List<List<Parameter>>>> calls = new LinkedHashMap<>();

  private final Map<KernelFamily, Set<SignatureProblem>> problems = new LinkedHashMap<>();
  private final Set<Unchecked> unchecked = new LinkedHashSet<>();
  private final Set<String> untold = new LinkedHashSet<>();

  private SignatureGate() {}

  /**
   * Compares each kernel once with each way in which its cells call it. Cells that will not run are
   * left out; one whose contract fails tells that by itself when it is run.
   *
   * @param matrix all of it, so that every shard ends alike
   * @param lacks why the device cannot run a cell, whatever its kernel; empty where it can
   * @param device for messages
   * @return what was not compared, a sentence each
   * @throws ContractMismatchException if they differ
   */
  static List<String> check(
      ConformanceMatrix matrix,
      Library library,
      BiFunction<KernelFamily, Cell, Optional<String>> lacks,
      String device)
      throws DeviceException {
    SignatureGate gate = new SignatureGate();
    for (ProblemCells problem : matrix.problems()) {
      for (Cell cell : problem.cells()) {
        if (library.has(cell.kernel())) {
          gate.add(problem.family(), cell, lacks);
        }
      }
    }
    gate.compare(library);
    gate.requireNoProblem();
    return gate.notes(device);
  }

  /** Of thousands of cells few bring something new, so whether one runs is asked last. */
  private void add(
      KernelFamily family, Cell cell, BiFunction<KernelFamily, Cell, Optional<String>> lacks) {
    List<Parameter> parameters;
    try {
      parameters = family.parameters(cell);
    } catch (AuthorException e) {
      return; // the cell's launch fails alike, and the cell says so
    }
    List<List<Parameter>> known =
        calls
            .computeIfAbsent(family, key -> new LinkedHashMap<>())
            .computeIfAbsent(cell.kernel(), key -> new ArrayList<>());
    if (!parameters.isEmpty()
        && !known.contains(parameters)
        && lacks.apply(family, cell).isEmpty()) {
      known.add(parameters);
    }
  }

  private void compare(Library library) throws DeviceException {
    Set<String> kernels = new LinkedHashSet<>();
    calls.forEach(
        (family, its) -> {
          its.values().removeIf(List::isEmpty);
          kernels.addAll(its.keySet());
        });
    if (kernels.isEmpty()) {
      return;
    }
    Map<String, Signature> signatures = library.signatures(kernels);
    calls.forEach(
        (family, its) ->
            its.forEach(
                (kernel, lists) -> {
                  Signature signature = signatures.get(kernel);
                  if (signature == null) {
                    untold.add(kernel);
                  } else {
                    lists.forEach(it -> compare(family, it, signature));
                  }
                }));
  }

  private void compare(KernelFamily family, List<Parameter> parameters, Signature signature) {
    List<Declared> declared = parameters.stream().map(SignatureGate::declared).toList();
    problems
        .computeIfAbsent(family, key -> new LinkedHashSet<>())
        .addAll(SignatureCheck.compare(declared, signature));
    unchecked.addAll(SignatureCheck.unchecked(declared, signature));
  }

  private static Declared declared(Parameter it) {
    return new Declared(
        it.name(),
        switch (it.use()) {
          case READ -> Role.INPUT;
          case WRITTEN -> Role.OUTPUT;
          case BOTH -> Role.INOUT;
          case THREADGROUP -> Role.THREADGROUP;
          case UNBOUND -> Role.UNBOUND;
        },
        it.type(),
        it.elementBytes(),
        it.shape(),
        it.optional(),
        it.where());
  }

  private void requireNoProblem() {
    List<String> paragraphs = new ArrayList<>();
    Map<String, String> reasons = new LinkedHashMap<>();
    problems.forEach(
        (family, its) -> {
          if (!its.isEmpty()) {
            String contract = "the contract %s (%s)".formatted(family.name(), family.origin());
            paragraphs.add(SignatureReport.text(contract, sorted(its)));
            its.forEach(
                it ->
                    reasons.merge(
                        it.kernel(),
                        "the kernel and its contract differ: " + it.sentence(),
                        (first, second) -> first + "; " + it.sentence()));
          }
        });
    if (!paragraphs.isEmpty()) {
      paragraphs.add(REMEDY);
      throw new ContractMismatchException(String.join("\n\n", paragraphs), reasons);
    }
  }

  /** Those of a kernel one after the other, wherever its cells are in the matrix. */
  private static List<SignatureProblem> sorted(Set<SignatureProblem> problems) {
    Map<String, List<SignatureProblem>> byKernel = new LinkedHashMap<>();
    problems.forEach(
        it -> byKernel.computeIfAbsent(it.kernel(), kernel -> new ArrayList<>()).add(it));
    return byKernel.values().stream().flatMap(List::stream).toList();
  }

  private List<String> notes(String device) {
    List<String> notes = new ArrayList<>();
    if (!untold.isEmpty()) {
      notes.add(
          ("The device %s does not tell what kernels take, so arguments were not compared with"
                  + " contracts before the run: %s.")
              .formatted(device, SignatureReport.named(new TreeSet<>(untold))));
    }
    notes.addAll(SignatureReport.unchecked(List.copyOf(unchecked)));
    return notes;
  }
}
