package io.github.kernelconformance.authored;

/**
 * A class of a contract's file.
 *
 * @param name such as {@code RmsNorm} or {@code norms.RmsNorm$Row}
 * @param source the path of its file, as messages name it
 * @param bytes the class file
 */
record CompiledClass(String name, String source, byte[] bytes) {}
