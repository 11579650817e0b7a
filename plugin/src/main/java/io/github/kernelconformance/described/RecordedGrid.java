package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Grid;
import java.util.Arrays;
import java.util.List;

/** A grid while it is told. */
final class RecordedGrid implements Grid {

  private static final int DIMENSIONS = 3;

  private final boolean inThreads;
  private final List<Dim> size;
  private List<Dim> threads = List.of();

  RecordedGrid(boolean inThreads, Dim... size) {
    this.inThreads = inThreads;
    this.size = upToThree("A grid", size);
  }

  Grids model() {
    if (threads.isEmpty()) {
      throw new ContractException(
          "The grid has no threads. Write it.grid(...).threads(...), such as .threads(256)");
    }
    return new Grids(size, inThreads, threads);
  }

  @Override
  public void threads(Dim... each) {
    threads = upToThree("A threadgroup", each);
  }

  @Override
  public void threads(int... each) {
    threads(Arrays.stream(each).mapToObj(Dim::of).toArray(Dim[]::new));
  }

  private static List<Dim> upToThree(String what, Dim... dims) {
    if (dims.length < 1 || dims.length > DIMENSIONS) {
      throw new ContractException(
          "%s has x, y and z; %d sizes are given".formatted(what, dims.length));
    }
    return List.of(dims);
  }
}
