package io.github.kernelconformance.msl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Stand-ins for the headers of Metal's standard library. Each is a pragma, which outlives
 * preprocessing, and becomes the {@code #include} again that Metal's run-time compiler wants.
 */
final class MetalHeaders {

  private static final String PRAGMA = "#pragma kernel_conformance include ";
  private static final Pattern MARKER =
      Pattern.compile("^" + PRAGMA + "\"(.*)\"", Pattern.MULTILINE);

  private static final List<String> NAMES =
      List.of(
          "metal_array",
          "metal_assert",
          "metal_atomic",
          "metal_command_buffer",
          "metal_common",
          "metal_compute",
          "metal_config",
          "metal_extended_vector",
          "metal_functional",
          "metal_geometric",
          "metal_graphics",
          "metal_imageblocks",
          "metal_initializer_list",
          "metal_integer",
          "metal_interpolate",
          "metal_iterator",
          "metal_limits",
          "metal_logging",
          "metal_math",
          "metal_matrix",
          "metal_mesh",
          "metal_numeric",
          "metal_pack",
          "metal_quadgroup",
          "metal_raytracing",
          "metal_relational",
          "metal_simdgroup",
          "metal_simdgroup_matrix",
          "metal_stdlib",
          "metal_tensor",
          "metal_tessellation",
          "metal_texture",
          "metal_type_traits",
          "metal_types",
          "metal_uniform",
          "metal_utility",
          "metal_visible_function_table",
          "simd/simd.h",
          "MetalPerformancePrimitives/MetalPerformancePrimitives.h");

  private MetalHeaders() {}

  /** Writes the stand-ins below a directory. */
  static void writeTo(Path directory) throws IOException {
    for (String name : NAMES) {
      Path header = directory.resolve(name);
      Files.createDirectories(header.getParent());
      Files.writeString(header, PRAGMA + "\"<" + name + ">\"\n");
    }
  }

  /** Turns what is left of the stand-ins into the includes that they stand for. */
  static String restore(String text) {
    return MARKER.matcher(text).replaceAll("#include $1");
  }
}
