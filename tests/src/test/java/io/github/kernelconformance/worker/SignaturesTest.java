package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.signature.Access;
import io.github.kernelconformance.signature.AddressSpace;
import io.github.kernelconformance.signature.Declared;
import io.github.kernelconformance.signature.Declared.Role;
import io.github.kernelconformance.signature.ElementType;
import io.github.kernelconformance.signature.Presence;
import io.github.kernelconformance.signature.Signature;
import io.github.kernelconformance.signature.SignatureCheck;
import io.github.kernelconformance.signature.TypedParameter;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What libraries tell of kernels, and what they cannot. */
@ExtendWith(MetalSearchPath.class)
class SignaturesTest {

  private static final Path CONSTANTS = Path.of("src", "test", "metal", "function_constants.metal");

  @TempDir private Path directory;

  enum Target {
    HOST {
      @Override
      Library load(Program program, Set<String> kernels) throws Exception {
        HostBuild build =
            new HostBuild(
                TestToolchain.clang(),
                TestToolchain.sources(),
                Path.of("target", "test-kernels"),
                2,
                Set.of());
        Symbolizer symbolizer = new Symbolizer(TestToolchain.clang(), TestToolchain.sources());
        return new WorkerDevice(build, symbolizer, WorkerSettings.of("60", "1"))
            .load(List.of(program), kernels);
      }
    },
    METAL {
      @Override
      Library load(Program program, Set<String> kernels) throws Exception {
        return MetalKernels.load(program, MetalKernels.settings(), MetalKernels.LONG);
      }
    };

    abstract Library load(Program program, Set<String> kernels) throws Exception;
  }

  private static Signature signature(Target target, Program program, String kernel)
      throws Exception {
    try (Library library = target.load(program, Set.of(kernel))) {
      Map<String, Signature> all = library.signatures(Set.of(kernel, "no_such_kernel"));
      assertThat(all).containsOnlyKeys(kernel);
      assertThat(library.signatures(Set.of(kernel))).isEqualTo(all);
      return all.get(kernel);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HOST,  added,    has_addend, true,  addend,  PRESENT",
    "HOST,  added,    has_addend, false, addend,  ABSENT",
    "HOST,  computed, count,      2,     factors, PRESENT",
    "HOST,  computed, count,      1,     factors, ABSENT",
    "METAL, added,    has_addend, true,  addend,  PRESENT",
    "METAL, added,    has_addend, false, addend,  ABSENT",
  })
  void aFunctionConstantDecides(
      Target target, String kernel, String constant, String value, String name, Presence presence)
      throws Exception {
    Program program = TestPrograms.of(CONSTANTS, Map.of()).specialized(Map.of(constant, value));
    Signature signature = signature(target, program, kernel);
    assertThat(signature.parameter(name).orElseThrow().presence()).isEqualTo(presence);
    assertThat(signature.parameter("y").orElseThrow().presence()).isEqualTo(Presence.PRESENT);
  }

  /** The names of types hide everything; the host's compiler and Metal see through them. */
  @ParameterizedTest
  @EnumSource
  void namesOfPointers(Target target) throws Exception {
    Program program =
        TestPrograms.of(
            directory.resolve("hidden.metal"),
            """
            #include <metal_stdlib>
            using namespace metal;
            struct Later;
            typedef device const half* Reads;
            using Writes = device float4*;
            namespace inner {
            template <typename T> using Both = device T*;
            kernel void hidden(Reads x [[buffer(0)]], Writes y [[buffer(1)]],
                               const Both<ushort> z [[buffer(2)]], device void* raw [[buffer(3)]],
                               device Later* later [[buffer(4)]]) {
              y[0] = float(x[0]) + z[0] + ((device uchar*)raw)[0] + (later ? 1 : 0);
            }
            }
            """);
    Signature signature = signature(target, program, "inner::hidden");

    assertThat(part(signature, "x", 2)).isEqualTo(Access.READ_ONLY);
    assertThat(part(signature, "y", 16)).isEqualTo(Access.WRITABLE);
    assertThat(part(signature, "z", 2)).isEqualTo(Access.WRITABLE);
    TypedParameter raw = signature.parameter("raw").orElseThrow();
    assertThat(raw.element().map(ElementType::raw))
        .isEqualTo(target == Target.HOST ? Optional.of(true) : Optional.empty());
    assertThat(signature.parameter("later").orElseThrow().element()).isEmpty();
    assertThat(
            SignatureCheck.unchecked(
                List.of(new Declared("later", Role.INPUT, "blocks", 18, "[n]")), signature))
        .hasSize(1);
  }

  private static Access part(Signature signature, String name, int bytes) {
    TypedParameter it = signature.parameter(name).orElseThrow();
    assertThat(it.element()).map(ElementType::bytes).contains(bytes);
    assertThat(it.space()).matches(AddressSpace::isBuffer);
    return it.access();
  }

  @Test
  void whatMetalDoesNotTellIsUnknown() throws Exception {
    try (Library library = MetalKernels.load("without=bufferDataSize")) {
      Signature signature = library.signatures(Set.of("twice")).get("twice");
      List<Declared> contract =
          List.of(
              new Declared("in", Role.INPUT, "uint", 4, "[n]"),
              new Declared("out", Role.OUTPUT, "uint", 4, "[n]"));
      assertThat(SignatureCheck.compare(contract, signature)).isEmpty();
      assertThat(SignatureCheck.unchecked(contract, signature))
          .hasSize(2)
          .allSatisfy(it -> assertThat(it.unknown()).containsExactly("the size of its type"));
    }
  }

  /** Before macOS 13 arguments took the place of bindings. */
  @Test
  void olderSystemsTellTheSame() throws Exception {
    try (Library now = MetalKernels.load();
        Library before = MetalKernels.load("without=bindings")) {
      Set<String> kernels = Set.of("twice", "wide", "reversed");
      assertThat(before.signatures(kernels)).isEqualTo(now.signatures(kernels));
    }
  }

  /** Its launch tells why; until then the declaration is all that is known. */
  @Test
  void aKernelThatTheDeviceRefusesHasOnlyItsDeclaration() throws Exception {
    try (Library library = MetalKernels.load("nil-pipeline@twice")) {
      Map<String, Signature> all = library.signatures(Set.of("twice", "swapped"));
      assertThat(all.get("twice").parameters())
          .allSatisfy(it -> assertThat(it.element()).isEmpty());
      assertThat(all.get("swapped").parameter("in").orElseThrow().element()).isPresent();
    }
  }

  @Test
  void metalTellsWhatAKernelUses() throws Exception {
    Program program =
        TestPrograms.of(
            directory.resolve("unused.metal"),
            """
            #include <metal_stdlib>
            kernel void f(device int* y [[buffer(0)]], device int* spare [[buffer(1)]]) { y[0] = 1; }
            """);
    Signature onMetal = signature(Target.METAL, program, "f");
    Signature onHost = signature(Target.HOST, program, "f");
    List<Declared> contract = List.of(new Declared("y", Role.OUTPUT, "int", 4, "[n]"));

    assertThat(SignatureCheck.compare(contract, onMetal)).isEmpty();
    assertThat(SignatureCheck.compare(contract, onHost))
        .singleElement()
        .satisfies(it -> assertThat(it.name()).isEqualTo("spare"));
  }
}
