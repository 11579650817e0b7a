package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Condition;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Grid;
import io.github.kernelconformance.contract.Kernel;
import java.util.Optional;

/** A kernel while it is told. */
final class RecordedKernel implements Kernel {

  private final HostName hostName;
  private String variant;
  private Condition legal = at -> true;
  private Optional<Condition> routed = Optional.empty();
  private Optional<HostName> template = Optional.empty();
  private Optional<RecordedGrid> grid = Optional.empty();

  RecordedKernel(String hostName) {
    this.hostName = new HostName(hostName);
    variant = this.hostName.stem();
  }

  String variant() {
    return variant;
  }

  HostName hostName() {
    return hostName;
  }

  KernelModel model() {
    return new KernelModel(
        variant, hostName, template, legal, routed, grid.map(RecordedGrid::model));
  }

  @Override
  public Kernel named(String name) {
    variant = name;
    return this;
  }

  @Override
  public Kernel when(Condition condition) {
    legal = legal.and(condition);
    return this;
  }

  @Override
  public Kernel routed(Condition chosen) {
    routed = Optional.of(chosen);
    return this;
  }

  @Override
  public Kernel instantiates(String text) {
    template = Optional.of(new HostName(text));
    return this;
  }

  @Override
  public Grid grid(Dim... threadgroups) {
    return grid(new RecordedGrid(false, threadgroups));
  }

  @Override
  public Grid gridOfThreads(Dim... threads) {
    return grid(new RecordedGrid(true, threads));
  }

  private Grid grid(RecordedGrid own) {
    grid = Optional.of(own);
    return own;
  }
}
