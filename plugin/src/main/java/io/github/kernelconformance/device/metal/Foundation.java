package io.github.kernelconformance.device.metal;

import com.sun.jna.Memory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Objects of the Foundation framework, autoreleased. */
final class Foundation {

  private Foundation() {}

  /** An NSString. */
  static Ref string(ObjectiveC runtime, String text) {
    try (Memory bytes = ObjectiveC.utf8(text)) {
      return runtime.type("NSString").get(Selector.STRING_WITH_UTF8_STRING, bytes);
    }
  }

  /** An NSURL of a file. */
  static Ref url(ObjectiveC runtime, Path file) {
    return runtime
        .type("NSURL")
        .get(Selector.FILE_URL_WITH_PATH, string(runtime, file.toAbsolutePath().toString()));
  }

  /** The elements of an NSArray, which owns them. */
  static List<Ref> elements(Ref array) {
    List<Ref> elements = new ArrayList<>();
    long count = array.number(Selector.COUNT);
    for (long i = 0; i < count; i++) {
      elements.add(array.get(Selector.OBJECT_AT_INDEX, i));
    }
    return elements;
  }

  /** The texts of an NSArray of NSStrings. */
  static List<String> texts(Ref array) {
    return elements(array).stream()
        .map(it -> it.get(Selector.UTF8_STRING).pointer().getString(0, "UTF-8"))
        .toList();
  }
}
