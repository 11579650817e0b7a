package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.signature.Access;
import io.github.kernelconformance.signature.AddressSpace;
import io.github.kernelconformance.signature.Declared;
import io.github.kernelconformance.signature.Declared.Role;
import io.github.kernelconformance.signature.ElementType;
import io.github.kernelconformance.signature.Signature;
import io.github.kernelconformance.signature.SignatureCheck;
import io.github.kernelconformance.signature.SignatureProblem;
import io.github.kernelconformance.signature.SignatureProblem.Kind;
import io.github.kernelconformance.signature.TypedParameter;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.Symbolizer;
import io.github.kernelconformance.worker.SignatureKernels.Form;
import io.github.kernelconformance.worker.SignatureKernels.Spelling;
import io.github.kernelconformance.worker.SignatureKernels.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every type in every form, on the host and on the stand-in for Metal: what a device tells of it,
 * each difference that a contract can have, and the right contract, of which nothing is said.
 */
@ExtendWith(MetalSearchPath.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignatureSpaceTest {

  /** Sizes that a contract may give: those of scalars, of vectors, and some of structs. */
  private static final List<Integer> SIZES =
      List.of(1, 2, 3, 4, 6, 8, 9, 12, 16, 18, 20, 24, 32, 48, 64, 88);

  private final Map<Target, Map<String, Signature>> signatures = new EnumMap<>(Target.class);
  private final Map<Target, List<Case>> cases = new EnumMap<>(Target.class);

  enum Target {
    HOST,
    METAL
  }

  @BeforeAll
  void compile(@TempDir Path directory) throws Exception {
    Program program =
        TestPrograms.of(directory.resolve("signatures.metal"), SignatureKernels.text());
    Set<String> names = program.kernels().stream().map(Kernel::name).collect(Collectors.toSet());
    HostBuild build =
        new HostBuild(
            TestToolchain.clang(),
            TestToolchain.sources(),
            Path.of("target", "test-kernels"),
            2,
            Set.of(Check.MEMORY));
    Symbolizer symbolizer = new Symbolizer(TestToolchain.clang(), TestToolchain.sources());
    try (Library library =
        new WorkerDevice(build, symbolizer, WorkerSettings.of("60", "1"))
            .load(List.of(program), names)) {
      signatures.put(Target.HOST, library.signatures(names));
    }
    try (Library library = MetalKernels.load(program, MetalKernels.settings(), MetalKernels.LONG)) {
      signatures.put(Target.METAL, library.signatures(names));
    }
  }

  /** A parameter with the signature of a kernel that has no other. */
  private record Case(Type type, Form form, Signature signature) {

    private TypedParameter parameter() {
      return signature.parameters().get(0);
    }

    private Role right() {
      return form.space() == AddressSpace.THREADGROUP ? Role.THREADGROUP : Role.INPUT;
    }

    private List<SignatureProblem> compare(Role role, int bytes) {
      return SignatureCheck.compare(
          List.of(new Declared(form.name(), role, "some", bytes, "[n]")), signature);
    }

    private List<Kind> kinds(Role role, int bytes) {
      return SignatureSpaceTest.kinds(compare(role, bytes));
    }

    @Override
    public String toString() {
      return signature.kernel() + ", " + parameter().spelling();
    }
  }

  private static List<Kind> kinds(List<SignatureProblem> problems) {
    return problems.stream().map(SignatureProblem::kind).toList();
  }

  /** In spaces of this size an assertion for each point takes longer than what is asserted. */
  private static void expect(List<?> expected, List<?> actual, Object... where) {
    if (!actual.equals(expected)) {
      assertThat(actual).as("%s", List.of(where)).isEqualTo(expected);
    }
  }

  private List<Case> cases(Target target) {
    return cases.computeIfAbsent(target, this::all);
  }

  private List<Case> all(Target target) {
    List<Case> all = new ArrayList<>();
    for (Type type : SignatureKernels.TYPES) {
      for (Spelling spelling : Spelling.values()) {
        Signature kernel = signatures.get(target).get(SignatureKernels.kernel(type, spelling));
        for (Form form : SignatureKernels.FORMS) {
          TypedParameter parameter = kernel.parameter(form.name()).get();
          all.add(new Case(type, form, kernel.with(List.of(parameter))));
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void everyKernelIsTold(Target target) {
    assertThat(cases(target)).hasSize(SignatureKernels.TYPES.size() * 3 * 19);
  }

  @ParameterizedTest
  @EnumSource
  void spaceAccessAndSizeAreTold(Target target) {
    for (Case it : cases(target)) {
      TypedParameter parameter = it.parameter();
      expect(
          List.of(it.form().space(), it.form().access()),
          List.of(parameter.space(), parameter.access()),
          it);
      if (target == Target.HOST || !parameter.element().orElseThrow().array()) {
        expect(List.of(it.type().bytes()), List.of(parameter.element().orElseThrow().bytes()), it);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRightContractIsSilent(Target target) {
    for (Case it : cases(target)) {
      expect(List.of(), it.compare(it.right(), it.type().bytes()), it);
      expect(List.of(), it.compare(it.right(), 0), it);
      expect(List.of(), it.compare(Role.UNBOUND, 0), it);
      if (it.type().dense()) {
        expect(List.of(), it.compare(it.right(), it.type().component()), it);
      }
    }
  }

  /** A size agrees that is the type's, or that of all its scalars; bytes agree with anything. */
  @ParameterizedTest
  @EnumSource
  void everyOtherSizeIsAProblem(Target target) {
    int problems = 0;
    for (Case it : cases(target)) {
      for (int bytes : SIZES) {
        Type type = it.type();
        boolean same = bytes == type.bytes() || type.dense() && bytes == type.component();
        if (same || mayBeMeant(target, it, bytes)) {
          continue;
        }
        expect(List.of(Kind.SIZE), it.kinds(it.right(), bytes), it, bytes);
        problems++;
      }
    }
    assertThat(problems).isGreaterThan(50_000);
  }

  /** What is let through though the size is another. */
  private static boolean mayBeMeant(Target target, Case it, int bytes) {
    ElementType element = it.parameter().element().orElseThrow();
    if (target == Target.METAL && element.components() == 0) {
      return element.bytes() % bytes == 0; // all that Metal tells is a length
    }
    boolean whole = it.type().component() == 0 && it.type().bytes() % bytes == 0;
    return it.form().one() ? whole && bytes == 1 : whole || it.type().isRaw();
  }

  @ParameterizedTest
  @EnumSource
  void anotherAddressSpaceIsAProblem(Target target) {
    for (Case it : cases(target)) {
      boolean threadgroup = it.form().space() == AddressSpace.THREADGROUP;
      List<Role> wrong =
          threadgroup ? List.of(Role.INPUT, Role.OUTPUT, Role.INOUT) : List.of(Role.THREADGROUP);
      for (Role role : wrong) {
        expect(List.of(Kind.ADDRESS_SPACE), it.kinds(role, it.type().bytes()), it, role);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenHasToBeWritable(Target target) {
    for (Case it : cases(target)) {
      if (it.form().space() == AddressSpace.THREADGROUP) {
        continue;
      }
      for (Role role : List.of(Role.OUTPUT, Role.INOUT)) {
        List<Kind> kinds = it.kinds(role, it.type().bytes());
        Kind kind =
            it.form().space() == AddressSpace.CONSTANT ? Kind.ADDRESS_SPACE : Kind.READ_ONLY;
        boolean writable = it.form().access() == Access.WRITABLE;
        expect(writable ? List.of() : List.of(kind), kinds, it, role);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatOneSideDoesNotHaveIsAProblem(Target target) {
    for (Case it : cases(target)) {
      // The kernels use nothing; Metal tells of that, and what is not used needs no argument.
      List<Kind> unknown = List.of(Kind.UNKNOWN);
      expect(
          target == Target.METAL ? List.of() : unknown,
          kinds(SignatureCheck.compare(List.of(), it.signature())),
          it);
      expect(unknown, kinds(SignatureCheck.compare(List.of(), used(it.signature()))), it);
      for (Role role : Role.values()) {
        Declared other = new Declared("z", role, "float", 4, "[n]");
        expect(
            role == Role.UNBOUND ? List.of() : List.of(Kind.MISSING),
            kinds(SignatureCheck.compare(List.of(other), it.signature().with(List.of()))),
            it,
            role);
      }
    }
  }

  private static Signature used(Signature signature) {
    TypedParameter it = signature.parameters().get(0);
    return signature.with(List.of(it.bound(it.space(), it.index(), true)));
  }

  @ParameterizedTest
  @EnumSource
  void whatMetalComputesIsNoArgument(Target target) {
    for (Signature it : signatures.get(target).values()) {
      Signature only = it.with(List.of(it.parameter("gid").orElseThrow()));
      assertThat(SignatureCheck.compare(List.of(), only)).isEmpty();
      assertThat(
              SignatureCheck.compare(List.of(new Declared("gid", Role.INPUT, "uint", 4, "")), only))
          .extracting(SignatureProblem::kind)
          .containsExactly(Kind.ADDRESS_SPACE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLeftUnchecked(Target target) {
    for (Case it : cases(target)) {
      Role role = it.form().access() == Access.WRITABLE ? Role.OUTPUT : Role.INPUT;
      Declared declared = new Declared(it.form().name(), role, "float", 4, "[n]");
      expect(List.of(), SignatureCheck.unchecked(List.of(declared), it.signature()), it);
    }
  }
}
