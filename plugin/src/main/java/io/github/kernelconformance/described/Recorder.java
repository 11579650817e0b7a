package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Argument;
import io.github.kernelconformance.contract.Buffer;
import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Choice;
import io.github.kernelconformance.contract.Condition;
import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.ElementType;
import io.github.kernelconformance.contract.Grid;
import io.github.kernelconformance.contract.Kernel;
import io.github.kernelconformance.contract.NanInMax;
import io.github.kernelconformance.contract.Real;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.Struct;
import io.github.kernelconformance.contract.TypeAxis;
import io.github.kernelconformance.described.BufferModel.Access;
import io.github.kernelconformance.family.KernelFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Takes down what a contract says. */
final class Recorder implements Description {

  private static final Condition EVERYWHERE = at -> true;

  private final Supplier<String> line;
  private final AxisRecords axes = new AxisRecords();
  private final List<Condition> legal = new ArrayList<>();
  private final List<RecordedKernel> kernels = new ArrayList<>();
  private final List<RecordedArgument<?>> arguments = new ArrayList<>();
  private final List<Model.FunctionConstant> constants = new ArrayList<>();
  private final List<Model.Exclusion> exclusions = new ArrayList<>();
  private final List<Model.Silence> silences = new ArrayList<>();
  private final List<Model.Fault> faults = new ArrayList<>();
  private Optional<RecordedGrid> grid = Optional.empty();
  private ElementType accumulator = ScalarType.FLOAT;
  private ElementType operations = ScalarType.FLOAT;
  private NanInMax nanInMax = NanInMax.EITHER;
  private Optional<KernelFamily.Mistake> mistake = Optional.empty();
  private Dim rescalings = Dim.of(0);
  private Dim additions = Dim.of(Integer.MAX_VALUE);

  /**
   * @param line of the author's that is being run, for example {@code RmsNorm.java:9}; empty where
   *     that is not known
   */
  Recorder(Supplier<String> line) {
    this.line = line;
  }

  /**
   * What was taken down.
   *
   * @throws ContractException if something is missing or does not go together
   */
  Model model(String name) {
    Model model =
        new Model(
            name,
            axes.all(),
            legal,
            kernels.stream().map(RecordedKernel::model).toList(),
            arguments.stream().map(RecordedArgument::model).toList(),
            constants,
            grid.map(RecordedGrid::model),
            new Model.Freedoms(accumulator, operations, nanInMax, rescalings, additions),
            exclusions,
            silences,
            mistake,
            faults);
    ModelCheck.check(model);
    return model;
  }

  @Override
  public TypeAxis types(String name, ScalarType... types) {
    axes.add(name, AxisModel.Kind.TYPE, List.of((Object[]) types));
    return new TypeAxis(name, List.of(types));
  }

  @Override
  public Dim sizes(String name, int... sizes) {
    axes.add(name, AxisModel.Kind.SIZE, Arrays.stream(sizes).<Object>mapToObj(it -> it).toList());
    return Dim.of(name, at -> at.size(name));
  }

  @Override
  public Dim range(String name, int first, int last) {
    return sizes(name, IntStream.rangeClosed(first, last).toArray());
  }

  @Override
  public Choice choices(String name, String... values) {
    axes.add(name, AxisModel.Kind.CHOICE, List.of((Object[]) values));
    return new Choice(name, List.of(values));
  }

  @Override
  public Choice flag(String name) {
    axes.add(name, AxisModel.Kind.FLAG, List.of("false", "true"));
    return new Choice(name, List.of("false", "true"));
  }

  @Override
  public Real reals(String name, double... values) {
    axes.add(name, AxisModel.Kind.REAL, Arrays.stream(values).<Object>mapToObj(it -> it).toList());
    return at -> at.real(name);
  }

  @Override
  public void requires(Condition condition) {
    legal.add(condition);
  }

  @Override
  public Kernel kernel(String hostName) {
    RecordedKernel kernel = new RecordedKernel(hostName);
    kernels.add(kernel);
    return kernel;
  }

  @Override
  public Buffer input(String name, ElementType type, Dim... dims) {
    return add(new RecordedBuffer(name, Access.READ, type, dims));
  }

  @Override
  public Buffer output(String name, ElementType type, Dim... dims) {
    return add(new RecordedBuffer(name, Access.WRITTEN, type, dims));
  }

  @Override
  public Buffer inout(String name, ElementType type, Dim... dims) {
    return add(new RecordedBuffer(name, Access.BOTH, type, dims));
  }

  @Override
  public Argument value(String name, double value) {
    return value(name, ScalarType.FLOAT, value);
  }

  @Override
  public Argument value(String name, ElementType type, double value) {
    return value(name, type, at -> value);
  }

  @Override
  public Argument value(String name, int value) {
    return value(name, Dim.of(value));
  }

  @Override
  public Argument value(String name, boolean value) {
    return value(name, ScalarType.BOOL, value ? 1 : 0);
  }

  @Override
  public Argument value(String name, Dim value) {
    return value(name, ScalarType.INT, value);
  }

  @Override
  public Argument value(String name, ElementType type, Dim value) {
    return constants(name, type, List.of(new Scalar.Whole(value)));
  }

  @Override
  public Argument value(String name, Real value) {
    return value(name, ScalarType.FLOAT, value);
  }

