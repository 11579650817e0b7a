package io.github.kernelconformance.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.coverage.ControlProgram.Lane;
import io.github.kernelconformance.coverage.ControlProgram.Statement;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.host.CompiledLibrary;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.device.host.HostLibraries;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.KernelName;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.msl.Programs;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.testing.TestToolchain;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The counts of kernels, compared with those of the same statements run here. */
class CountedKernelsTest {

  private static final int LANES = 40;

  /** The lines of coverage.metal that explain it. */
  private static final int HEAD = 5;

  @TempDir private Path project;

  /** Each kind of statement alone, each pair of them, and random ones of all kinds. */
  @Test
  void everyLineSideAndTripIsCounted() throws Exception {
    List<String> text = new ArrayList<>();
    Map<String, ControlProgram> programs = new LinkedHashMap<>();
    Map<String, Statement> kernels = new LinkedHashMap<>();
    Random random = new Random(1);
    List<List<Integer>> bodies = new ArrayList<>();
    for (int kind = 0; kind < ControlProgram.KINDS; kind++) {
      bodies.add(List.of(kind));
      bodies.add(List.of(kind, random.nextInt(ControlProgram.KINDS)));
      bodies.add(random.ints(4, 0, ControlProgram.KINDS).boxed().collect(Collectors.toList()));
    }
    for (int i = 0; i < bodies.size(); i++) {
      ControlProgram it = new ControlProgram(text, i);
      programs.put("k" + i, it);
      kernels.put(
          "k" + i, it.function("int f%d(int v0, int v1, int v2) {".formatted(i), bodies.get(i)));
      text.add(
          ("kernel void k%d(const device int* in, device int* out,"
                  + " uint i [[thread_position_in_grid]]) {")
              .formatted(i));
      text.add("out[i] = f%d(in[3 * i], in[3 * i + 1], in[3 * i + 2]);".formatted(i));
      text.add("}");
    }
    int[] inputs = random.ints(3 * LANES, -8, 9).toArray();
    List<CompiledLibrary> compiled = compile(String.join("\n", text), kernels.keySet());
    try (HostLibraries library = new HostLibraries(compiled)) {
      for (String kernel : kernels.keySet()) {
        Execution execution = run(library, kernel, inputs);
        int[] values = run(kernels.get(kernel), inputs);
        assertThat(ints(execution.outputs().get("out"))).as(kernel).isEqualTo(values);
        Seen seen =
            Seen.of(compiled.get(0).counted().get(kernel), execution, "f" + kernel.substring(1));
        ControlProgram.Counts counts = programs.get(kernel).counts;
        // A jump behind a loop may have no code of its own.
        counts
            .lines()
            .keySet()
            .removeIf(it -> text.get(it - 1).endsWith("break;") && !seen.lines().containsKey(it));
        assertSame(kernel, text, seen.lines(), counts.lines());
        assertSame(kernel, text, seen.branches(), words(counts.branches()));
        assertSame(kernel, text, seen.loops(), words(counts.loops()));
      }
    }
  }

  /**
   * Templates, a struct, a lambda, macros, ranges, function constants, loops in loops without
   * braces, returns: {@code coverage.metal} says of each line what eight lanes do.
   */
  @Test
  void linesAreAsTheirCommentsSay() throws Exception {
    Path file = Path.of("src", "test", "metal", "coverage.metal");
    List<CompiledLibrary> compiled =
        counting()
            .compile(
                List.of(TestPrograms.of(file, Map.of()).specialized(Map.of("size", "8"))),
                Set.of("coverage"));
    CoverageTally tally = new CoverageTally("coverage");
    tally.kernel("coverage", compiled.get(0).counted().get("coverage"));
    try (HostLibraries library = new HostLibraries(compiled)) {
      Launch launch =
          new Launch(
              "coverage",
              new Size(8, 1, 1),
              new Size(1, 1, 1),
              List.of(new Argument.Output("out", 32)));
      tally.cell("coverage", library.run(launch).counts().values());
    }
    FileCoverage seen = tally.result().files().get(0);
    List<String> source = Files.readAllLines(file);
    for (int i = HEAD; i < source.size(); i++) {
      String[] said = source.get(i).split(" *//: ");
      assertThat(words(seen, i + 1))
          .as("%d %s", i + 1, said[0])
          .isEqualTo(said.length > 1 ? said[1] : "");
    }
  }

  /** They are texts of their own in one library, and each has its own counters. */
  @Test
  void kernelsWithValuesOfFunctionConstantsCountApart() throws Exception {
    Path file = Path.of("src", "test", "metal", "named_kernels.metal");
    String five = KernelName.of("cautious").with("unset", "5").spelling();
    String none = KernelName.of("cautious").spelling();
    String told = KernelName.parse("told[BLOCK=1, HAS_ADDEND=false, SCALE=0.5]").spelling();
    Set<String> names = Set.of(five, none, told);
    Program program = TestPrograms.of(file, Map.of()).specialized(Map.of("SCALE", "3"));
    List<CompiledLibrary> compiled =
        counting().compile(Programs.with(List.of(program), names), names);
    assertThat(compiled).hasSize(1);
    Map<String, Integer> lanes = Map.of(five, 3, none, 4, told, 2);
    try (HostLibraries library = new HostLibraries(compiled)) {
      for (String name : names) {
        Launch launch =
            new Launch(
                name,
                new Size(lanes.get(name), 1, 1),
                new Size(1, 1, 1),
                List.of(new Argument.Output("out", 16)));
        long[] counts = library.run(launch).counts().values();
        Set<Long> lines =
            compiled.get(0).counted().get(name).stream()
                .flatMap(it -> it.lines().stream())
                .map(it -> it.count().value(counts))
                .collect(Collectors.toSet());
        assertThat(lines).as(name).contains((long) lanes.get(name));
        // Whatever else counts in the library, its other texts did not run.
        assertThat(compiled.get(0).counted().get(name).stream().map(CountedFunction::symbol))
            .noneMatch(it -> it.contains(name.equals(told) ? "cautious" : "told"));
      }
    }
  }

