package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs every trial of the proof: launches with one defect each, and their twins without. */
final class CheckProof {

  private static final Path FILE = Path.of("target", "check-proof", "proof.metal");

  /** Further than any red zone, and less than the gap between buffers. */
  private static final int FAR = 3 << 15;

  private static final String WRITTEN = "an input written";

  private static final int BYTES = 1024;

  /** What a launch does wrong. */
  enum Defect {
    OUT_OF_BOUNDS("Out of bounds"),
    UNINITIALIZED("Read before anything is written"),
    RACE("Race"),
    MISALIGNED("Misaligned"),
    INPUT_WRITTEN("Write to an input"),
    LOOP("In a loop over many values");

    private final String title;

    Defect(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** The members of the kernels' struct of this name. */
  private record Where(int at, int filled, boolean odd, boolean other, boolean barrier, int first) {

    private static Where at(int at) {
      return new Where(at, 0, false, false, false, 0);
    }

    private Where filled(int bytes) {
      return new Where(at, bytes, odd, other, barrier, first);
    }

    private Where ofOddLength() {
      return new Where(at, filled, true, other, barrier, first);
    }

    private Where inAnotherVariable() {
      return new Where(at, filled, odd, true, barrier, first);
    }

    private Where after(int access, boolean ordered) {
      return new Where(at, filled, odd, other, ordered, access);
    }

    private byte[] bytes() {
      return Buffers.ints(at, filled, odd ? 1 : 0, other ? 1 : 0, barrier ? 1 : 0, first);
    }
  }

  /**
   * One launch with a defect.
   *
   * @param position where the access is
   * @param notPromised if the check does not promise to see it, and so it is not tried, what it is
   */
  record Trial(
      Defect defect,
      ProofKernel kernel,
      String position,
      Where where,
      Optional<String> notPromised) {

    private Trial(Defect defect, ProofKernel kernel, String position, Where where) {
      this(defect, kernel, position, where, Optional.empty());
    }

    private static Trial notPromised(
        Defect defect, ProofKernel kernel, String position, String what) {
      return new Trial(defect, kernel, position, Where.at(0), Optional.of(what));
    }

    boolean isPromised() {
      return notPromised.isEmpty();
    }
  }

  /**
   * What came of a trial.
   *
   * @param findings everything that was found; nothing if it was not tried
   */
  record Result(Trial trial, List<Finding> findings) {

    /** Whether the defect was found as what it is, and nothing else. */
    boolean seen() {
      return findings.stream().anyMatch(it -> fits(trial, it))
          && findings.stream().allMatch(it -> fits(trial, it) || isNoBool(trial, it));
    }
  }

  private final ProofKernels kernels = new ProofKernels();

  CheckProof() throws IOException {
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, kernels.text());
  }

  /** The results of all trials. */
  List<Result> run() {
    List<Trial> all = kernels.kernels().stream().flatMap(this::trials).toList();
    List<Trial> trials = all.stream().filter(Trial::isPromised).toList();
    List<Execution> executions =
        HostKernel.executeAll(FILE, trials.stream().map(this::launch).toList(), CheckedKernel.ALL);
    Stream<Result> tried =
        IntStream.range(0, trials.size())
            .mapToObj(i -> new Result(trials.get(i), executions.get(i).findings()));
    Stream<Result> others =
        all.stream().filter(it -> !it.isPromised()).map(it -> new Result(it, List.of()));
    return Stream.concat(tried, others).toList();
  }

  /** What is found where nothing is wrong, which is to be nothing. */
  List<Finding> falseFindings() {
    List<Launch> launches =
        kernels.kernels().stream()
            .flatMap(kernel -> twins(kernel).stream().map(it -> launch(kernel, it, false)))
            .toList();
    return HostKernel.executeAll(FILE, launches, CheckedKernel.ALL).stream()
        .flatMap(it -> it.findings().stream())
        // Atomics need no order, and what they do depends on it.
        .filter(
            it ->
                it.kind() != Finding.Kind.NONDETERMINISM
                    || !it.kernel().startsWith("race")
                    || !it.kernel().contains("atomic"))
        .toList();
  }

  private Stream<Trial> trials(ProofKernel kernel) {
    return switch (kernel.form()) {
      case LOOP -> loops(kernel);
      case INDEX ->
          Stream.of(
              new Trial(Defect.OUT_OF_BOUNDS, kernel, "before", Where.at(-1)),
              new Trial(Defect.OUT_OF_BOUNDS, kernel, "one past", Where.at(ProofKernels.COUNT)),
              new Trial(Defect.OUT_OF_BOUNDS, kernel, "far", Where.at(FAR)));
      case RACE -> races(kernel);
      case ACCESS ->
          Stream.of(outside(kernel), uninitialized(kernel), misaligned(kernel), written(kernel))
              .flatMap(it -> it);
    };
  }