  @Override
  public Argument value(String name, ElementType type, Real value) {
    return constants(name, type, List.of(new Scalar.Fraction(value)));
  }

  @Override
  public Argument value(String name, Choice flag) {
    return value(name, ScalarType.BOOL, truth(name, flag));
  }

  @Override
  public Argument array(String name, Dim... values) {
    return array(name, ScalarType.INT, values);
  }

  @Override
  public Argument array(String name, ScalarType type, Dim... values) {
    return constants(name, type, Arrays.stream(values).<Scalar>map(Scalar.Whole::new).toList());
  }

  @Override
  public Argument strides(String name, Buffer buffer) {
    return strides(name, ScalarType.LONG, buffer);
  }

  @Override
  public Argument strides(String name, ScalarType type, Buffer buffer) {
    int rank = ((RecordedBuffer) buffer).rank();
    return array(name, type, IntStream.range(0, rank).mapToObj(buffer::stride).toArray(Dim[]::new));
  }

  @Override
  public Struct struct(String name) {
    return add(new RecordedStruct(name));
  }

  @Override
  public Argument threadgroup(String name, ElementType type, Dim... dims) {
    return add(
        new RecordedArgument.Plain(name, it -> new ArgumentModel.Shared(it, type, List.of(dims))));
  }

  @Override
  public Argument unbound(String name) {
    return add(new RecordedArgument.Plain(name, ArgumentModel.Unbound::new));
  }

  @Override
  public void constant(String name, ScalarType type, Dim value) {
    constants.add(new Model.FunctionConstant(name, type, new Scalar.Whole(value)));
  }

  @Override
  public void constant(String name, ScalarType type, Real value) {
    constants.add(new Model.FunctionConstant(name, type, new Scalar.Fraction(value)));
  }

  @Override
  public void constant(String name, Choice flag) {
    constant(name, ScalarType.BOOL, truth(name, flag));
  }

  @Override
  public Grid grid(Dim... threadgroups) {
    return grid(new RecordedGrid(false, threadgroups));
  }

  @Override
  public Grid gridOfThreads(Dim... threads) {
    return grid(new RecordedGrid(true, threads));
  }

  @Override
  public void accumulates(ElementType type) {
    accumulator = type;
  }

  @Override
  public void computes(ElementType type) {
    operations = type;
  }

  @Override
  public void nanInMax(NanInMax rule) {
    nanInMax = rule;
  }

  @Override
  public void additions(Dim most) {
    additions = most;
  }

  @Override
  public void rescalings(Dim times) {
    rescalings = times;
  }

  @Override
  public void excludes(Distribution distribution, String reason) {
    excludes(distribution, EVERYWHERE, reason);
  }

  @Override
  public void excludes(Distribution distribution, Condition where, String reason) {
    exclusions.add(new Model.Exclusion(distribution, where, reasoned(reason)));
  }

  @Override
  public void silent(Distribution distribution, String reason) {
    silences.add(new Model.Silence(Optional.of(distribution), EVERYWHERE, reasoned(reason)));
  }

  @Override
  public void silent(Condition where, String reason) {
    silences.add(new Model.Silence(Optional.empty(), where, reasoned(reason)));
  }

  @Override
  public void mistake(String before, String after) {
    if (before.isBlank() || before.equals(after) || (before + after).contains("\n")) {
      throw new ContractException(
          "it.mistake(before, after) needs two texts, each on one line, the first not blank");
    }
    mistake = Optional.of(new KernelFamily.Mistake(before, after));
  }

  @Override
  public void fault(String words, Consumer<Case> reference) {
    if (words.isBlank()) {
      throw new ContractException("A fault has no words; reports show them");
    }
    faults.add(new Model.Fault(words, reference));
  }

  private static String reasoned(String reason) {
    if (reason.isBlank()) {
      throw new ContractException("A reason is missing; reports show it");
    }
    return reason;
  }

  private static Real truth(String name, Choice flag) {
    if (!flag.values().equals(List.of("false", "true"))) {
      throw new ContractException(
          "%s is a bool, but the axis %s has %s. Use it.flag, or a condition: it.value(\"%s\","
                  .formatted(name, flag.name(), flag.values(), name)
              + " BOOL, at -> ... ? 1 : 0)");
    }
    return at -> Boolean.parseBoolean(at.choice(flag.name())) ? 1 : 0;
  }

  private Argument constants(String name, ElementType type, List<Scalar> values) {
    if (values.isEmpty()) {
      throw new ContractException("The array %s has no values".formatted(name));
    }
    ArgumentModel.Part part = new ArgumentModel.Part(name, type, 0, values);
    return add(
        new RecordedArgument.Plain(
            name, it -> new ArgumentModel.Constants(it, List.of(part), false)));
  }

  private Grid grid(RecordedGrid told) {
    if (grid.isPresent()) {
      throw new ContractException(
          "The grid is told twice. A kernel's own is it.kernel(...).grid(...)");
    }
    grid = Optional.of(told);
    return told;
  }

  private <T extends RecordedArgument<?>> T add(T argument) {
    Names.check("The argument", argument.name());
    if (arguments.stream().anyMatch(it -> it.name().equals(argument.name()))) {
      throw new ContractException("There are two arguments " + argument.name());
    }
    argument.toldAt(line.get());
    arguments.add(argument);
    return argument;
  }
}
