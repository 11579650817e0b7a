package io.github.kernelconformance.device.host;

import io.github.kernelconformance.coverage.CountedCode;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.toolchain.CacheUse;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.Digests;
import io.github.kernelconformance.toolchain.NativeSources;
import io.github.kernelconformance.toolchain.SealedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles a program's kernels to a shared library that stands alone: engine and all. */
final class HostCompiler {

  /** To be raised when what is compiled changes in a way that the other parts of the key miss. */
  private static final String FORMAT = "6";

  /** Signal handlers outlive whoever closes the library. */
  private static final String LASTING = "-Wl,-z,nodelete";

  private static final String NOT_NEEDED =
      "\nThe matrix runs no kernel of this file. To leave the file out, use the"
          + " parameter 'excludes'.";

  private final ClangCommand clang;
  private final NativeSources sources;
  private final Path output;
  private final Instrumentation instrumentation;

  /**
   * @param output where the libraries go; made when needed
   */
  HostCompiler(Clang clang, NativeSources sources, Path output, Instrumentation instrumentation) {
    this.clang = new ClangCommand(clang, sources.directory(), instrumentation);
    this.instrumentation = instrumentation;
    this.sources = sources;
    this.output = output;
  }

  /**
   * The library with the given kernels of a program. Its name is a digest of all that it is made
   * from, so one that is there and intact is used as it is.
   *
   * @param kernels none is allowed: the program is then compiled to see that it does
   * @throws CompilationException with clang's messages where the user's source does not compile
   * @throws DeviceException where clang cannot be run or the library not be written
   */
  Path compile(Program program, List<Kernel> kernels) throws CompilationException, DeviceException {
    List<String> texts = EntrySource.of(program, kernels, instrumentation);
    List<String> key = new ArrayList<>(clang.key());
    key.addAll(List.of(FORMAT, sources.identity()));
    key.add(String.valueOf(instrumentation.counts()));
    key.addAll(texts);
    Path library = output.resolve(Digests.of(key) + ".so");
    CacheUse.ofFile(library);
    if (SealedFile.isIntact(library)) {
      return library;
    }
    try {
      if (!Files.isDirectory(output)) { // a link to a directory is one too
        Files.createDirectories(output);
      }
      Path source = Files.createTempFile(output, "kernels-", ".cpp");
      List<Path> codes = new ArrayList<>();
      Path unfinished = AtomicFile.unfinished(library);
      try {
        Precompiled precompiled = Precompiled.of(clang, sources);
        Counting counting = new Counting(program.source());
        for (String text : texts) {
          Path code = Files.createTempFile(output, "kernels-", ".ll");
          codes.add(code);
          Files.writeString(source, instrumentation.counts() ? counting.plain(text) : text);
          Optional<String> messages = translate(precompiled, source, code);
          if (messages.isPresent() && instrumentation.counts()) {
            Files.writeString(source, text); // whose messages name the user's lines
            messages = translate(precompiled, source, code);
          }
          refuse(program, kernels, messages);
          List<String> metal = asMetalHasIt(Files.readAllLines(code));
          if (instrumentation.counts()) {
            metal = counting.counted(metal, text, source);
          }
          Files.write(code, texts.size() == 1 ? metal : OwnDefinitions.of(metal));
        }
        refuse(program, kernels, link(precompiled, codes, unfinished));
        if (instrumentation.counts()) {
          Files.write(unfinished, counting.map(), StandardOpenOption.APPEND);
        }
        SealedFile.seal(unfinished);
        AtomicFile.replace(unfinished, library);
      } finally {
        Files.deleteIfExists(source);
        for (Path code : codes) {
          Files.deleteIfExists(code);
        }
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new DeviceException("Cannot compile " + program.source() + ": " + e, e);
    }
    return library;
  }

  /**
   * Compiles to code that is not optimized yet.
   *
   * @return clang's messages, if it refuses the source
   */
  private Optional<String> translate(Precompiled precompiled, Path source, Path code)
      throws DeviceException {
    List<String> arguments = new ArrayList<>(instrumentation.flags());
    if (instrumentation.counts()) {
      arguments.addAll(CountedCode.FLAGS);
    }
    arguments.addAll(List.of("-include-pch", precompiled.header().toString()));
    arguments.addAll(List.of("-x", "c++", source.toString(), "-o", code.toString()));
    arguments.addAll(List.of("-S", "-emit-llvm", "-Xclang", "-disable-llvm-passes"));
    arguments.add(BitFields.NAMES);
    if (clang.run(with(arguments, ShiftCounts.REFUSED)).isEmpty()) {
      return Optional.empty();
    }
    // Once more without the warnings that stand between the errors.
    Optional<String> messages = clang.run(with(arguments, List.of(ClangCommand.QUIET)));
    return messages.isPresent()
        ? messages
        : clang.run(with(arguments, ShiftCounts.REFUSED_ALONE)).map(ShiftCounts::explained);
  }

  /** What C++ has in another way than Metal is changed in clang's code. */
  private List<String> asMetalHasIt(List<String> code) {
    List<String> masked = ShiftCounts.masked(code);
    List<String> written = instrumentation.seesAccesses() ? BitFields.written(masked) : masked;
    return instrumentation.adversary().map(it -> it.divided(written)).orElse(written);
  }

  private static List<String> with(List<String> arguments, List<String> more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(more);
    return all;
  }

  private Optional<String> link(Precompiled precompiled, List<Path> codes, Path library)
      throws DeviceException {
    List<String> arguments = new ArrayList<>(instrumentation.flags());
    arguments.addAll(List.of(ClangCommand.QUIET, "-shared", LASTING));
    arguments.addAll(List.of("-x", "ir"));
    codes.forEach(code -> arguments.add(code.toString()));
    arguments.addAll(List.of("-x", "none"));
    precompiled.objects().forEach(object -> arguments.add(object.toString()));
    arguments.addAll(List.of("-o", library.toString()));
    return clang.run(arguments);
  }

  private static void refuse(Program program, List<Kernel> kernels, Optional<String> messages)
      throws CompilationException {
    if (messages.isPresent()) {
      throw new CompilationException(
          program.source()
              + " does not compile:\n"
              + Refusals.among(messages.get())
                  .orElseGet(
                      () ->
                          UnsetConstants.explained(messages.get(), program)
                              + (kernels.isEmpty() ? NOT_NEEDED : "")));
    }
  }
}
