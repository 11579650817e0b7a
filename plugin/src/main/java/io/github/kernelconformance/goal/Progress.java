package io.github.kernelconformance.goal;

/** Follows a run of the matrix. One thread calls the methods, in their order. */
public interface Progress {

  /** Ignores all calls. */
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
   * The run of something else than cells begins.
   *
   * @param count how many there are
   * @param noun what one of them is called
   * @param counted what those are called that {@link #advance} counts as failed
   */
  default void start(int count, String noun, String counted) {
    start(count);
  }

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
