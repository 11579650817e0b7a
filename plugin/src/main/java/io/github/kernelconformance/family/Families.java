package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** The contracts there are: those of the project, then those that the plugin brings. */
public final class Families {

  private final List<KernelFamily> authored;
  private final List<KernelFamily> bundled = new ArrayList<>();
  private final Map<String, FamilyProvider> usual = new LinkedHashMap<>();

  /** The plugin's own contracts, with nothing drawn yet. */
  public Families() {
    this(List.of());
  }

  /**
   * The project's contracts and the plugin's.
   *
   * @param authored of the project
   * @throws ConfigurationException if two have one name
   */
  public Families(List<KernelFamily> authored) {
    this.authored = List.copyOf(authored);
    ServiceLoader.load(FamilyProvider.class, Families.class.getClassLoader())
        .forEach(
            provider -> {
              bundled.addAll(provider.families());
              usual.put(provider.usual(), provider);
            });
    usual.remove("");
    requireDistinctNames();
  }

  private void requireDistinctNames() {
    Set<String> names = new HashSet<>();
    for (KernelFamily family : all()) {
      if (!names.add(family.name())) {
        throw new ConfigurationException(
            "families",
            family.name(),
            "two contracts are named '%s'; one of them is %s"
                .formatted(family.name(), authored(family.name())),
            "contracts with names of their own; override name() in one of them",
            List.of());
      }
    }
  }

  private String authored(String name) {
    return authored.stream()
        .filter(it -> it.name().equals(name))
        .map(KernelFamily::origin)
        .findFirst()
        .orElse("the plugin's");
  }

  /** Every contract. */
  public List<KernelFamily> all() {
    return Stream.concat(authored.stream(), bundled.stream()).toList();
  }

  /**
   * The names that {@code auto} stands for: the project's contracts, and the plugin's usual one,
   * which is left out if the project has contracts but none of its kernels.
   */
  List<String> auto() {
    return Stream.concat(authored.stream().map(KernelFamily::name), usual.keySet().stream())
        .toList();
  }

  /** Whether a contract is the plugin's own. */
  public boolean isBundled(KernelFamily family) {
    return bundled.contains(family);
  }

  /** Whether {@code auto} may do without a contract of which the project has no kernel. */
  boolean dispensable(KernelFamily family) {
    return !authored.isEmpty() && !authored.contains(family);
  }

  /** Whether one of these names may be that of a kernel of the plugin's usual contract. */
  boolean mayHave(KernelFamily family, Set<String> kernels) {
    FamilyProvider provider = usual.get(family.name());
    return provider == null || kernels.stream().anyMatch(provider::mayBeUsual);
  }

  /**
   * The contracts with these names, in their order.
   *
   * @throws ConfigurationException if there is none of a name; it suggests the nearest
   */
  public List<KernelFamily> named(List<String> names) {
    return names.stream().map(this::named).toList();
  }

  private KernelFamily named(String name) {
    return all().stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ConfigurationException.unknown(
                    "families", "family", name, all().stream().map(KernelFamily::name).toList()));
  }
}
