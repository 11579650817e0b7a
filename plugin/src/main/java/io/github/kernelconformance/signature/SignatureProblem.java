package io.github.kernelconformance.signature;

import io.github.kernelconformance.msl.SourceLocation;

/**
 * One way in which a kernel's parameters and what a contract gives it differ.
 *
 * @param kernel the kernel's host name
 * @param where the kernel stands
 * @param name the argument
 * @param sentence what differs, for example {@code out: written, but read-only in the kernel}
 * @param contract the contract's side, for example {@code input w: half [n]}
 * @param contractDetail what of that side matters, for example {@code 2 bytes an element}; may be
 *     empty
 * @param declaration the kernel's side, for example {@code device const float* w}
 * @param declarationDetail what of that side matters; may be empty
 */
public record SignatureProblem(
    Kind kind,
    String kernel,
    SourceLocation where,
    String name,
    String sentence,
    String contract,
    String contractDetail,
    String declaration,
    String declarationDetail) {

  /** The kinds. */
  public enum Kind {
    /** The contract gives an argument that the kernel does not take. */
    MISSING,
    /** The kernel takes an argument that the contract does not give. */
    UNKNOWN,
    /** The argument is of another address space in the kernel, or no argument there. */
    ADDRESS_SPACE,
    /** An element of it has another size in the kernel. */
    SIZE,
    /** It is written, but the kernel cannot write it. */
    READ_ONLY
  }

  /** The sentence, and both sides below each other. */
  public String text() {
    int width = Math.max(contract.length(), declaration.length());
    return "  %s\n    contract  %s\n    kernel    %s"
        .formatted(
            sentence,
            side(contract, contractDetail, width),
            side(declaration, declarationDetail, width));
  }

  private static String side(String text, String detail, int width) {
    return detail.isEmpty()
        ? text
        : text + " ".repeat(width - text.length()) + "  (" + detail + ")";
  }
}
