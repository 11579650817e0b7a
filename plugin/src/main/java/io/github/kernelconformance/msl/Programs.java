package io.github.kernelconformance.msl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The programs of a project, seen together. */
public final class Programs {

  private Programs() {}

  /**
   * The programs with the kernels that are to be made: see {@link Program#with}. A template that
   * several files include from one place is made of the first of them.
   *
   * @param wanted names of kernels; those that there are, and that nobody can make, do no harm
   * @throws MslException as {@link Program#with} does, and where two programs have a template of
   *     one name that is not the same
   */
  public static List<Program> with(List<Program> programs, Set<String> wanted) {
    Set<String> left = new TreeSet<>(wanted);
    programs.forEach(program -> program.kernels().forEach(it -> left.remove(it.name())));
    Map<String, Kernel> made = new HashMap<>();
    List<Program> all = new ArrayList<>();
    for (Program program : programs) {
      Set<String> own = new TreeSet<>();
      for (Kernel it : program.with(left).kernels()) {
        if (left.contains(it.name())) {
          Kernel other = made.putIfAbsent(it.name(), it);
          if (other == null) {
            own.add(it.name());
          } else if (!other.location().equals(it.location())) {
            throw new MslException(
                it.location(),
                "the kernel %s can also be made of %s. Rename one of the templates."
                    .formatted(it.name(), other.location()));
          }
        }
      }
      all.add(own.isEmpty() ? program : program.with(own));
    }
    return all;
  }
}
