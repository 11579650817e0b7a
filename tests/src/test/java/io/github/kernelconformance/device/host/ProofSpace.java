package io.github.kernelconformance.device.host;

/** A kind of memory whose accesses are proven to be checked, and how text comes to it. */
enum ProofSpace {
  DEVICE_INPUT("device buffer, an input", "device", "in", "fixed"),
  DEVICE_OUTPUT("device buffer, an output", "device", "out", "in"),
  CONSTANT("constant buffer", "constant", "fixed", "in"),
  CONSTANT_STRUCT("struct in constant space", "constant", "held", "in"),
  CONSTANT_VARIABLE("constant variable", "constant", "", ""),
  THREADGROUP_ARGUMENT("threadgroup argument", "threadgroup", "tile", "in"),
  THREADGROUP_VARIABLE("threadgroup variable", "threadgroup", "", ""),
  THREAD_ARRAY("array of a thread", "thread", "", "");

  private final String title;
  private final String keyword;
  private final String argument;
  private final String other;

  ProofSpace(String title, String keyword, String argument, String other) {
    this.title = title;
    this.keyword = keyword;
    this.argument = argument;
    this.other = other;
  }

  /** In the table. */
  String title() {
    return title;
  }

  /** MSL's word for it. */
  String keyword() {
    return keyword;
  }

  /** The argument that it is; empty for a variable. */
  String argument() {
    return argument;
  }

  /** The argument, an input, whose bytes a read is led to; empty for a variable. */
  String other() {
    return other;
  }

  boolean isVariable() {
    return argument.isEmpty();
  }

  /** Whether a kernel may write to it. */
  boolean isWritable() {
    return !keyword.equals("constant") && this != DEVICE_INPUT;
  }

  /** Whether several threads reach one place in it. */
  boolean isShared() {
    return isWritable() && this != THREAD_ARRAY;
  }

  /** Whether MSL has atomics in it: in device and threadgroup space alone ("Atomic Data Types"). */
  boolean hasAtomics() {
    return keyword.equals("device") || keyword.equals("threadgroup");
  }
}
