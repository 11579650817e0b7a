package io.github.kernelconformance.msl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Function constants as they are declared, and their values. */
class FunctionConstantTest {

  private static FunctionConstant constant(String declaration) {
    return Program.of("a.metal", declaration).functionConstants().get(0);
  }

  private static Program specialized(String text, String name, String value) {
    return Program.of("a.metal", text).specialized(Map.of(name, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "constant bool a [[function_constant(0)]];                | a | bool           | 0",
        "constant  unsigned int b [[ function_constant ( 12u ) ]];| b | unsigned int   | 12",
        "constant constexpr static half c [[function_constant(N)]];| c | half | -1",
        "namespace n { constant metal::float4 d [[function_constant(1)]]; } | d | metal::float4 | 1",
      })
  void areFoundWhereTheyAreDeclared(String text, String name, String type, int index) {
    FunctionConstant found = constant("\n" + text);
    assertThat(found.name()).isEqualTo(name);
    assertThat(found.type()).isEqualTo(type);
    assertThat(found.index()).isEqualTo(index);
    assertThat(found.value()).isEmpty();
    assertThat(found.location()).isEqualTo(new SourceLocation("a.metal", 2));
  }

  @Test
  void constantsWithoutTheAttributeAreNone() {
    assertThat(
            Program.of("a.metal", "constant int a = 3; kernel void f(int b [[buffer(0)]]) {}")
                .functionConstants())
        .isEmpty();
  }

  /** Bits by IEEE 754 and two's complement. */
  @ParameterizedTest
  @CsvSource({
    "bool, true, 1",
    "bool, false, 0",
    "char, -128, 80",
    "int8_t, 127, 7F",
    "uchar, 255, FF",
    "uint8_t, 0xfe, FE",
    "short, -2, FFFE",
    "ushort, 65535, FFFF",
    "int, -2147483648, 80000000",
    "int32_t, 0x7fffffff, 7FFFFFFF",
    "uint, 4294967295, FFFFFFFF",
    "uint32_t, 5, 5",
    "long, -1, FFFFFFFFFFFFFFFF",
    "size_t, 18446744073709551615, FFFFFFFFFFFFFFFF",
    "half, 1, 3C00",
    "half, -0.1, AE66",
    "half, 1e6, 7C00",
    "bfloat, 1, 3F80",
    "bfloat, 3.14159, 4049",
    "float, 1, 3F800000",
    "float, 0.1f, 3DCCCCCD",
    "float, -0x1p-149, 80000001",
  })
  void valuesHaveTheBitsOfTheirType(String type, String value, String bits) {
    Program program = specialized("constant " + type + " a [[function_constant(0)]];", "a", value);
    FunctionConstant.Value found = program.functionConstants().get(0).value().orElseThrow();
    assertThat(Long.toHexString(found.bits())).isEqualToIgnoringCase(bits);
    assertThat(found.type().spelling()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bool   | 1          | true, false",
        "bool   | yes        | true, false",
        "char   | 128        | -128 to 127",
        "uchar  | -1         | 0 to 255",
        "uint   | 4294967296 | 0 to 4294967295",
        "int    | 1.5        | -2147483648 to 2147483647",
        "float  | one        | a number such as 0.5, 1e-3 or 0x1p-2",
      })
  void aValueOfAnotherTypeIsRefused(String type, String value, String allowed) {
    assertThatThrownBy(
            () -> specialized("constant " + type + " a [[function_constant(0)]];", "a", value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'functionConstants': the function constant 'a' at a.metal:1 is a"
                + " %s, so it cannot be '%s'. Allowed: %s.",
            type, value, allowed);
  }

  @Test
  void vectorsHaveNoValues() {
    assertThatThrownBy(() -> specialized("constant float4 a [[function_constant(0)]];", "a", "1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Parameter 'functionConstants': the function constant 'a' at a.metal:1 has"
                + " the type float4, and a constant of this type cannot be given a value."
                + " Allowed: bool, char, ");
  }

  @Test
  void anIndexThatCannotBeReadIsRefused() {
    assertThatThrownBy(() -> specialized("constant int a [[function_constant(N)]];", "a", "1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has an index that is not a literal");
  }

  @Test
  void valuesForOtherConstantsChangeNothing() {
    Program program = Program.of("a.metal", "constant int a [[function_constant(0)]];");
    assertThat(program.specialized(Map.of("b", "1"))).isSameAs(program);
  }

  @Test
  void theTextForMetalStaysAsItIs() {
    String text = "constant bool a [[function_constant(0)]];\n";
    assertThat(specialized(text, "a", "true").text()).isEqualTo(text);
  }

  @Test
  void aParameterExistsWhereItsConstantIsTrue() {
    String text =
        """
        constant bool a [[function_constant(0)]];
        kernel void f(device int* p [[buffer(0), function_constant(a)]]) {}
        """;
    assertThat(parameter(Program.of("a.metal", text)).needsArgument()).isFalse();
    assertThat(parameter(specialized(text, "a", "false")).needsArgument()).isFalse();
    assertThat(parameter(specialized(text, "a", "true")).needsArgument()).isTrue();
  }

  private static Parameter parameter(Program program) {
    return program.kernels().get(0).parameters().get(0);
  }
}
