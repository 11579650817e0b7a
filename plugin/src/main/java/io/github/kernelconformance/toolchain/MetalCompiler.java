package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compiles Metal sources to AIR, one file each, and only what has changed. */
final class MetalCompiler {

  /** To be raised when files of an earlier build are no longer what this one would make. */
  private static final String FORMAT = "3";

  private final MetalTools.Ready tools;
  private final List<String> options;
  private final Path base;
  private final Path output;

  /**
   * @param options what every source is compiled with
   * @param base where the compiler runs, so that it names files relative to it
   * @param output where AIR and what belongs to it go
   */
  MetalCompiler(MetalTools.Ready tools, List<String> options, Path base, Path output) {
    this.tools = tools;
    this.options = List.copyOf(options);
    this.base = base;
    this.output = output;
  }

  /**
   * What became of a source.
   *
   * @param air the file, which is there unless a message is an error
   * @param fresh whether it was compiled now
   * @param failed whether the compiler refused it
   * @param messages of the compiler, now or when it was compiled
   * @param output what the compiler said in full
   */
  record Unit(
      Path air, boolean fresh, boolean failed, List<CompilerMessage> messages, String output) {}

  /**
   * Compiles a source, or finds it compiled.
   *
   * @param source relative to the base where it lies below it
   * @param identity of the preprocessed text
   */
  Unit compile(String source, String identity) throws ToolchainException, IOException {
    String name = Path.of(source).getFileName() + "-" + Digests.of(List.of(source)).substring(0, 8);
    Path air = output.resolve(name + ".air");
    Path record = output.resolve(name + ".inputs");
    Path messages = output.resolve(name + ".messages");
    String key = Digests.of(key(source, identity));
    List.of(air, record, messages).forEach(CacheUse::ofFile);
    if (Inputs.unchanged(record, key, base)) {
      String said = Files.readString(messages);
      return new Unit(air, false, false, CompilerMessage.parse(said), said);
    }
    Files.deleteIfExists(record);
    Path unfinished = AtomicFile.unfinished(air);
    Path rule = AtomicFile.unfinished(output.resolve(name + ".d"));
    Xcrun.Result result = tools.xcrun().run(command(source, unfinished, rule), base);
    List<CompilerMessage> said = CompilerMessage.parse(result.output());
    if (result.exit() != 0) {
      return new Unit(air, true, true, said, result.output());
    }
    AtomicFile.replace(unfinished, air);
    AtomicFile.write(messages, result.output());
    List<String> files = new ArrayList<>(Dependencies.parse(Files.readString(rule)));
    Files.delete(rule);
    Stream.of(air, messages).forEach(file -> files.add(base.relativize(file).toString()));
    Inputs.of(key, base, files).write(record);
    return new Unit(air, true, false, said, result.output());
  }

  private List<String> key(String source, String identity) {
    List<String> key = new ArrayList<>(options);
    key.addAll(List.of(FORMAT, tools.version(), source, identity));
    return key;
  }

  private List<String> command(String source, Path air, Path rule) {
    List<String> command = new ArrayList<>(List.of("metal"));
    command.addAll(options);
    command.addAll(List.of("-MMD", "-MT", "air", "-MF", rule.toString()));
    command.addAll(List.of("-c", source, "-o", air.toString()));
    return command;
  }
}
