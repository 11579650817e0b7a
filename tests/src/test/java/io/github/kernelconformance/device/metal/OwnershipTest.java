package io.github.kernelconformance.device.metal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.testing.MetalStandIn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every object is released, and none twice. The stand-in counts what lives when its process ends,
 * and ends the process where something is released that is not there.
 */
class OwnershipTest {

  @Test
  void nothingIsLeftAlive(@TempDir Path directory) throws Exception {
    Path leaks = directory.resolve("leaks");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Djna.nosys=true",
            "-Djna.library.path=" + MetalStandIn.directory(),
            "-cp",
            System.getProperty("java.class.path"),
            MetalSession.class.getName());
    builder.environment().putAll(MetalStandIn.environment());
    builder.environment().put("METAL_STANDIN_LEAKS", leaks.toString());
    Process process = builder.redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).isEqualTo("done");
    assertThat(leaks).hasContent("0 alive");
  }
}
