package io.github.kernelconformance.device.cuda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.NativeLibrary;
import io.github.kernelconformance.device.AbsentDeviceException;
import io.github.kernelconformance.testing.CudaStandIn;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing or too old is told, in words. */
class AbsentCardTest {

  private static final String PROPERTY = "jna.library.path";

  /** JNA keeps a library by its name, and each stand-in has the same. */
  @AfterEach
  void restore() {
    NativeLibrary.getInstance("libnvrtc.so.13").close();
    System.clearProperty(PROPERTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "no-device; the NVIDIA driver is here, but it cannot be used: cuInit",
        "no-card; the NVIDIA driver is here, but it has no card",
        "old-driver; the NVIDIA driver knows CUDA 11.8, and 12.0 is needed",
        "driver-12; libnvrtc.so.13 is of CUDA 13.0, and the driver knows only 12.4",
        "nvrtc-11; libnvrtc.so.13 is of CUDA 11.0, and 12.0 is needed",
        "no-sm_90; libnvrtc.so.13 makes no code for sm_90"
      })
  void itIsTold(String fault, String words) {
    System.setProperty(PROPERTY, CudaStandIn.directory(fault).toString());

    assertThatThrownBy(() -> new CudaLibraries(new CudaWork("", List.of(), false, true)))
        .isInstanceOf(AbsentDeviceException.class)
        .hasMessageContaining(words);
  }
}
