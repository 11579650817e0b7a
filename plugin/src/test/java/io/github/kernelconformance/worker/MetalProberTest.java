package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.testing.MetalStandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MetalProberTest {

  @BeforeAll
  static void set() {
    System.setProperty("jna.library.path", MetalStandIn.directory().toString());
  }

  @AfterAll
  static void clear() {
    System.clearProperty("jna.library.path");
  }

  @Test
  void aDeviceThatAnswersRightlyIsOfUse() {
    MetalTrial trial = MetalProber.run(MetalTests.settings(), WorkerSettings.of("60", "1"));
    System.out.println(trial);
    assertThat(trial.reasons()).isEmpty();
    trial =
        MetalProber.run(MetalTests.settings().withValidation(true), WorkerSettings.of("60", "1"));
    System.out.println(trial);
  }
}
