package io.github.kernelconformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;

/** A package depends only on those before it; docs/architecture.md has the same list. */
@AnalyzeClasses(
    packages = "io.github.kernelconformance",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final List<String> ORDER =
      List.of(
          "numerics",
          "matrix",
          "family",
          "msl",
          "toolchain",
          "device",
          "worker",
          "verdict",
          "report",
          "goal",
          "mojo");

  @ArchTest static final ArchRule packagesDependOnlyOnThoseBeforeThem = oneWay();

  @ArchTest
  static final ArchRule pureCodeKnowsNoMavenNoFilesNoJna =
      noClasses()
          .that()
          .resideInAnyPackage("..numerics..", "..matrix..", "..family..", "..verdict..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.maven..",
              "org.eclipse.aether..",
              "org.codehaus.plexus..",
              "com.sun.jna..",
              "java.nio.file..",
              "java.net..");

  @ArchTest
  static final ArchRule onlyDevicesTouchJna =
      noClasses()
          .that()
          .resideOutsideOfPackages("..device.host..", "..device.metal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.jna..");

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
