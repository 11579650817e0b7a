package io.github.kernelconformance.authored;

import io.github.kernelconformance.contract.Contract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Loads the classes of a project's contracts apart from those of other projects in a build. */
final class ContractClasses extends ClassLoader {

  private final Map<String, CompiledClass> classes;

  ContractClasses(List<CompiledClass> classes) {
    super("contracts", Contract.class.getClassLoader());
    this.classes =
        classes.stream().collect(Collectors.toMap(CompiledClass::name, Function.identity()));
  }

  /** The path of the file that a class was written in; empty for classes of others. */
  Optional<String> source(String className) {
    return Optional.ofNullable(classes.get(className)).map(CompiledClass::source);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    CompiledClass found = classes.get(name);
    if (found == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, found.bytes(), 0, found.bytes().length);
  }
}
