package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.mutation.MutantFinder;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.Digests;
import io.github.kernelconformance.toolchain.NativeSources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the mutants of programs, and compiles programs with all of theirs at once. */
public final class MutantBuild {

  /** Offsets of messages are then those of the text. */
  private static final Pattern LINE_MARKER = Pattern.compile("(?m)^#( \\d)");

  private static final List<String> SYNTAX = List.of(ClangCommand.QUIET, "-fsyntax-only");

  private final Clang clang;
  private final NativeSources sources;
  private final Path output;
  private final int processors;
  private final Instrumentation chosen;
  private final ClangCommand command;

  /**
   * @param output where compiled libraries are kept for the next build; made when needed
   * @param processors how many compilers may run at once
   * @param checks what kernels are looked at for while a mutant runs
   */
  public MutantBuild(
      Clang clang, NativeSources sources, Path output, int processors, Set<Check> checks) {
    this.clang = clang;
    this.sources = sources;
    this.output = output;
    this.processors = processors;
    this.chosen = Instrumentation.of(checks).with(Instrumentation.Mutants.CHOSEN);
    this.command = new ClangCommand(clang, sources.directory(), chosen);
  }

  /** Compiles programs with their mutants, of which one is chosen for each launch. */
  public HostBuild choosing() {
    return new HostBuild(clang, sources, output, processors, chosen);
  }

  /**
   * Compiles programs with their mutants, without checks. A launch tells as its blocks which of
   * them it reaches: the number of the first of each expression.
   */
  public HostBuild reaching() {
    return new HostBuild(
        clang,
        sources,
        output,
        processors,
        Instrumentation.of(Set.of()).with(Instrumentation.Mutants.REACHED));
  }

  /** The kernels of a program that are mutated: those without function constants of their own. */
  public static List<Kernel> mutable(Program program, Set<String> kernels) {
    return program.kernels().stream()
        .filter(it -> kernels.contains(it.name()) && it.constants().isEmpty())
        .toList();
  }

  /**
   * Reads what can be changed in a program, in what some of its kernels call.
   *
   * @param kernels the names of the kernels
   * @throws DeviceException where the compiler fails
   */
  public MutableProgram read(Program program, Set<String> kernels) throws DeviceException {
    List<Kernel> some = mutable(program, kernels);
    Precompiled precompiled = Precompiled.of(command, sources);
    String text = EntrySource.of(program, some, chosen).get(0);
    MutantFinder finder =
        withFile(
            program,
            text,
            file ->
                command.output(
                    arguments(
                        precompiled, file, List.of("-fsyntax-only", "-Xclang", "-ast-dump=json")),
                    dump ->
                        MutantFinder.read(
                            program,
                            dump,
                            file.toString(),
                            text.indexOf(program.hostText()),
                            some)));
    return new MutableProgram(finder, it -> errors(precompiled, it, some));
  }

  private interface OfFile<T> {
    T of(Path file) throws DeviceException;
  }

  /** Makes something of a text in a file. */
  private <T> T withFile(Program program, String text, OfFile<T> maker) throws DeviceException {
    try {
      Files.createDirectories(output);
      Path file = Files.createTempFile(output, "mutants-", ".cpp");
      try {
        Files.writeString(file, text);
        return maker.of(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new DeviceException("Cannot find mutants of " + program.source() + ": " + e, e);
    }
  }

  private List<String> arguments(Precompiled precompiled, Path file, List<String> more) {
    List<String> arguments = new ArrayList<>(chosen.flags());
    arguments.addAll(List.of(ClangCommand.QUIET, "-include-pch", precompiled.header().toString()));
    arguments.addAll(more);
    arguments.addAll(List.of("-x", "c++", file.toString()));
    return arguments;
  }

  private List<Set<Integer>> errors(Precompiled precompiled, Program mutated, List<Kernel> kernels)
      throws DeviceException {
    String text = EntrySource.of(mutated, kernels, chosen).get(0);
    String before = text.substring(0, text.indexOf(mutated.hostText()));
    int lines = (int) before.chars().filter(it -> it == '\n').count();
    List<String> more = new ArrayList<>(SYNTAX);
    more.add("-ferror-limit=0");
    return withFile(
        mutated,
        LINE_MARKER.matcher(text).replaceAll("//$1"),
        file ->
            command
                .run(arguments(precompiled, file, more))
                .map(it -> ErrorOffsets.of(it, file.toString(), lines, mutated.hostText()))
                .orElse(List.of()));
  }

  /**
   * What the compiler makes of some kernels of a program, to be compared with what it makes of a
   * mutant: a digest of the compiler's own code, without lines. It is optimized a little: what is
   * equal then is equal whatever else is done. Empty where it does not compile.
   */
  public Optional<String> code(Program program, List<Kernel> kernels) throws DeviceException {
    ClangCommand plain = new ClangCommand(clang, sources.directory(), Instrumentation.of(Set.of()));
    Precompiled precompiled = Precompiled.of(plain, sources);
    try {
      Files.createDirectories(output);
      Path file = Files.createTempFile(output, "mutant-", ".cpp");
      try {
        String text = EntrySource.of(program, kernels, Instrumentation.of(Set.of())).get(0);
        Files.writeString(file, LINE_MARKER.matcher(text).replaceAll("//$1"));
        List<String> arguments = new ArrayList<>(List.of(ClangCommand.QUIET, "-g0"));
        arguments.addAll(List.of("-include-pch", precompiled.header().toString()));
        arguments.addAll(
            List.of("-O1", "-S", "-emit-llvm", "-o", "-", "-x", "c++", file.toString()));
        byte[] code = plain.output(arguments, InputStream::readAllBytes);
        String name = file.getFileName().toString();
        return code.length == 0
            ? Optional.empty()
            : Optional.of(
                Digests.of(
                    List.of(new String(code, StandardCharsets.UTF_8).replace(name, "mutant"))));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new DeviceException("Cannot compile a mutant of " + program.source() + ": " + e, e);
    }
  }
}
