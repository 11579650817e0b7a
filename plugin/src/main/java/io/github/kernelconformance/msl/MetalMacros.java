package io.github.kernelconformance.msl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The macros that Metal's compiler and its {@code <metal_config>} define, as far as compute kernels
 * ask for them.
 */
final class MetalMacros {

  /**
   * The target closest to Metal's that every clang knows: 64-bit, little-endian, no operating
   * system, no processor.
   */
  static final String TARGET = "spir64-unknown-unknown";

  /** The macros that give the target, or a flag of the preprocessor, away. */
  static final List<String> OF_TARGET =
      List.of(
          "__SPIR",
          "__SPIR__",
          "__SPIR64",
          "__SPIR64__",
          "__ELF__",
          "_NATIVE_WCHAR_T_DEFINED",
          "_WCHAR_T_DEFINED");

  private record Capability(String macro, int since) {}

  private static final List<Capability> CAPABILITIES =
      List.of(
          new Capability("__HAVE_SIMDGROUP_MATRIX__", 230),
          new Capability("__HAVE_BFLOAT__", 310),
          new Capability("__HAVE_COHERENT__", 320));

  private MetalMacros() {}

  /** The macros of a language version, in order. */
  static Map<String, String> of(int metalVersion) {
    Map<String, String> macros = new LinkedHashMap<>();
    macros.put("__METAL_VERSION__", Integer.toString(metalVersion));
    // From MSL 3.0 on there is one language for all systems.
    macros.put(metalVersion >= 300 ? "__METAL__" : "__METAL_MACOS__", "1");
    macros.put("__AIR64__", "1");
    for (Capability capability : CAPABILITIES) {
      if (metalVersion >= capability.since()) {
        macros.put(capability.macro(), "1");
      }
    }
    return macros;
  }

  /** The C++ that a version of MSL is based on. */
  static String standard(int metalVersion) {
    return metalVersion >= 400 ? "c++17" : "c++14";
  }
}
