package io.github.kernelconformance.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

class CommandsTest {

  private final Properties properties = new Properties();

  @Test
  void aGoalOfTheLifecycleIsRunWithTheConfigurationOfItsExecution() {
    assertThat(command("/home/dev/app", "/home/dev/app", "default"))
        .isEqualTo("mvn kernel-conformance:verify@default");
    assertThat(command("/home/dev/app", "/home/dev/app", "gpu"))
        .endsWith("kernel-conformance:verify@gpu");
  }

  @Test
  void aGoalOfTheCommandLineIsRunAsItWas() {
    assertThat(command("/home/dev/app", "/home/dev/app", "default-cli"))
        .isEqualTo("mvn kernel-conformance:verify");
  }

  @Test
  void aModuleIsNamedFromWhereTheBuildStarted() {
    assertThat(command("/home/dev/app", "/home/dev/app/modules/gpu", "default"))
        .isEqualTo("mvn -pl modules/gpu kernel-conformance:verify@default");
    assertThat(command("/home/dev/app", "/home/dev/gpu", "default"))
        .isEqualTo("mvn -pl ../gpu kernel-conformance:verify@default");
    assertThat(command("/home/dev/app/modules/gpu", "/home/dev/app/modules/gpu", "default"))
        .isEqualTo("mvn kernel-conformance:verify@default");
  }

  @Test
  void pathsAreComparedOnceTheyAreNormal() {
    assertThat(command("/home/dev/app/../app", "/home/dev/app/.", "default"))
        .isEqualTo("mvn kernel-conformance:verify@default");
  }

  @Test
  void whatAShellWouldSplitIsQuoted() {
    assertThat(command("/home/dev/app", "/home/dev/app/my gpu's", "at night"))
        .isEqualTo("mvn -pl 'my gpu'\\''s' 'kernel-conformance:verify@at night'");
  }

  @Test
  void whatTheCommandLineSetStaysSetButForWhatIsOfThisRun() {
    properties.setProperty("kernelConformance.n", "1..40");
    properties.setProperty("kernelConformance.families", "fp_qmv, affine_qmv");
    properties.setProperty("kernelConformance.cells", "mxfp4/**");
    properties.setProperty("kernelConformance.shard", "2/5");
    properties.setProperty("kernelConformance.bundle", "true");
    properties.setProperty("kernelConformance.force", "true");
    properties.setProperty("skipTests", "true");

    assertThat(command("/home/dev/app", "/home/dev/app", "default"))
        .isEqualTo(
            "mvn kernel-conformance:verify@default"
                + " '-DkernelConformance.families=fp_qmv, affine_qmv'"
                + " -DkernelConformance.n=1..40");
  }

  /** What accept reads and writes, and no more: its cells and settings are those of the report. */
  @Test
  void acceptGetsThePlacesOfTheCommandLine() {
    properties.setProperty("kernelConformance.n", "1..40");
    properties.setProperty("kernelConformance.outputDirectory", "target/my reports");

    assertThat(commands("/home/dev/app", "/home/dev/app/gpu", "default").accept())
        .isEqualTo(
            "mvn -pl gpu kernel-conformance:accept@default"
                + " '-DkernelConformance.outputDirectory=target/my reports'");
    assertThat(commands("/home/dev/app", "/home/dev/app", "default-cli").accept())
        .startsWith("mvn kernel-conformance:accept ");
  }

  @Test
  void theCommandLineNarrowsTheMatrixByItsAxesAlone() {
    properties.setProperty("kernelConformance.cells", "**/N=5/**");
    properties.setProperty("kernelConformance.device", "host");
    assertThat(commands("/home/dev/app", "/home/dev/app", "default").narrowed()).isFalse();

    properties.setProperty("kernelConformance.k", "512");
    assertThat(commands("/home/dev/app", "/home/dev/app", "default").narrowed()).isTrue();
  }

  @Test
  void goalsThatStartFromReportsNameTheExecutionOfVerify() {
    MavenProject project = new MavenProject();
    project.setFile(new File("/home/dev/app", "pom.xml"));
    assertThat(Commands.ofVerify(session("/home/dev/app"), project).verify())
        .isEqualTo("mvn kernel-conformance:verify");

    PluginExecution compile = new PluginExecution();
    compile.setId("compile");
    compile.addGoal("compile");
    PluginExecution verify = new PluginExecution();
    verify.setId("gpu");
    verify.addGoal("verify");
    Plugin plugin = new Plugin();
    plugin.setGroupId("io.github.kernelconformance");
    plugin.setArtifactId("kernel-conformance-maven-plugin");
    plugin.addExecution(compile);
    plugin.addExecution(verify);
    project.setBuild(new Build());
    project.getBuild().addPlugin(plugin);
    assertThat(Commands.ofVerify(session("/home/dev/app"), project).verify())
        .isEqualTo("mvn kernel-conformance:verify@gpu");
  }

  private String command(String root, String basedir, String execution) {
    return commands(root, basedir, execution).verify();
  }

  private Commands commands(String root, String basedir, String execution) {
    MavenProject project = new MavenProject();
    project.setFile(new File(basedir, "pom.xml"));
    return new Commands(session(root), project, execution);
  }

  @SuppressWarnings("deprecation") // Maven itself makes sessions no other way.
  private MavenSession session(String root) {
    MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setBaseDirectory(new File(root));
    request.setUserProperties(properties);
    return new MavenSession(
        null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
  }
}
