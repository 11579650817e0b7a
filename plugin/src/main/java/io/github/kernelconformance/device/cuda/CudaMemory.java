package io.github.kernelconformance.device.cuda;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Launch;
import java.util.List;
import java.util.Map;

/** The buffers of launches on the card. */
interface CudaMemory extends AutoCloseable {

  /**
   * Makes room for the buffers of launches, in place of all before.
   *
   * @throws CudaException if the card has not so much memory
   */
  void place(List<Launch> launches) throws CudaException;

  /** Where the pointers of a launch's buffers point, by argument name. */
  Map<String, Long> addresses(int launch);

  /**
   * Orders that buffers get what they hold before a run.
   *
   * @param refilled whether outputs that are only written hold large numbers, rather than NaNs
   */
  void send(boolean refilled) throws CudaException;

  /**
   * Orders that what they hold after a run comes back.
   *
   * @param refilled as it was sent
   */
  void fetch(boolean refilled) throws CudaException;

  /**
   * The outputs of a launch that came back, by name.
   *
   * @param refilled of which run
   */
  Map<String, byte[]> outputs(int launch, boolean refilled) throws CudaException;

  /**
   * What a launch, or another one that ran with it, wrote where nothing is to be written, in the
   * run that was not refilled.
   */
  List<Finding> overruns(int launch);

  @Override
  void close();
}
