package io.github.kernelconformance.worker;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command that starts a worker: this JVM's {@code java}, and no more than the worker needs. */
final class WorkerCommand {

  /** By name, since it reaches native code, which is to stay out of this process. */
  private static final String MAIN = "io.github.kernelconformance.worker.WorkerMain";

  /** What is on the worker's class path is found by a class in it, again without loading that. */
  private static final List<String> CLASSES = List.of(MAIN, "com.sun.jna.Native");

  /** Temporary directories and native libraries, where a user has moved them. */
  private static final List<String> INHERITED =
      List.of("java.io.tmpdir", "jna.tmpdir", "jna.library.path");

  /** They would add agents and messages that are meant for Maven. */
  private static final List<String> FOREIGN_ENVIRONMENT =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  private static final List<String> FLAGS =
      List.of(
          // A small process that starts fast; the kernels' speed does not depend on these.
          "-Xmx512m",
          "-Xmn16m",
          "-Xshare:auto",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          // A crash leaves no file behind; what it has to say is in the output.
          "-XX:-CreateCoredumpOnCrash",
          "-XX:+ErrorFileToStderr",
          "--enable-native-access=ALL-UNNAMED",
          "-Djna.nosys=true");

  private WorkerCommand() {}

  /**
   * A process builder with both outputs in one.
   *
   * @param directory where the process runs
   * @param environment what it has in its environment besides
   * @param prefix what is in front of the command
   * @param expected the work that is to come, as {@link Services#expect} has it
   * @throws IOException where the class path cannot be found
   */
  static ProcessBuilder in(
      Path directory, Map<String, String> environment, List<String> prefix, List<String> expected)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    for (String name : INHERITED) {
      String value = System.getProperty(name);
      if (value != null) {
        command.add("-D" + name + "=" + value);
      }
    }
    command.add("-cp");
    command.add(classPath());
    command.add(MAIN);
    command.addAll(expected);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeAll(FOREIGN_ENVIRONMENT);
    builder.environment().putAll(environment);
    return builder;
  }

  private static String classPath() throws IOException {
    Set<String> path = new LinkedHashSet<>();
    for (String name : CLASSES) {
      path.add(source(name.replace('.', '/') + ".class").toString());
    }
    return String.join(File.pathSeparator, path);
  }

  /** The jar or the directory that a resource is in. */
  private static Path source(String resource) throws IOException {
    URL url = WorkerCommand.class.getClassLoader().getResource(resource);
    if (url == null) {
      throw new IOException(resource + " is not on the class path");
    }
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        return Path.of(jar.getJarFileURL().toURI());
      }
      Path directory = Path.of(url.toURI());
      for (int i = 0; i < Path.of(resource).getNameCount(); i++) {
        directory = directory.getParent();
      }
      return directory;
    } catch (URISyntaxException e) {
      throw new IOException("not a file: " + url, e);
    }
  }
}
