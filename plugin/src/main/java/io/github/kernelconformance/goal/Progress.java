package io.github.kernelconformance.goal;

/** Is told how a run of the matrix gets on. One thread calls, in the order of the methods. */
public interface Progress {

  /** Tells nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void start(int cells) {}

        @Override
        public void advance(int cells, int failed) {}

        @Override
        public void end() {}
      };

  /** The run begins. */
  void start(int cells);

  /**
   * More cells are done.
   *
   * @param cells how many more
   * @param failed how many of them failed
   */
  void advance(int cells, int failed);

  /** The run is over, whether all cells are done or not. */
  void end();
}
