package io.github.kernelconformance.msl;

import io.github.kernelconformance.msl.Declaration.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a program into the text for a compiler of C++, where there is one memory for all address
 * spaces: {@code constant} is a macro for {@code const} and the others expand to nothing. Every
 * line keeps its number.
 */
final class HostText {

  private static final String THREADGROUP_VARIABLE = "KERNEL_CONFORMANCE_THREADGROUP_VARIABLE";

  /** Makes a {@code kernel_conformance::Literal} of an integer. */
  private static final String LITERAL = "_";

  /** A hidden symbol that nothing defines is an error of the linker, which names its user. */
  private static final String UNDEFINED = "extern __attribute__((visibility(\"hidden\"))) ";

  private static final Pattern INCLUDE = Pattern.compile("^#include (.*)", Pattern.MULTILINE);

  /** Headers that a program includes only for what the host device does not have. */
  private static final Pattern TENSORS =
      Pattern.compile("<metal_tensor>|<MetalPerformancePrimitives/.*");

  /** A floating-point literal without a suffix. */
  private static final Pattern FLOAT_LITERAL =
      Pattern.compile(
          "0[xX][0-9a-fA-F'.]*[pP][+-]?[0-9']+"
              + "|(?:[0-9][0-9']*\\.[0-9']*|\\.[0-9][0-9']*)(?:[eE][+-]?[0-9']+)?"
              + "|[0-9][0-9']*[eE][+-]?[0-9']+");

  private final Target target;
  private final Tokens tokens;
  private final Edits edits;

  private HostText(Target target, Tokens tokens) {
    this.target = target;
    this.tokens = tokens;
    this.edits = new Edits(tokens);
  }

  /**
   * The text for a compiler.
   *
   * @param instantiations the explicit instantiations of kernels, which are cut out
   */
  static String of(
      Target target,
      Tokens tokens,
      LineMap lines,
      List<Declaration> declarations,
      FunctionConstants constants,
      List<Declaration> instantiations) {
    HostText text = new HostText(target, tokens);
    text.dropThreadgroupAttributes();
    text.dropCoherence();
    text.makeLiteralsFloats();
    new ConditionalLiterals(tokens, it -> text.edits.suffix(it, LITERAL)).find();
    declarations.forEach(text::markThreadgroupVariables);
    declarations.forEach(text::unqualifyConstructor);
    ConstantShifts shifts = new ConstantShifts(tokens, text.edits, declarations);
    if (target == Target.CUDA) {
      declarations.forEach(shifts::maskAll);
      new Swizzles(tokens, text.edits).replace(declarations);
      ConstantFunctions functions = new ConstantFunctions(tokens, text.edits, constants);
      declarations.forEach(functions::derive);
      functions.call(declarations);
    } else {
      declarations.forEach(shifts::mask);
    }
    constants.declared().forEach(text::define);
    text.resolveDefined(constants);
    declarations.forEach(new OverloadReducer(target, tokens, lines, text.edits)::reduce);
    instantiations.forEach(it -> text.edits.replace(it.start(), it.end(), ""));
    return INCLUDE
        .matcher(text.edits.apply())
        .replaceAll(it -> Matcher.quoteReplacement(text.included(it.group(1))));
  }

  /**
   * The macro that erases the address space would turn {@code [[threadgroup(0)]]} into nonsense.
   */
  private void dropThreadgroupAttributes() {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.opensAttributes(i)) {
        for (Attribute it : Attribute.among(tokens, i, i + 1)) {
          if (it.name().equals("threadgroup") && it.open() >= 0) {
            edits.replace(it.open() - 1, tokens.partner(it.open()) + 1, "");
          }
        }
      }
    }
  }

  /** One memory is coherent as it is; {@code coherent} is a word of MSL 3.2. */
  private void dropCoherence() {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.is(i, "coherent")) {
        if (tokens.is(i + 1, "(") && tokens.partner(i + 1) == i + 3) {
          edits.replace(i, i + 4, "");
        } else if (tokens.is(i + 1, "device") || tokens.is(i - 1, "device")) {
          edits.replace(i, i + 1, "");
        }
      }
    }
  }

  /** MSL has no double. The compiler's own flag for this does not reach into templates. */
  private void makeLiteralsFloats() {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isNumber(i) && FLOAT_LITERAL.matcher(tokens.text(i)).matches()) {
        edits.suffix(i, "f");
      }
    }
  }

  private String included(String header) {
    return TENSORS.matcher(header).matches()
        ? error(target.words() + " has no tensors, so it does not support " + header)
        : "";
  }

  private void markThreadgroupVariables(Declaration it) {
    if (it.kind() == Kind.FUNCTION) {
      new ThreadgroupVariables(
              tokens,
              this::markThreadgroupVariable,
              token ->
                  edits.replace(
                      token,
                      token + 1,
                      error(
                          target.words()
                              + " cannot handle a variable in threadgroup memory"
                              + " and a pointer in one statement: declare them in two")))
          .find(it.body() + 1, tokens.partner(it.body()));
    }
  }

  private void markThreadgroupVariable(int threadgroup) {
    edits.replace(threadgroup, threadgroup + 1, THREADGROUP_VARIABLE);
    if (target == Target.CUDA) {
      new ThreadgroupContents(tokens, edits).state(threadgroup);
    }
  }

  /** C++ knows no {@code const} constructors, which {@code constant} after one would make it. */
  private void unqualifyConstructor(Declaration it) {
    if (!it.scope().isClass()
        || it.parameters() < 0
        || !tokens.is(it.name(), it.scope().unqualifiedName())) {
      return;
    }
    for (int i = tokens.partner(it.parameters()) + 1; i < it.headEnd(); i++) {
      if (tokens.is(i, "constant")) {
        edits.replace(i, i + 1, "");
      }
    }
  }

  /**
   * Gives a function constant its value. One that has none is left undefined: kernels that use it
   * do not link, and those that ask first whether it is defined do.
   */
  private void define(Declaration it, FunctionConstant constant) {
    if (constant.value().isPresent()) {
      String initializer = "{" + constant.value().get().expression() + "};";
      edits.replace(it.end() - 1, it.end(), initializer);
    } else if (target == Target.HOST) {
      for (int i = it.head(); i < it.name(); i++) {
        if (tokens.is(i, "static") || tokens.is(i, "constexpr")) {
          edits.replace(i, i + 1, "");
        }
      }
      edits.replace(it.name(), it.name() + 1, UNDEFINED + tokens.text(it.name()));
    }
  }

  /** MSL asks whether a function constant has a value as if by a function call. */
  private void resolveDefined(FunctionConstants constants) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.is(i, "is_function_constant_defined") && tokens.is(i + 1, "(")) {
        int close = tokens.partner(i + 1);
        Optional<FunctionConstant> asked = constants.named(tokens.text(close - 1));
        if (asked.isPresent()) {
          edits.replace(i, close + 1, String.valueOf(asked.get().value().isPresent()));
        }
      }
    }
  }

  /** A declaration that makes the host compiler fail at this place, with this message. */
  static String error(String message) {
    return "static_assert(false, \"%s\");"
        .formatted(message.replace("\\", "\\\\").replace("\"", "\\\""));
  }
}
