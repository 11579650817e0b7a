package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Layout;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Fill;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a contract's buffers are, for reports. */
final class ReportedArrays {

  private ReportedArrays() {}

  /** The buffers that a kernel has at a place, by name. */
  static Map<String, ArrayType> of(Model model, Place place, KernelModel kernel) {
    Map<String, ArrayType> arrays = new LinkedHashMap<>();
    for (ArgumentModel argument : model.arguments()) {
      if (argument instanceof ArgumentModel.Array array
          && argument.common().isOf(kernel)
          && argument.common().bound().holds(place)) {
        arrays.put(argument.name(), array(array.buffer(), place));
      }
    }
    return arrays;
  }

  private static ArrayType array(BufferModel buffer, Place place) {
    List<Integer> shape = new ArrayList<>();
    Arrays.stream(buffer.sizes(place)).forEach(shape::add);
    List<Long> strides = new ArrayList<>();
    MemoryLayout own = place.layout(buffer);
    // Outputs are gathered before anyone looks at them.
    MemoryLayout layout = buffer.access().written() ? MemoryLayout.dense(own.sizes()) : own;
    Arrays.stream(layout.strides()).forEach(it -> strides.add((long) it));
    List<String> indices = new ArrayList<>();
    for (int d = 0; d < shape.size(); d++) {
      indices.add(index(buffer.dims().get(d), d));
    }
    int first = layout.start() + buffer.offset().at(place) / buffer.type().bytes(place);
    String meaning =
        buffer.access().written() || first == 0
            ? buffer.meaning()
            : (buffer.meaning() + ", whose first is number %d of what is bound".formatted(first))
                .replaceFirst("^, ", "elements, ");
    if (buffer.type() instanceof Layout blocks) {
      strides.replaceAll(it -> it * blocks.bytes());
      shape.add(blocks.bytes());
      strides.add(1L);
      indices.add("byte");
      return new ArrayType(ArrayType.Element.UINT8, shape, strides, indices, meaning);
    }
    ScalarType type = ConstantBytes.scalar(buffer.type(), place);
    return new ArrayType(element(type), shape, strides, indices, meaning);
  }

  /** The axis of a size names its index, where the size is one. */
  private static String index(Dim dim, int d) {
    String text = dim.toString();
    return text.matches("[A-Za-z_]\\w*") ? text : "i" + d;
  }

  /** What a buffer that is written holds before, beside NaNs. */
  static Fill fill(BufferModel buffer, Place place) {
    return buffer.type() instanceof Layout
        ? Fill.BYTES
        : Fill.of(element(ConstantBytes.scalar(buffer.type(), place)));
  }

  private static ArrayType.Element element(ScalarType type) {
    return Arrays.stream(ArrayType.Element.values())
        .filter(it -> it.id().equals(type.id()))
        .findFirst()
        .orElseThrow();
  }
}
