package io.github.kernelconformance.signature;

/**
 * An argument as a contract gives it.
 *
 * @param name the name of the kernel's parameter
 * @param type the type in words, for example {@code half}
 * @param elementBytes the bytes of one element; 0 where the contract leaves the type to the kernel
 * @param shape in words, for example {@code [n]}; empty where there is none to tell
 * @param optional whether kernels of the contract may do without it
 * @param where it is told, for example {@code RmsNorm.java:9}; empty where that is not known
 */
public record Declared(
    String name,
    Role role,
    String type,
    int elementBytes,
    String shape,
    boolean optional,
    String where) {

  /** What a launch does with an argument. */
  public enum Role {
    /** The kernel reads it. */
    INPUT("input"),
    /** The kernel writes it. */
    OUTPUT("output"),
    /** The kernel reads and writes it. */
    INOUT("input and output"),
    /** Memory of each threadgroup. */
    THREADGROUP("threadgroup"),
    /** The host binds nothing, since the kernel does not read it. */
    UNBOUND("unbound");

    private final String words;

    Role(String words) {
      this.words = words;
    }

    /** Whether the kernel has to be able to write it. */
    boolean isWritten() {
      return this == OUTPUT || this == INOUT;
    }
  }

  /** An argument that every kernel of the contract takes. */
  public Declared(String name, Role role, String type, int elementBytes, String shape) {
    this(name, role, type, elementBytes, shape, false, "");
  }

  /** For example {@code input w: half [n]}. */
  String spelling() {
    return ("%s %s%s %s".formatted(role.words, name, type.isEmpty() ? "" : ": " + type, shape))
        .strip();
  }
}
