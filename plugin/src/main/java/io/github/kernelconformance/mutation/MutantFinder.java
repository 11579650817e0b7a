package io.github.kernelconformance.mutation;

import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.LineMap;
import io.github.kernelconformance.msl.Parameter;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.msl.SourceLocation;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds the mutants of a program: first what a syntax tree offers, then without what does not
 * compile.
 */
public final class MutantFinder {

  private final Program program;
  private final Map<Change, String> changes;

  private MutantFinder(Program program, Map<Change, String> changes) {
    this.program = program;
    this.changes = changes;
  }

  /**
   * Reads the syntax tree of a program.
   *
   * @param dump what clang's {@code -ast-dump=json} prints of a text that has the program's text
   *     for the host compiler in it
   * @param file the name of the text's file, as clang was given it
   * @param offset where in the text that of the program begins
   * @param kernels those that are instantiated in it
   * @throws IOException if the tree cannot be read
   */
  public static MutantFinder read(
      Program program, InputStream dump, String file, int offset, List<Kernel> kernels)
      throws IOException {
    Map<String, Map<String, String>> launches = new HashMap<>();
    for (Kernel kernel : kernels) {
      launches.put(
          unqualified(kernel.function()),
          kernel.parameters().stream()
              .collect(
                  Collectors.toMap(Parameter::name, Parameter::attribute, (one, same) -> one)));
    }
    Map<Change, String> changes = new LinkedHashMap<>();
    String text = program.hostText();
    Functions functions = new Functions();
    SyntaxReader.read(
        dump,
        file,
        offset,
        text.length(),
        new SyntaxReader.Visitor() {
          @Override
          public void function(Syntax it, String scope) {
            Sites.of(text, it, launches.getOrDefault(it.name(), Map.of()), functions)
                .forEach(change -> changes.put(change, it.name()));
            functions.add(it, scope);
          }

          @Override
          public void pattern(Syntax it, String scope) {
            functions.add(it, scope);
          }

          @Override
          public void alias(Syntax it, String scope) {
            functions.add(it, scope, new Span(it.begin(), it.end()));
          }
        });
    return new MutantFinder(program, changes);
  }

  private static String unqualified(String function) {
    return function.substring(function.lastIndexOf(':') + 1);
  }

  /** Says where a text does not compile: offsets in the text for the host compiler. */
  public interface Compiler<E extends Exception> {
    /**
     * Compiles a program.
     *
     * @return for each error the offsets that its messages name; empty where it compiles
     */
    List<Set<Integer>> errors(Program program) throws E;
  }

  /** After so many times, what still does not compile is for the compiler to say. */
  private static final int MOST_TRIES = 8;

  /**
   * The program with its mutants.
   *
   * @param wanted which operators; others make no mutants
   * @param lines which lines of the user's; others have no mutants
   * @param compiler says which do not compile
   */
  public <E extends Exception> MutatedProgram find(
      Predicate<Operator> wanted, Predicate<SourceLocation> lines, Compiler<E> compiler) throws E {
    LineMap map = LineMap.of(program.source(), program.hostText());
    Map<Change, String> left = new LinkedHashMap<>(changes);
    left.keySet().removeIf(it -> !wanted.test(it.operator()) || !lines.test(map.at(it.begin())));
    Schemata schemata = Schemata.of(program.hostText(), left.keySet());
    for (int i = 0; i < MOST_TRIES; i++) {
      List<Set<Integer>> errors = compiler.errors(program.withHostText(schemata.text()));
      if (errors.isEmpty()) {
        break;
      }
      Schemata all = schemata;
      for (Set<Integer> error : errors) {
        Optional<Change> wrong =
            error.stream()
                .map(all::at)
                .filter(number -> number > 0)
                .map(number -> all.changes().get(number - 1))
                .findFirst();
        wrong.ifPresent(left::remove);
        if (wrong.isEmpty()) {
          // Two changes do not go together, such as of the types of two arguments.
          error.forEach(offset -> left.keySet().removeAll(all.repairsAt(offset)));
        }
      }
      schemata = Schemata.of(program.hostText(), left.keySet());
    }
    return MutatedProgram.of(program, schemata, left);
  }
}