  /** Counts need a text without line markers; messages do not. */
  @Test
  void aMistakeIsToldWithTheLineOfTheUser() throws Exception {
    String text =
        "#define TWO \\\n  2\nkernel void k(device int* out) {\n  out[0] = undeclared;\n}\n";
    assertThatThrownBy(() -> compile(text, Set.of("k")))
        .isInstanceOf(CompilationException.class)
        .hasMessageContaining("kernels.metal:4:12")
        .hasMessageContaining("undeclared");
  }

  private static String words(FileCoverage file, int line) {
    List<String> words = new ArrayList<>();
    for (LineCoverage it : file.lines()) {
      if (it.line() == line) {
        words.add(String.valueOf(it.count()));
      }
    }
    for (BranchCoverage it : file.branches()) {
      if (it.line() == line) {
        words.add(it.text() + " " + it.taken() + (it.label() ? "" : " " + it.other()));
      }
    }
    for (LoopCoverage it : file.loops()) {
      if (it.line() == line) {
        words.add(
            "%s %d %d %d of %s"
                .formatted(
                    it.keyword(),
                    it.none(),
                    it.one(),
                    it.many(),
                    String.join(" ", it.possibleNames())));
      }
    }
    return String.join(" | ", words);
  }

  /**
   * What is counted at a place that one of them has, with the text of the kernel if they differ.
   */
  private static <K, V> void assertSame(
      String kernel, List<String> text, Map<K, V> seen, Map<K, V> known) {
    Set<K> all = new TreeSet<>(seen.keySet());
    all.addAll(known.keySet());
    List<String> different =
        all.stream()
            .filter(it -> !Objects.equals(seen.get(it), known.get(it)))
            .map(
                it ->
                    "%s: counted %s, is %s: %s"
                        .formatted(
                            it,
                            seen.get(it),
                            known.get(it),
                            text.get(Integer.parseInt(it.toString().split(" ")[0]) - 1)))
            .toList();
    assertThat(different)
        .as(
            kernel
                + System.lineSeparator()
                + String.join(System.lineSeparator(), body(text, kernel)))
        .isEmpty();
  }

  private static List<String> body(List<String> text, String kernel) {
    int from = text.indexOf("int f%s(int v0, int v1, int v2) {".formatted(kernel.substring(1)));
    int to = from;
    while (!text.get(to).equals("}")) {
      to++;
    }
    List<String> body = new ArrayList<>();
    for (int i = from; i < to; i++) {
      body.add((i + 1) + " " + text.get(i));
    }
    return body;
  }

  private record Seen(
      Map<Integer, Long> lines, Map<String, String> branches, Map<Integer, String> loops) {

    /** What the counters of a kernel's helper say. */
    private static Seen of(List<CountedFunction> functions, Execution execution, String name) {
      long[] counts = execution.counts().values();
      Map<Integer, Long> lines = new TreeMap<>();
      Map<String, String> branches = new TreeMap<>();
      Map<Integer, String> loops = new TreeMap<>();
      for (CountedFunction it : functions) {
        if (it.symbol().contains(name + "iii")) {
          it.lines().forEach(at -> lines.merge(at.line(), at.count().value(counts), Math::max));
          it.branches()
              .forEach(
                  at ->
                      branches.put(
                          at.line() + " " + at.text(),
                          at.taken().value(counts) + " " + at.other().value(counts)));
          it.loops()
              .forEach(
                  at ->
                      loops.put(
                          at.line(),
                          at.runs().value(counts)
                              + " "
                              + at.once().value(counts)
                              + " "
                              + at.again().value(counts)));
        }
      }
      return new Seen(lines, branches, loops);
    }
  }

  private static <K> Map<K, String> words(Map<K, long[]> counts) {
    return counts.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                it ->
                    Arrays.stream(it.getValue())
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(" ")),
                (some, other) -> some,
                TreeMap::new));
  }

  private HostBuild counting() {
    return HostBuild.withCounts(
        TestToolchain.clang(), TestToolchain.sources(), project.resolve("target"), 1);
  }

  private List<CompiledLibrary> compile(String text, Set<String> kernels) throws Exception {
    return counting()
        .compile(List.of(TestPrograms.of(project.resolve("kernels.metal"), text)), kernels);
  }

  private static int[] run(Statement kernel, int[] inputs) {
    return IntStream.range(0, LANES)
        .map(
            i -> {
              Lane lane = new Lane(inputs[3 * i], inputs[3 * i + 1], inputs[3 * i + 2]);
              kernel.run(lane);
              return lane.value;
            })
        .toArray();
  }

  private static Execution run(HostLibraries library, String kernel, int[] inputs)
      throws Exception {
    return library.run(
        new Launch(
            kernel,
            new Size(LANES, 1, 1),
            new Size(1, 1, 1),
            List.of(
                new Argument.Input("in", bytes(inputs)), new Argument.Output("out", 4 * LANES))));
  }

  private static byte[] bytes(int[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  private static int[] ints(byte[] bytes) {
    int[] values = new int[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(values);
    return values;
  }
}
