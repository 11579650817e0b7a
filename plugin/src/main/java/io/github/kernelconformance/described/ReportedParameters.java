package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.ElementType;
import io.github.kernelconformance.contract.Layout;
import io.github.kernelconformance.family.Parameter;
import io.github.kernelconformance.family.Parameter.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What a contract calls its kernels with, for comparison with what these take. It differs by
 * kernel, types, and what is bound; so thousands of cells have a few lists, each of which is made
 * once. Any number of threads may use it.
 */
final class ReportedParameters {

  private final Model model;
  private final Map<List<Object>, List<Parameter>> made = new ConcurrentHashMap<>();

  ReportedParameters(Model model) {
    this.model = model;
  }

  /** The arguments that a kernel has at a place. */
  List<Parameter> at(Place place, KernelModel kernel) {
    List<Object> alike = new ArrayList<>();
    alike.add(kernel.variant());
    for (AxisModel axis : model.axes()) {
      if (axis.kind() == AxisModel.Kind.TYPE) {
        alike.add(place.value(axis));
      }
    }
    for (ArgumentModel it : model.arguments()) {
      if (it.common().isOf(kernel)) {
        alike.add(it.common().bound().holds(place));
      }
    }
    List<Parameter> known = made.get(alike);
    if (known == null) {
      known = list(place, kernel);
      made.put(alike, known);
    }
    return known;
  }

  private List<Parameter> list(Place place, KernelModel kernel) {
    return model.arguments().stream()
        .filter(it -> it.common().isOf(kernel))
        .map(
            it ->
                it.common().bound().holds(place)
                    ? parameter(it, place).at(it.common().where())
                    : Parameter.unbound(it.name()))
        .toList();
  }

  private static Parameter parameter(ArgumentModel argument, Place place) {
    String name = argument.name();
    if (argument instanceof ArgumentModel.Array array) {
      BufferModel buffer = array.buffer();
      Use use =
          switch (buffer.access()) {
            case READ -> Use.READ;
            case WRITTEN -> Use.WRITTEN;
            case BOTH -> Use.BOTH;
          };
      return new Parameter(
          name, use, words(buffer.type(), place), buffer.type().bytes(place), shape(buffer.dims()));
    }
    if (argument instanceof ArgumentModel.Shared shared) {
      return new Parameter(
          name,
          Use.THREADGROUP,
          words(shared.type(), place),
          shared.type().bytes(place),
          shape(shared.dims()));
    }
    if (argument instanceof ArgumentModel.Constants constants) {
      return constants(constants, place);
    }
    return Parameter.unbound(name);
  }

  private static Parameter constants(ArgumentModel.Constants constants, Place place) {
    if (constants.struct()) {
      int bytes = ConstantBytes.of(constants, place).length;
      return new Parameter(
          constants.name(), Use.READ, "struct of %d bytes".formatted(bytes), bytes, "");
    }
    ArgumentModel.Part part = constants.parts().get(0);
    int count = part.values().size();
    return new Parameter(
        constants.name(),
        Use.READ,
        words(part.type(), place),
        part.type().bytes(place),
        count == 1 ? "" : "[%d]".formatted(count));
  }

  private static String words(ElementType type, Place place) {
    return type instanceof Layout blocks
        ? "block of %d bytes".formatted(blocks.bytes())
        : ConstantBytes.scalar(type, place).msl();
  }

  private static String shape(List<Dim> dims) {
    return dims.isEmpty()
        ? ""
        : dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
