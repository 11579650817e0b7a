package io.github.kernelconformance.goal;

import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Parameter;
import io.github.kernelconformance.family.Reducible.Part;
import io.github.kernelconformance.family.Reducible.Value;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Comparison;
import io.github.kernelconformance.verdict.Contents;
import io.github.kernelconformance.verdict.Element;
import io.github.kernelconformance.verdict.ElementSearch;
import io.github.kernelconformance.verdict.Evidence;
import io.github.kernelconformance.verdict.FailureGroup;
import io.github.kernelconformance.verdict.SmallestCase;
import io.github.kernelconformance.verdict.SmallestCase.Dispatch;
import io.github.kernelconformance.verdict.SmallestCase.Given;
import io.github.kernelconformance.verdict.SmallestCase.NonZero;
import io.github.kernelconformance.verdict.SmallestCase.Search;
import io.github.kernelconformance.verdict.SmallestCase.Source;
import io.github.kernelconformance.verdict.SmallestCase.Use;
import io.github.kernelconformance.verdict.SmallestCase.Wrong;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells all of a case that was found. */
final class CaseReport {

  private final CaseSearch.Found found;
  private final Cell cell;
  private final KernelFamily family;
  private final Launch launch;
  private final Map<String, ArrayType> arrays;
  private final Optional<Kernel> kernel;

  private CaseReport(List<Program> programs, CaseSearch.Found found) {
    this.found = found;
    cell = CellSizes.cell(found.cell());
    family = found.cell().family();
    launch = found.problem().launch(cell);
    arrays = family.arrays(cell);
    kernel =
        programs.stream()
            .flatMap(program -> program.kernels().stream())
            .filter(it -> it.name().equals(cell.kernel()))
            .findFirst();
  }

  static SmallestCase of(
      List<Program> programs, Experiment experiment, FailureGroup group, CaseSearch search) {
    CaseReport report = new CaseReport(programs, search.found());
    CellResult result = report.found.result();
    List<NonZero> elements = report.elements();
    return new SmallestCase(
        List.of(group.description()),
        group.failures().size(),
        search.original().cell().id(),
        report.cell,
        experiment.has(report.cell),
        result.status(),
        result.message(),
        report.source(),
        report.grid(),
        report.given(),
        elements.subList(0, Math.min(SmallestCase.MOST_ELEMENTS, elements.size())),
        (int) elements.stream().filter(NonZero::zero).count(),
        report.parts().stream().filter(Part::zero).mapToInt(it -> it.values().length).sum(),
        report.wrong(),
        new Search(search.budget().launches(), search.budget().stopped()));
  }

  private Source source() {
    return new Source(
        kernel.map(Kernel::location),
        kernel.map(Kernel::expression).orElse(""),
        kernel.map(Kernel::constants).orElse(Map.of()));
  }

  private List<Part> parts() {
    return found.reducible().map(it -> it.parts()).orElse(List.of());
  }

  private List<NonZero> elements() {
    List<NonZero> nonZero = new ArrayList<>();
    for (int p = 0; p < parts().size(); p++) {
      Part part = parts().get(p);
      Value[] elements = found.elements().get(p);
      ArrayType type =
          ArrayType.dense(ArrayType.Element.FLOAT64, part.shape(), List.of(), part.what());
      for (int i = 0; i < elements.length; i++) {
        double value = ElementSearch.number(part, elements, i);
        if (value != (part.zero() ? 0 : 1)) {
          nonZero.add(new NonZero(part.argument(), part.what(), type.at(i), value, part.zero()));
        }
      }
    }
    return nonZero;
  }

  private Dispatch grid() {
    return new Dispatch(
        sizes(launch.threadgroups()),
        sizes(launch.threadsPerThreadgroup()),
        launch.threads().map(CaseReport::sizes).orElse(List.of()));
  }

  private static List<Integer> sizes(Size size) {
    return List.of(size.width(), size.height(), size.depth());
  }

  private List<Given> given() {
    List<Given> given = new ArrayList<>();
    for (Argument argument : launch.arguments()) {
      int index = index(argument.name());
      boolean taken = kernel.isEmpty() || index != Integer.MIN_VALUE;
      if (taken) {
        given.add(given(argument, Math.max(index, -1)));
      }
    }
    return given;
  }

  /** By which the kernel's text binds an argument; the least number if it takes no such one. */
  private int index(String name) {
    return kernel.stream()
        .flatMap(it -> it.parameters().stream())
        .filter(it -> it.name().equals(name))
        .mapToInt(it -> it.index())
        .findFirst()
        .orElse(Integer.MIN_VALUE);
  }

  private Given given(Argument argument, int index) {
    if (argument instanceof Argument.Input input) {
      Contents contents = Contents.of(type(input.name()), input.bytes());
      return given(argument, index, Use.READ, input.bytes().length, Optional.of(contents));
    }
    if (argument instanceof Argument.Output output) {
      Optional<Contents> before = output.before().map(it -> Contents.of(type(output.name()), it));
      Use use = before.isPresent() ? Use.BOTH : Use.WRITTEN;
      return given(argument, index, use, output.length(), before);
    }
    return argument instanceof Argument.Threadgroup shared
        ? given(argument, index, Use.THREADGROUP, shared.length(), Optional.empty())
        : given(argument, index, Use.UNBOUND, 0, Optional.empty());
  }

  private Given given(
      Argument argument, int index, Use use, int bytes, Optional<Contents> contents) {
    return new Given(
        index, argument.name(), use, what(argument.name()), bytes, argument.offset(), contents);
  }

  /** The type, the sizes and the meaning of an argument, as far as they are known. */
  private String what(String name) {
    ArrayType array = arrays.get(name);
    if (array != null) {
      return "%s %s%s"
          .formatted(
              array.element().id(),
              array.shape(),
              array.meaning().isEmpty() ? "" : ", " + array.meaning());
    }
    return parameter(name).map(it -> (it.type() + " " + it.shape()).strip()).orElse("");
  }

  private Optional<Parameter> parameter(String name) {
    return family.parameters(cell).stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** The type of an argument's elements; of what has no simple one bytes. */
  private ArrayType.Element type(String name) {
    ArrayType array = arrays.get(name);
    return array != null
        ? array.element()
        : parameter(name).flatMap(it -> element(it.type())).orElse(ArrayType.Element.UINT8);
  }

  private static Optional<ArrayType.Element> element(String msl) {
    return Arrays.stream(ScalarType.values())
        .filter(it -> it.msl().equals(msl))
        .flatMap(
            it ->
                Arrays.stream(ArrayType.Element.values())
                    .filter(element -> element.id().equals(it.id())))
        .findFirst();
  }

  private List<Wrong> wrong() {
    List<Wrong> wrong = new ArrayList<>();
    List<Evidence.Output> outputs =
        found.result().evidence().map(Evidence::outputs).orElse(List.of());
    if (outputs.isEmpty()) {
      return wrong;
    }
    Map<String, Expected> expected = found.problem().expected(cell);
    for (Evidence.Output output : outputs) {
      double[] bounds = Comparison.tolerances(output.type(), expected.get(output.name()));
      output.elements().stream()
          .filter(Element::wrong)
          .forEach(
              it ->
                  wrong.add(
                      new Wrong(
                          output.name(),
                          output.type().at(it.index()),
                          it.got(),
                          it.reference(),
                          bounds[it.index()])));
    }
    return wrong.subList(0, Math.min(SmallestCase.MOST_ELEMENTS, wrong.size()));
  }
}