  /** One value too many, where the last vector begins in bounds and where it ends there. */
  private Stream<Trial> loops(ProofKernel kernel) {
    int count = ProofKernels.LOOP_COUNT;
    List<Trial> trials = new ArrayList<>();
    trials.add(loop(kernel, "one past in a vector", Where.at(count).ofOddLength(), 0));
    trials.add(loop(kernel, "one past behind vectors", Where.at(count + 1), 0));
    if (!kernel.write() && kernel.space().isShared()) {
      trials.add(loop(kernel, "the last value unwritten", Where.at(count), kernel.type().size()));
    }
    if (kernel.write() && kernel.space() == ProofSpace.DEVICE_OUTPUT) {
      trials.add(new Trial(Defect.LOOP, kernel, WRITTEN, Where.at(count)));
    }
    return trials.stream();
  }

  private static Trial loop(ProofKernel kernel, String position, Where where, int unfilled) {
    int length = ProofKernels.length(kernel.form(), kernel.type(), where.odd());
    return new Trial(
        Defect.LOOP, kernel, position, where.filled(filled(kernel, length) - unfilled));
  }

  private Stream<Trial> outside(ProofKernel kernel) {
    int size = kernel.type().size();
    int length = ProofKernels.length(kernel.form(), kernel.type(), false);
    List<Trial> trials = new ArrayList<>();
    trials.add(outside(kernel, "before", Where.at(-size)));
    trials.add(outside(kernel, "one past", Where.at(length)));
    if (size > 1) {
      trials.add(outside(kernel, "straddling", Where.at(length).ofOddLength()));
    }
    // What lies far from a variable is not ours to say.
    trials.add(
        !kernel.space().isVariable() || kernel.space() == ProofSpace.THREAD_ARRAY
            ? outside(kernel, "far", Where.at(FAR))
            : Trial.notPromised(Defect.OUT_OF_BOUNDS, kernel, "far", "far from a variable"));
    trials.add(
        outside(
            kernel,
            "another",
            kernel.space().isVariable()
                ? Where.at(0).inAnotherVariable()
                : Where.at(distance(kernel))));
    return trials.stream();
  }

  private Trial outside(ProofKernel kernel, String position, Where where) {
    int length = ProofKernels.length(kernel.form(), kernel.type(), where.odd());
    return new Trial(Defect.OUT_OF_BOUNDS, kernel, position, where.filled(filled(kernel, length)));
  }

  /** An atomic that updates is not to be told of what it reads there. */
  private static int filled(ProofKernel kernel, int length) {
    return kernel.space() == ProofSpace.THREAD_ARRAY ? 0 : length;
  }

  /**
   * From the memory in question to another argument's: an input's to read, an output's to write.
   */
  private int distance(ProofKernel kernel) {
    List<Argument> arguments = arguments(kernel, Where.at(0), false);
    List<String> names = arguments.stream().map(Argument::name).toList();
    List<Long> offsets = BufferLayout.of(arguments, true).offsets();
    String other = kernel.write() ? "to" : kernel.space().other();
    return (int)
        (offsets.get(names.indexOf(other)) - offsets.get(names.indexOf(kernel.space().argument())));
  }

  private Stream<Trial> uninitialized(ProofKernel kernel) {
    if (!readsBeforeItWrites(kernel)) {
      return Stream.of();
    }
    if (kernel.space() == ProofSpace.THREAD_ARRAY) {
      return Stream.of(
          Trial.notPromised(Defect.UNINITIALIZED, kernel, "all bytes", "an array of a thread"));
    }
    if (!kernel.space().isShared()) {
      return Stream.of();
    }
    int size = kernel.type().size();
    Where where = Where.at(2 * size);
    Stream<Trial> whole = Stream.of(new Trial(Defect.UNINITIALIZED, kernel, "all bytes", where));
    return size == 1
        ? whole
        : Stream.concat(
            whole,
            Stream.of(
                new Trial(
                    Defect.UNINITIALIZED,
                    kernel,
                    "the last byte",
                    where.filled(2 * size + kernel.type().used() - 1))));
  }

  private static boolean readsBeforeItWrites(ProofKernel kernel) {
    return !kernel.write() || Set.of("updated", "exchanged", "compared").contains(kernel.way());
  }

