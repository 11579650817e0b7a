package io.github.kernelconformance.signature;

import io.github.kernelconformance.msl.Parameter;
import java.util.List;
import java.util.regex.Pattern;

/** Where a parameter's value lives: "Address Spaces" of the MSL specification. */
public enum AddressSpace {
  /** Memory of the device, which kernels may write. */
  DEVICE("device memory"),
  /** Memory of the device that kernels only read. */
  CONSTANT("constant memory"),
  /** {@link #DEVICE} or {@link #CONSTANT}; the declaration hides which behind a type's name. */
  BUFFER("a buffer"),
  /** Memory of a threadgroup. */
  THREADGROUP("threadgroup memory"),
  /** Metal computes the value, a position in the grid for example. */
  COMPUTED("a value that Metal computes"),
  /** A texture, a sampler, or what else is no buffer. */
  OTHER("no buffer"),
  /** The declaration does not tell. */
  UNKNOWN("an address space that is not known");

  private static final Pattern WORDS = Pattern.compile("\\W+");

  private final String words;

  AddressSpace(String words) {
    this.words = words;
  }

  /** In words, for example {@code threadgroup memory}. */
  public String words() {
    return words;
  }

  /** Whether a host binds a buffer to it. */
  public boolean isBuffer() {
    return this == DEVICE || this == CONSTANT || this == BUFFER;
  }

  /** What a declaration tells: the attribute, and the words of the type. */
  static AddressSpace of(Parameter parameter) {
    return switch (parameter.attribute()) {
      case "buffer" -> ofBuffer(List.of(WORDS.split(parameter.type())));
      case "threadgroup" -> THREADGROUP;
      case "" -> UNKNOWN;
      case "texture", "sampler", "stage_in" -> OTHER;
      default -> COMPUTED;
    };
  }

  private static AddressSpace ofBuffer(List<String> words) {
    return words.contains("constant") ? CONSTANT : words.contains("device") ? DEVICE : BUFFER;
  }
}
