package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.ElementType;
import io.github.kernelconformance.contract.Layout;
import io.github.kernelconformance.family.Parameter;
import io.github.kernelconformance.family.Parameter.Use;
import java.util.List;
import java.util.stream.Collectors;

/** What a contract calls its kernels with, for comparison with what these take. */
final class ReportedParameters {

  private ReportedParameters() {}

  /** The arguments that a kernel has at a place. */
  static List<Parameter> of(Model model, Place place, KernelModel kernel) {
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
