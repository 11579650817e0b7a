package io.github.kernelconformance.msl;

/**
 * Where a declaration stands.
 *
 * @param name the qualified name of the namespace or class, for example {@code mlx::steel}; empty
 *     for the global namespace
 * @param members the token that opens the class's members; -1 for a namespace
 */
record Scope(String name, int members) {

  static final Scope GLOBAL = new Scope("", -1);

  Scope namespace(String nested) {
    return new Scope(qualify(nested), -1);
  }

  boolean isClass() {
    return members >= 0;
  }

  String unqualifiedName() {
    return name.substring(name.lastIndexOf(':') + 1);
  }

  /** The qualified name of something declared here. */
  String qualify(String unqualified) {
    if (unqualified.isEmpty() || name.isEmpty()) {
      return name + unqualified;
    }
    return name + "::" + unqualified;
  }
}