  private Stream<Trial> misaligned(ProofKernel kernel) {
    ProofType type = kernel.type();
    List<Trial> trials = new ArrayList<>();
    if (type.alignment() > 1) {
      trials.add(misaligned(kernel, "by a byte", 1));
    }
    if (type.alignment() > type.component()) {
      trials.add(misaligned(kernel, "by a component", type.component()));
    }
    return trials.stream();
  }

  private static Trial misaligned(ProofKernel kernel, String position, int by) {
    ProofType type = kernel.type();
    Optional<String> free = type.freeOfAlignment(kernel.way());
    if (free.isPresent()) {
      return Trial.notPromised(Defect.MISALIGNED, kernel, position, free.get());
    }
    int filled = filled(kernel, ProofKernels.length(kernel.form(), type, false));
    return new Trial(
        Defect.MISALIGNED, kernel, position, Where.at(type.size() + by).filled(filled));
  }

  private Stream<Trial> written(ProofKernel kernel) {
    return kernel.write() && kernel.space() == ProofSpace.DEVICE_OUTPUT
        ? Stream.of(new Trial(Defect.INPUT_WRITTEN, kernel, "", Where.at(2 * kernel.type().size())))
        : Stream.of();
  }

  private Stream<Trial> races(ProofKernel kernel) {
    int size = kernel.type().size();
    Where where =
        Where.at(2 * size).filled(ProofKernels.length(kernel.form(), kernel.type(), false));
    List<Trial> trials = new ArrayList<>();
    if (!kernel.type().isAtomic()) {
      trials.add(new Trial(Defect.RACE, kernel, "all bytes written", where.after(0, false)));
    }
    if (size > 1 || kernel.type().isAtomic()) {
      trials.add(new Trial(Defect.RACE, kernel, "the last byte written", where.after(1, false)));
    }
    if (kernel.write() && !kernel.type().isAtomic()) {
      trials.add(new Trial(Defect.RACE, kernel, "read", where.after(2, false)));
    }
    return trials.stream();
  }

  private List<Where> twins(ProofKernel kernel) {
    ProofType type = kernel.type();
    int size = type.size();
    Where first = Where.at(0).filled(ProofKernels.length(kernel.form(), type, false));
    Where last = Where.at(7 * size).filled(ProofKernels.length(kernel.form(), type, false));
    return switch (kernel.form()) {
      case INDEX -> List.of(Where.at(0), Where.at(ProofKernels.COUNT - 1));
      case LOOP -> loopTwins(kernel);
      case ACCESS ->
          kernel.space() == ProofSpace.THREAD_ARRAY
              ? List.of(Where.at(0), Where.at(7 * size), Where.at(7 * size).ofOddLength())
              : readsBeforeItWrites(kernel)
                  ? List.of(first, last, last.ofOddLength())
                  // What is only written may be written first.
                  : List.of(first, last, last.ofOddLength(), last.filled(0));
      case RACE ->
          type.isAtomic()
              ? List.of(first.after(0, false), last.after(1, true))
              : List.of(last.after(0, true), last.after(1, true), last.after(2, true));
    };
  }

  private static List<Where> loopTwins(ProofKernel kernel) {
    int count = ProofKernels.LOOP_COUNT;
    int length = ProofKernels.length(kernel.form(), kernel.type(), false);
    int oddLength = ProofKernels.length(kernel.form(), kernel.type(), true);
    List<Where> twins = new ArrayList<>();
    twins.add(Where.at(count).filled(filled(kernel, length)));
    twins.add(Where.at(count - 1).filled(filled(kernel, oddLength)).ofOddLength());
    if (kernel.write()) {
      twins.add(Where.at(count));
    }
    return twins;
  }

  private Launch launch(Trial trial) {
    boolean input = trial.defect() == Defect.INPUT_WRITTEN || trial.position().equals(WRITTEN);
    return launch(trial.kernel(), trial.where(), input);
  }

  private static Launch launch(ProofKernel kernel, Where where, boolean input) {
    return new Launch(
        kernel.name(),
        new Size(1, 1, 1),
        new Size(ProofKernels.THREADS, 1, 1),
        arguments(kernel, where, input));
  }

  private static List<Argument> arguments(ProofKernel kernel, Where where, boolean input) {
    String target = kernel.space().argument();
    int length =
        kernel.form() == ProofKernel.Form.INDEX
            ? ProofKernels.COUNT * kernel.type().size()
            : ProofKernels.length(kernel.form(), kernel.type(), where.odd());
    byte[] values = new byte[BYTES];
    for (int i = 0; i < values.length; i++) {
      // Numbers in every type, and none like its neighbour.
      values[i] = (byte) (kernel.type().isBool() ? (i >> 6 ^ i) & 1 : (37 * i + 11) % 0x39);
    }
    byte[] some = Arrays.copyOf(values, length);
    return List.of(
        new Argument.Input("in", target.equals("in") ? some : values),
        input
            ? new Argument.Input("out", some)
            : new Argument.Output("out", target.equals("out") ? length : BYTES),
        new Argument.Output("to", BYTES),
        new Argument.Input("fixed", target.equals("fixed") ? some : values),
        new Argument.Input("held", target.equals("held") ? some : values),
        new Argument.Input("where", where.bytes()),
        new Argument.Threadgroup("tile", target.equals("tile") ? length : BYTES));
  }

