package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.signature.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiled libraries, loaded into this process and used as one. A kernel that goes wrong takes the
 * process down, so this is for processes that can be spared. Findings have no lines yet; {@link
 * FindingLines} gives them theirs, in whichever process.
 */
public final class HostLibraries implements Library {

  private record Place(HostLibrary library, int index) {}

  private final List<HostLibrary> libraries = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();

  /**
   * Loads them.
   *
   * @throws DeviceException if the checks of one are blind, or see what is not there
   */
  public HostLibraries(List<CompiledLibrary> compiled) throws DeviceException {
    for (CompiledLibrary it : compiled) {
      HostLibrary library = new HostLibrary(it);
      libraries.add(library);
      for (int i = 0; i < library.kernels().size(); i++) {
        places.put(library.kernels().get(i).name(), new Place(library, i));
      }
    }
  }

  @Override
  public boolean has(String kernel) {
    return places.containsKey(kernel);
  }

  @Override
  public Map<String, Signature> signatures(Set<String> kernels) {
    Map<String, Signature> signatures = new LinkedHashMap<>();
    for (String kernel : kernels) {
      Place place = places.get(kernel);
      if (place != null) {
        signatures.put(kernel, place.library().signature(place.index()));
      }
    }
    return signatures;
  }

  @Override
  public Execution run(Launch launch) throws DeviceException {
    return run(launch, 0);
  }

  /**
   * Runs a launch of a mutant.
   *
   * @param mutant its number in a library that was compiled with mutants; 0 for none
   * @throws DeviceException where the device cannot carry out the launch
   */
  public Execution run(Launch launch, int mutant) throws DeviceException {
    Place place = places.get(launch.kernel());
    if (place == null) {
      throw new DeviceException("There is no kernel " + launch.kernel() + " in the library");
    }
    return place.library().run(place.index(), launch, mutant);
  }

  @Override
  public void close() {
    libraries.forEach(HostLibrary::close);
  }
}
