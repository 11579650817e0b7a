package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Point;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes dispatches. */
final class Launches {

  private static final int MOST_THREADS = 1024;

  private Launches() {}

  /** The dispatch of a kernel at a place. */
  static Launch of(Model model, KernelModel kernel, Place place, Map<String, Elements> inputs) {
    List<Argument> arguments = new ArrayList<>();
    for (ArgumentModel argument : model.arguments()) {
      if (argument.common().isOf(kernel)) {
        arguments.add(
            argument.common().bound().holds(place)
                ? argument(argument, place, inputs)
                : new Argument.Unbound(argument.name()));
      }
    }
    return dispatch(model, kernel, place, arguments);
  }

  /** The dispatch of a kernel at a place with some arguments. */
  static Launch dispatch(Model model, KernelModel kernel, Place place, List<Argument> arguments) {
    Grids grid = model.grid(kernel);
    Size threads = size("threads of a threadgroup", grid.threads(), place);
    long all = (long) threads.width() * threads.height() * threads.depth();
    if (all > MOST_THREADS) {
      throw new ContractException(
          "A threadgroup has %d threads at %s; Metal allows %d. Use .atMost(%d)"
              .formatted(all, place, MOST_THREADS, MOST_THREADS));
    }
    Size size = size("grid", grid.size(), place);
    String name = KernelNames.of(model, kernel, place);
    return grid.inThreads()
        ? Launch.ofThreads(name, size, threads, arguments)
        : new Launch(name, size, threads, arguments);
  }

  /** The threads of a threadgroup. */
  static int threads(Model model, KernelModel kernel, Place place) {
    int threads = 1;
    for (Dim dim : model.grid(kernel).threads()) {
      threads *= dim.at(place);
    }
    return threads;
  }

  private static Size size(String what, List<Dim> dims, Place place) {
    int[] sizes = {1, 1, 1};
    for (int d = 0; d < dims.size(); d++) {
      sizes[d] = dims.get(d).at(place);
      if (sizes[d] < 1) {
        throw new ContractException(
            "The %s has %s, which is %d at %s; it is at least 1"
                .formatted(what, dims.get(d), sizes[d], place));
      }
    }
    return new Size(sizes[0], sizes[1], sizes[2]);
  }

  private static Argument argument(
      ArgumentModel argument, Place place, Map<String, Elements> inputs) {
    if (argument instanceof ArgumentModel.Array array) {
      return buffer(array.buffer(), place, inputs);
    }
    if (argument instanceof ArgumentModel.Constants constants) {
      return new Argument.Input(argument.name(), ConstantBytes.of(constants, place));
    }
    if (argument instanceof ArgumentModel.Shared shared) {
      return new Argument.Threadgroup(
          argument.name(), bytes(shared.dims(), shared.type().bytes(place), place));
    }
    return new Argument.Unbound(argument.name());
  }

  private static Argument buffer(BufferModel buffer, Place place, Map<String, Elements> inputs) {
    MemoryLayout layout = place.layout(buffer);
    int size = buffer.type().bytes(place);
    int before = buffer.offset().at(place);
    // Of what lies before an element 0, a view's elements are the kernel's, and nothing else.
    int reach = Math.multiplyExact(layout.reach(), size);
    int offset = Math.addExact(before, Math.multiplyExact(layout.start(), size));
    Elements elements = inputs.get(buffer.name());
    if (buffer.access() == BufferModel.Access.READ) {
      return new Argument.Input(buffer.name(), elements.spread(layout, before), offset, reach);
    }
    int length = Math.addExact(before, Math.multiplyExact(layout.length(), size));
    Optional<byte[]> contents = Optional.ofNullable(elements).map(it -> it.spread(layout, before));
    return new Argument.Output(
        buffer.name(), length, contents, offset, reach, ReportedArrays.fill(buffer, place));
  }

  private static int bytes(List<Dim> dims, int size, Point place) {
    int bytes = size;
    for (Dim dim : dims) {
      bytes = Math.multiplyExact(bytes, dim.at(place));
    }
    return bytes;
  }

  /** Whether all strides of a view are ones that the types of the arguments have. */
  static boolean hasStrides(Model model, Place place) {
    try {
      for (ArgumentModel argument : model.arguments()) {
        if (argument instanceof ArgumentModel.Constants constants) {
          ConstantBytes.of(constants, place);
        }
      }
      return model.buffers().stream().anyMatch(it -> !place.layout(it).isDense());
    } catch (ContractException e) {
      return false;
    }
  }
}
