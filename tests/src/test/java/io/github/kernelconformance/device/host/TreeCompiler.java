package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.MslException;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles the kernels of a unit up to where code would be made, all templates instantiated. A
 * kernel that fails is taken out, with its error, until the rest compiles.
 */
final class TreeCompiler {

  /** Kernels that one run of the compiler instantiates, which bounds its memory. */
  private static final int BATCH = 400;

  /** The file that the lines of entries are given, one line a kernel. */
  private static final String ENTRIES = "kernel_conformance_entries";

  private static final Pattern ENTRY_MARKER =
      Pattern.compile(
          "\\n# \\d+ \"(?:[^\"\\\\]|\\\\.)*\"\\n(?=(?:namespace [^\\n]* \\{ )?"
              + "KERNEL_CONFORMANCE_ENTRY\\(kernel_conformance_entry_(\\d+),)");
  private static final Pattern ENTRY = Pattern.compile(ENTRIES + ":(\\d+):");
  private static final Pattern ERROR =
      Pattern.compile("^(\\S.*?:\\d+(?::\\d+)?): (?:fatal )?error: (.*)$");

  private static final Pattern REFUSAL = Pattern.compile("(\\S.*?:\\d+): (.*)");

  private final Path work;
  private final Path base;
  private final ClangCommand clang;
  private final Precompiled precompiled;

  /**
   * A compiler.
   *
   * @param base the tree's directory; errors name files relative to it
   * @param work for texts and results that are kept
   */
  TreeCompiler(Path base, Path work) throws DeviceException {
    this.work = work;
    this.base = base;
    clang =
        new ClangCommand(
            TestToolchain.clang(),
            TestToolchain.sources().directory(),
            Instrumentation.of(Set.of()));
    precompiled = Precompiled.of(clang, TestToolchain.sources());
  }

  TreeResult compile(TreeUnit unit) throws Exception {
    Program program;
    try {
      program = program(unit);
    } catch (MslException e) {
      return new TreeResult(unit.name(), 0, Map.of(), List.of(new TreeError("", e.getMessage())));
    }
    List<String> key = new ArrayList<>(clang.key());
    key.addAll(List.of(TestToolchain.sources().identity(), text(program, program.kernels())));
    Path kept = work.resolve("results").resolve(Digests.of(key));
    if (Files.exists(kept)) {
      return TreeResultFile.read(unit.name(), kept);
    }
    TreeResult result = compile(unit, program);
    TreeResultFile.write(result, kept);
    return result;
  }

  private TreeResult compile(TreeUnit unit, Program program) throws Exception {
    List<Kernel> kernels = program.kernels();
    List<String> broken = errors(program, List.of());
    if (!broken.isEmpty()) {
      List<TreeError> all = refusals(broken);
      if (all.isEmpty()) {
        all = broken.stream().map(TreeCompiler::error).distinct().toList();
      }
      return new TreeResult(unit.name(), kernels.size(), Map.of(), all);
    }
    Map<String, TreeError> failed = new TreeMap<>();
    for (int from = 0; from < kernels.size(); from += BATCH) {
      List<Kernel> left =
          new ArrayList<>(kernels.subList(from, Math.min(kernels.size(), from + BATCH)));
      while (!left.isEmpty()) {
        Map<Integer, TreeError> found = new LinkedHashMap<>();
        List<String> errors = errors(program, left);
        if (errors.isEmpty()) {
          break;
        }
        // Of errors in one instantiation the compiler gives only the first its notes.
        int index = -1;
        for (String block : errors) {
          Matcher entry = ENTRY.matcher(block);
          while (entry.find()) {
            index = Integer.parseInt(entry.group(1));
          }
          if (index < 0) {
            throw new IllegalStateException("an error of no kernel: " + block);
          }
          found.putIfAbsent(index, error(block));
        }
        found.forEach((kernel, error) -> failed.put(left.get(kernel).name(), error));
        left.removeIf(kernel -> failed.containsKey(kernel.name()));
      }
    }
    return new TreeResult(unit.name(), kernels.size(), failed, List.of());
  }

  private Program program(TreeUnit unit) throws IOException, InterruptedException {
    return new Preprocessor(
            new PreprocessorSettings(
                TestToolchain.clang().executable(),
                base,
                unit.includePaths(),
                unit.defines(),
                PreprocessorSettings.DEFAULT_METAL_VERSION))
        .program(unit.source());
  }

  /** The text with a line of a file of their own for each entry, by which errors find them. */
  private static String text(Program program, List<Kernel> kernels) {
    return ENTRY_MARKER
        .matcher(EntrySource.of(program, kernels, Instrumentation.of(Set.of())).get(0))
        .replaceAll("\n# $1 \"" + ENTRIES + "\"\n");
  }

  /** Each error with the notes that follow it. */
  private List<String> errors(Program program, List<Kernel> kernels) throws Exception {
    Path source = Files.createTempFile(work, "unit-", ".cpp");
    try {
      Files.writeString(source, text(program, kernels));
      String messages =
          clang
              .run(
                  List.of(
                      "-fsyntax-only",
                      "-ferror-limit=0",
                      "-ftemplate-backtrace-limit=0",
                      "-fno-caret-diagnostics",
                      "-include-pch",
                      precompiled.header().toString(),
                      "-x",
                      "c++",
                      source.toString()))
              .orElse("");
      return blocks(messages);
    } finally {
      Files.deleteIfExists(source);
    }
  }

  private static List<String> blocks(String messages) {
    List<String> blocks = new ArrayList<>();
    StringBuilder before = new StringBuilder();
    for (String line : messages.lines().toList()) {
      if (ERROR.matcher(line).matches()) {
        blocks.add(before + line + "\n");
        before.setLength(0);
      } else if (line.startsWith("In file included") || blocks.isEmpty()) {
        before.append(line).append('\n');
      } else {
        blocks.set(blocks.size() - 1, blocks.get(blocks.size() - 1) + line + "\n");
      }
    }
    if (blocks.isEmpty() && !messages.isEmpty()) {
      blocks.add(messages);
    }
    return blocks;
  }

  /** If any error is a refusal by name, those alone, as the product does. */
  private static List<TreeError> refusals(List<String> blocks) {
    return Refusals.among(String.join("", blocks)).stream()
        .flatMap(String::lines)
        .map(REFUSAL::matcher)
        .filter(Matcher::matches)
        .map(it -> new TreeError(it.group(1), it.group(2)))
        .toList();
  }

  private static TreeError error(String block) {
    List<TreeError> refusals = refusals(List.of(block));
    if (!refusals.isEmpty()) {
      return refusals.get(0);
    }
    for (String line : block.lines().toList()) {
      Matcher matcher = ERROR.matcher(line);
      if (matcher.matches()) {
        String place = matcher.group(1);
        return new TreeError(place.substring(place.indexOf("/msl/") + 1), matcher.group(2));
      }
    }
    return new TreeError("", block.lines().findFirst().orElse(""));
  }
}
