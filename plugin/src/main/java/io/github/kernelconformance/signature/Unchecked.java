package io.github.kernelconformance.signature;

import io.github.kernelconformance.msl.SourceLocation;
import java.util.List;

/**
 * An argument of which a device does not tell all that is compared.
 *
 * @param kernel the kernel's host name
 * @param where the kernel declares it
 * @param name the argument
 * @param unknown what is not told, for example {@code its address space}; at least one
 */
public record Unchecked(String kernel, SourceLocation where, String name, List<String> unknown) {

  /** Copies the list. */
  public Unchecked {
    unknown = List.copyOf(unknown);
  }
}
