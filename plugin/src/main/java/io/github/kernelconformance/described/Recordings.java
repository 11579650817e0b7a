package io.github.kernelconformance.described;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What references do at sizes, as far as it was taken down: at the same sizes they do the same with
 * other inputs, unless they branch on these.
 */
final class Recordings {

  /** So many operations are kept. */
  private static final long MOST = 4_000_000;

  private final Map<Map<String, Object>, Recording> known = new LinkedHashMap<>();
  private long size;

  /** What is known of a place's sizes. */
  synchronized Optional<Recording> at(Place place) {
    return Optional.ofNullable(known.get(place.sizes()));
  }

  /** Keeps what was taken down at a place. */
  synchronized void keep(Place place, Recording recording) {
    if (size + recording.size() <= MOST && known.putIfAbsent(place.sizes(), recording) == null) {
      size += recording.size();
    }
  }
}
