package io.github.kernelconformance.msl;

/** What compiles the text that is made of a program as C++. */
enum Target {
  /** Clang, for the host. */
  HOST("the host device"),
  /** NVRTC, for a GPU: it knows no properties, and a shift by too much gives what the GPU gives. */
  CUDA("the CUDA device");

  private final String words;

  Target(String words) {
    this.words = words;
  }

  /** What messages call it. */
  String words() {
    return words;
  }
}
