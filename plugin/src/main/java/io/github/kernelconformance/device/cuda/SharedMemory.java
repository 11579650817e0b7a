package io.github.kernelconformance.device.cuda;

import com.sun.jna.Pointer;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.MemoryFindings;
import io.github.kernelconformance.device.cuda.ArenaLayout.Place;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All buffers of all launches in one arena, so that one copy brings them and one fetches them.
 * Between them are sentinels, which nobody is to write; neither are inputs to be written.
 */
final class SharedMemory implements CudaMemory {

  private static final byte SENTINEL = (byte) 0xA5;
  private static final byte NAN = (byte) 0xFF;

  private final CudaArena arena;
  private List<Launch> launches = List.of();
  private ArenaLayout layout = new ArenaLayout(List.of(), 0);

  SharedMemory(CudaDriver driver, Pointer stream) {
    arena = new CudaArena(driver, stream);
  }

  @Override
  public void place(List<Launch> some) throws CudaException {
    launches = some;
    layout = ArenaLayout.of(some);
    arena.require(layout.size());
    arena.side(false).set(0, layout.size(), SENTINEL);
    layout.places().forEach(all -> all.forEach(this::fill));
  }

  private void fill(Place place) {
    byte[] content = new byte[0];
    if (place.argument() instanceof Argument.Input input) {
      content = input.bytes();
    } else if (place.argument() instanceof Argument.Output output && output.before().isPresent()) {
      content = output.before().get();
    } else {
      arena.side(false).set(place.begin(), place.length(), NAN);
    }
    arena.side(false).write(place.begin(), content);
    hide(place);
  }

  /** What is before the kernel's reach is not its own. */
  private void hide(Place place) {
    arena.side(false).set(place.begin(), place.argument().first(), SENTINEL);
  }

  @Override
  public Map<String, Long> addresses(int launch) {
    Map<String, Long> addresses = new HashMap<>();
    for (Place place : layout.places().get(launch)) {
      addresses.put(place.argument().name(), arena.address() + place.pointer());
    }
    return addresses;
  }

  /** Both can be ordered before either has run: each has memory of its own on the host. */
  @Override
  public void send(boolean refilled) throws CudaException {
    if (layout.size() == 0) {
      return;
    }
    if (refilled) {
      arena.repeat(layout.size());
      layout.places().forEach(all -> all.forEach(this::refill));
    }
    arena.side(refilled).send(layout.size());
  }

  private void refill(Place place) {
    if (place.argument() instanceof Argument.Output output && output.before().isEmpty()) {
      CudaArena.Side side = arena.side(true);
      side.write(place.begin(), output.fill().contents(output.length()));
      side.set(place.begin(), place.argument().first(), SENTINEL);
    }
  }

  @Override
  public void fetch(boolean refilled) throws CudaException {
    if (layout.size() > 0) {
      arena.side(refilled).fetch(layout.size());
    }
  }

  @Override
  public Map<String, byte[]> outputs(int launch, boolean refilled) {
    Map<String, byte[]> outputs = new LinkedHashMap<>();
    for (Place place : layout.places().get(launch)) {
      if (place.argument() instanceof Argument.Output output) {
        outputs.put(output.name(), arena.side(refilled).read(place.begin(), place.length()));
      }
    }
    return outputs;
  }

  @Override
  public List<Finding> overruns(int launch) {
    List<Finding> findings = new ArrayList<>();
    for (Place place : layout.places().get(launch)) {
      overrun(launches.get(launch).kernel(), place).ifPresent(findings::add);
    }
    return findings;
  }

  private Optional<Finding> overrun(String kernel, Place place) {
    int past = last(place.end(), ArenaLayout.GUARD) + 1;
    if (past > 0) {
      return Optional.of(outside(kernel, place, place.length(), past, "past"));
    }
    long guard = place.guard();
    int first = mismatch(guard, place.first() - guard);
    if (first >= 0) {
      long before = place.first() - guard - first;
      return Optional.of(outside(kernel, place, guard + first - place.begin(), before, "before"));
    }
    if (!(place.argument() instanceof Argument.Output)) {
      int changed = mismatch(place.first(), place.end() - place.first());
      if (changed >= 0) {
        return Optional.of(changed(kernel, place, place.first() + changed - place.pointer()));
      }
    }
    return Optional.empty();
  }

  /** The first byte that is not what it was; -1 if there is none. */
  private int mismatch(long begin, long length) {
    return length <= 0
        ? -1
        : arena.side(false).before(begin, length).mismatch(arena.side(false).after(begin, length));
  }

  /** The last byte that is not what it was; -1 if there is none. */
  private int last(long begin, int length) {
    if (mismatch(begin, length) < 0) {
      return -1;
    }
    ByteBuffer after = arena.side(false).after(begin, length);
    int last = length - 1;
    while (after.get(last) == SENTINEL) {
      last--;
    }
    return last;
  }

  private static Finding outside(String kernel, Place place, long offset, long outBy, String side) {
    Argument argument = place.argument();
    return MemoryFindings.write(
        kernel,
        argument.name(),
        offset - argument.offset(),
        outBy,
        String.format(
            Locale.ROOT,
            "%s was written up to %s %s its %s",
            argument.name(),
            MemoryFindings.bytes(outBy),
            side,
            MemoryFindings.bytes(place.length() - (long) argument.first())));
  }

  private static Finding changed(String kernel, Place place, long at) {
    String name = place.argument().name();
    return MemoryFindings.write(
        kernel,
        name,
        at,
        0,
        String.format(Locale.ROOT, "write at byte %,d of %s, which is an input", at, name));
  }

  @Override
  public void close() {
    arena.close();
  }
}
