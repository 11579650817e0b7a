package io.github.kernelconformance.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a declaration tells by itself. */
class TypedParameterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "device const float*               | buffer      | DEVICE      | READ_ONLY",
        "const device float*               | buffer      | DEVICE      | READ_ONLY",
        "device float const*               | buffer      | DEVICE      | READ_ONLY",
        "device float*                     | buffer      | DEVICE      | WRITABLE",
        "device float* const               | buffer      | DEVICE      | WRITABLE",
        "device array<const int*, 3>&      | buffer      | DEVICE      | WRITABLE",
        "device A<B<const int>, const C>*  | buffer      | DEVICE      | WRITABLE",
        "device float(&)[4]                | buffer      | DEVICE      | WRITABLE",
        "constant float*                   | buffer      | CONSTANT    | READ_ONLY",
        "const constant int&               | buffer      | CONSTANT    | READ_ONLY",
        "constant int(&)[4]                | buffer      | CONSTANT    | READ_ONLY",
        "Pointer                           | buffer      | BUFFER      | UNKNOWN",
        "const Pointer                     | buffer      | BUFFER      | UNKNOWN",
        "device_t*                         | buffer      | BUFFER      | UNKNOWN",
        "threadgroup float*                | threadgroup | THREADGROUP | WRITABLE",
        "threadgroup const float*          | threadgroup | THREADGROUP | READ_ONLY",
        "Shared                            | threadgroup | THREADGROUP | UNKNOWN",
        "uint3                             | thread_position_in_grid | COMPUTED | UNKNOWN",
        "texture2d<float>                  | texture     | OTHER       | UNKNOWN",
        "sampler                           | sampler     | OTHER       | UNKNOWN",
        "Anything                          | ''          | UNKNOWN     | UNKNOWN",
      })
  void spaceAndAccess(String type, String attribute, AddressSpace space, Access access) {
    TypedParameter it = Kernels.spelled(type, "a", attribute, "", 1);
    assertThat(it.space()).isEqualTo(space);
    assertThat(it.access()).isEqualTo(access);
    assertThat(it.element()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "device const float*   | w | device const float* w",
        "constant int(&)[4]    | a | constant int (&a)[4]",
        "device T(&)[2][3]     | a | device T (&a)[2][3]",
        "device float*         | '' | device float*",
      })
  void spelling(String type, String name, String spelling) {
    assertThat(Kernels.spelled(type, name, "buffer", "", 1).spelling()).isEqualTo(spelling);
  }
}
