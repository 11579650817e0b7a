package io.github.kernelconformance.device.cuda;

import com.sun.jna.Memory;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Each buffer in memory of its own, of its exact size: tools that watch accesses know no bounds but
 * those of what was allocated. Where each lies is printed, so that a report of an address names the
 * buffer.
 */
final class SeparateMemory implements CudaMemory {

  private static final byte NAN = (byte) 0xFF;

  private record Place(Argument argument, long address, int length) {}

  private final CudaDriver driver;
  private final boolean filled;
  private List<List<Place>> places = List.of();

  /**
   * @param filled whether outputs that are only written hold NaNs, or whatever is there
   */
  SeparateMemory(CudaDriver driver, boolean filled) {
    this.driver = driver;
    this.filled = filled;
  }

  @Override
  public void place(List<Launch> launches) throws CudaException {
    close();
    List<List<Place>> all = new ArrayList<>();
    places = all;
    for (Launch launch : launches) {
      List<Place> some = new ArrayList<>();
      all.add(some);
      for (Argument argument : launch.arguments()) {
        if (!(argument instanceof Argument.Threadgroup)) {
          int length = ArenaLayout.length(argument);
          long address = driver.number("cuMemAlloc_v2", (long) Math.max(1, length));
          some.add(new Place(argument, address, length));
          System.out.printf(
              Locale.ROOT,
              "%s %x %d %s%n",
              SanitizerReports.BUFFER,
              address,
              length,
              argument.name());
        }
      }
    }
  }

  @Override
  public Map<String, Long> addresses(int launch) {
    Map<String, Long> addresses = new HashMap<>();
    places
        .get(launch)
        .forEach(it -> addresses.put(it.argument().name(), it.address() + it.argument().offset()));
    return addresses;
  }

  @Override
  public void send(boolean refilled) throws CudaException {
    for (List<Place> some : places) {
      for (Place place : some) {
        send(place);
      }
    }
  }

  private void send(Place place) throws CudaException {
    if (place.length() == 0) {
      return;
    }
    byte[] content = null;
    if (place.argument() instanceof Argument.Input input) {
      content = input.bytes();
    } else if (place.argument() instanceof Argument.Output output && output.before().isPresent()) {
      content = output.before().get();
    }
    if (content != null) {
      try (Memory memory = new Memory(content.length)) {
        memory.write(0, content, 0, content.length);
        driver.call("cuMemcpyHtoD_v2", place.address(), memory, (long) content.length);
      }
    } else if (filled) {
      driver.call("cuMemsetD8_v2", place.address(), NAN, (long) place.length());
    }
  }

  /** Outputs are read when they are asked for. */
  @Override
  public void fetch(boolean refilled) {}

  @Override
  public Map<String, byte[]> outputs(int launch, boolean refilled) throws CudaException {
    Map<String, byte[]> outputs = new LinkedHashMap<>();
    for (Place place : places.get(launch)) {
      if (place.argument() instanceof Argument.Output output) {
        byte[] bytes = new byte[place.length()];
        if (bytes.length > 0) {
          try (Memory memory = new Memory(bytes.length)) {
            driver.call("cuMemcpyDtoH_v2", memory, place.address(), (long) bytes.length);
            memory.read(0, bytes, 0, bytes.length);
          }
        }
        outputs.put(output.name(), bytes);
      }
    }
    return outputs;
  }

  /** The tools see them. */
  @Override
  public List<Finding> overruns(int launch) {
    return List.of();
  }

  @Override
  public void close() {
    try {
      for (List<Place> some : places) {
        for (Place place : some) {
          driver.call("cuMemFree_v2", place.address());
        }
      }
    } catch (CudaException e) {
      // the context is gone, and the memory with it
    }
    places = List.of();
  }
}
