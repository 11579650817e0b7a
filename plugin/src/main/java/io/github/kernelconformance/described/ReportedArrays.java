package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Layout;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Fill;
import java.util.ArrayList;
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
    MemoryLayout own = place.layout(buffer);
    // Outputs are gathered before anyone looks at them.
    MemoryLayout layout = buffer.access().written() ? MemoryLayout.dense(own.sizes()) : own;
    List<Integer> shape = new ArrayList<>();
    List<Long> strides = new ArrayList<>();
    List<String> indices = new ArrayList<>();
    for (int d = 0; d < layout.sizes().length; d++) {
      shape.add(layout.sizes()[d]);
      strides.add((long) layout.strides()[d]);
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
    return isName(text) ? text : "i" + d;
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** What a buffer that is written holds before, beside NaNs. */
  static Fill fill(BufferModel buffer, Place place) {
    return buffer.type() instanceof Layout
        ? Fill.BYTES
        : Fill.of(element(ConstantBytes.scalar(buffer.type(), place)));
  }

  private static ArrayType.Element element(ScalarType type) {
    for (ArrayType.Element it : ArrayType.Element.values()) {
      if (it.id().equals(type.id())) {
        return it;
      }
    }
    throw new IllegalArgumentException(type + " is no type of an element");
  }
}
