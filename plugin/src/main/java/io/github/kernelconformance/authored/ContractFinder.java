package io.github.kernelconformance.authored;

import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.described.AuthorCode;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.KernelFamily;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds contracts among compiled classes and makes one instance of each. */
final class ContractFinder {

  private final ContractSources sources;
  private final ContractClasses loader;
  private final AuthorCode code;
  private final Duration limit;

  /**
   * @param limit of each constructor
   */
  ContractFinder(ContractSources sources, ContractClasses loader, AuthorCode code, Duration limit) {
    this.sources = sources;
    this.loader = loader;
    this.code = code;
    this.limit = limit;
  }

  /**
   * Every contract, in the order of the class names: a {@link Contract} or a {@link KernelFamily}.
   *
   * @throws CompilationException if there is none, or one cannot be made
   */
  List<Object> find(List<CompiledClass> classes) throws CompilationException {
    List<Object> found = new ArrayList<>();
    for (CompiledClass compiled : classes) {
      Class<?> type = load(compiled);
      if (isContract(type)) {
        found.add(instance(type, compiled.source()));
      }
    }
    if (found.isEmpty()) {
      throw new CompilationException(
          ("%s has %d Java files, but no contract: a public class with 'implements Contract', from"
                  + " %s.")
              .formatted(sources.directory(), sources.files().size(), Contract.class.getName()));
    }
    return found;
  }

  private Class<?> load(CompiledClass compiled) throws CompilationException {
    try {
      return Class.forName(compiled.name(), false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new CompilationException(
          "%s: the class %s cannot be loaded: %s"
              .formatted(compiled.source(), compiled.name(), e.getMessage()));
    }
  }

  /** A class that is no contract by itself may help others: abstract ones, records, lambdas. */
  private static boolean isContract(Class<?> type) throws CompilationException {
    return (Contract.class.isAssignableFrom(type) || KernelFamily.class.isAssignableFrom(type))
        && !type.isInterface()
        && !Modifier.isAbstract(type.getModifiers())
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && !(type.isMemberClass() && !Modifier.isPublic(type.getModifiers()));
  }

  private Object instance(Class<?> type, String source) throws CompilationException {
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new CompilationException(
          ("%s: the contract %s is not public, so it is not found. Write 'public final class"
                  + " %s'.")
              .formatted(source, type.getName(), type.getSimpleName()));
    }
    try {
      Constructor<?> constructor = type.getConstructor();
      return code.call(
          "The constructor of " + type.getSimpleName(), limit, () -> instance(constructor));
    } catch (NoSuchMethodException e) {
      throw new CompilationException(
          ("%s: the contract %s has no public constructor without parameters, so it cannot be made."
                  + " Its axes and arguments belong into describe.%s")
              .formatted(
                  source,
                  type.getName(),
                  type.isMemberClass() && !Modifier.isStatic(type.getModifiers())
                      ? " A class inside of another must be static."
                      : ""));
    } catch (AuthorException e) {
      throw new CompilationException(e.getMessage());
    }
  }

  private static Object instance(Constructor<?> constructor) throws Exception {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw (Error) e.getCause();
    }
  }
}
