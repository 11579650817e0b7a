package io.github.kernelconformance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.github.kernelconformance.toolchain.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A package depends only on those before it; docs/architecture.md has the same list. */
@AnalyzeClasses(
    packages = "io.github.kernelconformance",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final List<String> ORDER =
      List.of(
          "numerics",
          "contract",
          "matrix",
          "family",
          "bundled",
          "described",
          "msl",
          "signature",
          "mutation",
          "coverage",
          "toolchain",
          "device",
          "worker",
          "verdict",
          "report",
          "authored",
          "goal",
          "mojo");

  @ArchTest static final ArchRule packagesDependOnlyOnThoseBeforeThem = oneWay();

  @ArchTest
  static final ArchRule pureCodeKnowsNoMavenNoFilesNoJna =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..numerics..",
              "..contract..",
              "..matrix..",
              "..family..",
              "..described..",
              "..signature..",
              "..mutation..",
              "..coverage..",
              "..verdict..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.maven..",
              "org.eclipse.aether..",
              "org.codehaus.plexus..",
              "com.sun.jna..",
              "java.nio.file..",
              "java.net..");

  /** Nobody but a contract knows what its cells are, so that each contract is as good as ours. */
  @ArchTest
  static final ArchRule nobodyKnowsAnImplementationOfAContract =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..matrix..",
              "..family..",
              "..device..",
              "..worker..",
              "..verdict..",
              "..report..",
              "..goal..",
              "..mojo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..bundled..");

  @ArchTest
  static final ArchRule onlyDevicesTouchJna =
      noClasses()
          .that()
          .resideOutsideOfPackages("..device.host..", "..device.metal..", "..device.cuda..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.jna..");

  /**
   * JNA would call the function as a variadic one, whose parameters Apple's arm64 passes elsewhere:
   * {@code objc_msgSend} would hand methods what happened to be in registers.
   */
  @ArchTest
  static final ArchRule noNativeFunctionIsMappedAsVariadic =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areAssignableTo("com.sun.jna.Library")
          .or()
          .haveModifier(JavaModifier.NATIVE)
          .or()
          .haveNameMatching("objc_msgSend.*")
          .should(notTakeAnyNumberOfArguments())
          .allowEmptyShould(true);

  /** Native code is for workers: in Maven's process a kernel could take the build down. */
  @ArchTest
  static final ArchRule goalsNeverReachJna =
      noClasses()
          .that()
          .resideInAnyPackage("..goal..", "..mojo..")
          .should()
          .transitivelyDependOnClassesThat()
          .resideInAPackage("com.sun.jna..");

  @ArchTest
  static final ArchRule onlyMojosAndTheLocatorKnowMaven =
      noClasses()
          .that()
          .resideOutsideOfPackages("..mojo..", "..toolchain..")
          .and()
          .doNotHaveSimpleName("HelpMojo")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..");

  /** Whoever reads a file sees it whole: a second build, an editor, a tool that watches reports. */
  @ArchTest
  static final ArchRule filesAreWrittenByOneClass =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(AtomicFile.class.getName())
          // These write what no other process reads yet; GitHub's summary is appended to.
          .and()
          .haveNameNotMatching(
              ".*\\.(AtomicDirectory|ClangJar|HostCompiler|MutantBuild|NativeSources|SealedFile|MetalHeaders|Github)")
          .should(writeFiles());

  @ArchTest
  static final ArchRule filesAreReplacedByOneClass =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(AtomicFile.class.getName())
          .should()
          .accessField(StandardCopyOption.class, "REPLACE_EXISTING");

  private static ArchCondition<JavaClass> writeFiles() {
    return callMethodWhere(
        JavaCall.Predicates.target(owner(type(Files.class)))
            .and(
                JavaCall.Predicates.target(
                    nameMatching("move|write|writeString|newBufferedWriter|newOutputStream"))));
  }

  private static ArchCondition<JavaMethod> notTakeAnyNumberOfArguments() {
    return new ArchCondition<>("not take any number of arguments") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean variadic =
            method.reflect().isVarArgs()
                || method.getRawParameterTypes().stream().anyMatch(JavaClass::isArray);
        String message = method.getFullName() + (variadic ? " takes any number" : " is fixed");
        events.add(new SimpleConditionEvent(method, !variadic, message));
      }
    };
  }

  private interface Variadic extends Library {
    void objc_msgSend(Pointer self, Pointer selector, Object... arguments);
  }

  private interface OfAnArray extends Library {
    void objc_msgSend(Pointer self, Pointer selector, Object[] arguments);
  }

  private static final class Direct {
    static native void send(Pointer self, Pointer selector, Object... arguments);
  }

  private interface Fixed extends Library {
    void objc_msgSend(Pointer self, Pointer selector, long argument);
  }

  @Test
  void variadicMappingsAreSeen() {
    for (Class<?> wrong : List.of(Variadic.class, OfAnArray.class, Direct.class)) {
      assertThat(violates(noNativeFunctionIsMappedAsVariadic, wrong)).isTrue();
    }
    assertThat(violates(noNativeFunctionIsMappedAsVariadic, Fixed.class)).isFalse();
  }

  @Test
  void jnaOutsideOfDevicesIsSeen() {
    assertThat(violates(onlyDevicesTouchJna, Fixed.class)).isTrue();
    assertThat(violates(onlyDevicesTouchJna, ArchitectureTest.class)).isFalse();
  }

  private static final class Replacing {
    static void replace(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void filesThatAreReplacedElsewhereAreSeen() {
    assertThat(violates(filesAreWrittenByOneClass, Replacing.class)).isTrue();
    assertThat(violates(filesAreReplacedByOneClass, Replacing.class)).isTrue();
    assertThat(violates(filesAreWrittenByOneClass, ArchitectureTest.class)).isFalse();
    assertThat(violates(filesAreReplacedByOneClass, ArchitectureTest.class)).isFalse();
  }

  private static boolean violates(ArchRule rule, Class<?> type) {
    return rule.evaluate(new ClassFileImporter().importClasses(type)).hasViolation();
  }

  private static ArchRule oneWay() {
    LayeredArchitecture layers =
        Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String name : ORDER) {
      layers = layers.layer(name).definedBy("io.github.kernelconformance." + name + "..");
    }
    for (int i = 0; i < ORDER.size() - 1; i++) {
      layers =
          layers
              .whereLayer(ORDER.get(i))
              .mayOnlyBeAccessedByLayers(ORDER.subList(i + 1, ORDER.size()).toArray(String[]::new));
    }
    return layers.whereLayer("mojo").mayNotBeAccessedByAnyLayer();
  }
}