  /** What lies where nothing was written is no bool, which the check 'undefined' reports too. */
  private static boolean isNoBool(Trial trial, Finding finding) {
    return trial.kernel().type().isBool()
        && finding.kind() == Finding.Kind.UNDEFINED
        && finding.message().matches("\\d+ is not a value of (const )?bool");
  }

  private static boolean fits(Trial trial, Finding finding) {
    ProofKernel kernel = trial.kernel();
    boolean place =
        Stream.concat(Stream.of(finding.site()), finding.other().stream())
            .anyMatch(it -> it.line() == kernel.line());
    if (!place || !finding.kernel().equals(kernel.name())) {
      return false;
    }
    if (finding.access().isEmpty()) {
      return kernel.form() == ProofKernel.Form.INDEX
          && finding
              .message()
              .startsWith("index " + trial.where().at() + " is outside of an array of type ");
    }
    Finding.Access access = finding.access().get();
    String message = finding.message();
    boolean right =
        switch (trial.defect()) {
          case OUT_OF_BOUNDS ->
              finding.kind() == Finding.Kind.MEMORY
                  && (message.contains(" past the end of its ")
                      || message.contains(" before the start of its ")
                      || message.endsWith("at an address that is in no buffer")
                      // In the first layout the other buffer's bytes are what nothing has written.
                      || (trial.position().equals("another") && !kernel.space().isVariable()));
          case UNINITIALIZED -> message.endsWith(", which nothing has written");
          case MISALIGNED -> message.endsWith(", which is not aligned to its type");
          case INPUT_WRITTEN -> message.endsWith(", which is an input");
          case LOOP ->
              message.contains(
                  switch (trial.position()) {
                    case WRITTEN -> ", which is an input";
                    case "the last value unwritten" -> ", which nothing has written";
                    default -> " past the end of its ";
                  });
          case RACE -> finding.kind() == Finding.Kind.RACE && finding.other().isPresent();
        };
    // What is updated is read too, and either side of a race may come last.
    boolean writes =
        kernel.write() == access.write()
            || trial.position().equals("another")
            || trial.defect() == Defect.UNINITIALIZED
            || trial.defect() == Defect.RACE
            || kernel.way().equals("updated");
    return right && writes && fits(trial, access);
  }

  /** The compiler may make an access in parts; each of them is in it. */
  private static boolean fits(Trial trial, Finding.Access access) {
    ProofKernel kernel = trial.kernel();
    if (trial.position().equals("another")
        || (trial.position().equals("far") && kernel.space() == ProofSpace.THREAD_ARRAY)) {
      return true;
    }
    boolean index = kernel.form() == ProofKernel.Form.INDEX;
    int begin = trial.where().at() * (index ? kernel.type().size() : 1);
    int end = begin + kernel.type().size();
    // Halfway between two variables either may be named.
    if (trial.position().equals("before") && kernel.space().isVariable()) {
      return access.bytes() <= kernel.type().size();
    }
    if (kernel.form() == ProofKernel.Form.LOOP) {
      return fitsLoop(trial, access);
    }
    String name =
        index && kernel.space() == ProofSpace.THREAD_ARRAY
            ? "array"
            : ProofKernels.reported(
                kernel.form(), kernel.space(), kernel.type(), trial.where().odd());
    return access.buffer().equals(name)
        && access.offset() >= begin
        && access.offset() + access.bytes() <= end;
  }

  /** It has the last value in it, and in a vector others; bit-fields are written one by one. */
  private static boolean fitsLoop(Trial trial, Finding.Access access) {
    ProofKernel kernel = trial.kernel();
    boolean odd = trial.where().odd();
    long end = access.offset() + access.bytes();
    return access
            .buffer()
            .equals(ProofKernels.reported(kernel.form(), kernel.space(), kernel.type(), odd))
        && (trial.position().equals(WRITTEN)
            || end == (long) trial.where().at() * kernel.type().size())
        && (!odd
            || access.bytes() > kernel.type().size()
            || (kernel.write() && kernel.type().form() == ProofType.Form.BIT_FIELD));
  }
}
