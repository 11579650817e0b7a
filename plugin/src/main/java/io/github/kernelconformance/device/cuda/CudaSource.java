package io.github.kernelconformance.device.cuda;

import io.github.kernelconformance.device.cuda.CudaArgument.Kind;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Parameter;
import io.github.kernelconformance.msl.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * A text for NVRTC: the user's program, and an entry for each kernel to run. Line markers keep the
 * user's files and lines.
 *
 * @param name the path of the {@code .metal} file
 * @param text one translation unit; it includes {@code cuda.h} of the headers
 * @param kernels how those in the text are launched, by host name
 */
public record CudaSource(String name, String text, Map<String, CudaKernel> kernels) {

  /**
   * A component of a vector by the letter of a colour; or a member of the program's own classes.
   */
  private static final Pattern COLOR = Pattern.compile("(\\.|->)\\s*[rgba]\\b");

  private static final String COLORS = "#define KERNEL_CONFORMANCE_COLORS\n";

  /** The condition of a parameter whose function constant is not true. */
  private static final String NEVER = "false";

  private static final Pattern AMBIGUOUS_ARMS = Pattern.compile("ambiguous \"\\?\" operation");

  /** Keeps immutable copies. */
  public CudaSource {
    kernels = Map.copyOf(kernels);
  }

  /**
   * What NVRTC has to be told besides the architecture. Division and square root are IEEE's and
   * nothing is fused, so that numbers are the host's. Warnings are noise to a Metal author.
   */
  public static List<String> options() {
    return List.of(
        "-std=c++17",
        "-default-device",
        "--fmad=false",
        "--prec-div=true",
        "--prec-sqrt=true",
        "--ftz=false",
        "--device-int128",
        "-w");
  }

  /** Tells the standard library that texts include from that of every other version. */
  public static String library() {
    return CudaHeaders.DIGEST;
  }

  /**
   * The texts of a program: each for kernels with one set of values that function constants have.
   *
   * @param wanted host names; those that the program does not have do no harm
   * @param most how many kernels a text has at most
   */
  public static List<CudaSource> of(Program program, Set<String> wanted, int most) {
    Map<Map<String, String>, List<Kernel>> specializations = new LinkedHashMap<>();
    for (Kernel kernel : program.kernels()) {
      if (wanted.contains(kernel.name())) {
        specializations.computeIfAbsent(kernel.constants(), it -> new ArrayList<>()).add(kernel);
      }
    }
    List<CudaSource> sources = new ArrayList<>();
    specializations.forEach(
        (constants, kernels) -> {
          Program specialized = program.specialized(constants);
          String own = specialized.cudaText();
          for (int i = 0; i < kernels.size(); i += most) {
            List<Kernel> some = kernels.subList(i, Math.min(i + most, kernels.size()));
            sources.add(of(specialized, own, some));
          }
        });
    return sources;
  }

  /**
   * A text to try where NVRTC has refused one, if there is one: where it says that it cannot tell
   * which arm of a conditional expression gives the type, the arms are told each other's.
   *
   * @param messages what NVRTC says
   */
  static Optional<String> otherwise(String text, String messages) {
    return AMBIGUOUS_ARMS.matcher(messages).find()
        ? Optional.of(Program.reconciled(text)).filter(it -> !it.equals(text))
        : Optional.empty();
  }

  /**
   * One text.
   *
   * @param own the program's own
   */
  private static CudaSource of(Program program, String own, List<Kernel> kernels) {
    StringBuilder text = new StringBuilder();
    text.append(COLOR.matcher(own).find() ? COLORS : "")
        .append("#include \"" + CudaHeaders.FIRST + "\"\n")
        .append("# 1 \"" + escaped(program.source()) + "\"\n")
        .append(own);
    Map<String, CudaKernel> entries = new LinkedHashMap<>();
    for (Kernel kernel : kernels) {
      String entry =
          "kernel_conformance_"
              + kernel.name().replaceAll("[^A-Za-z0-9]+", "_")
              + "_"
              + entries.size();
      entries.put(kernel.name(), append(text, entry, kernel, program));
    }
    return new CudaSource(program.source(), text.toString(), entries);
  }

  private static CudaKernel append(
      StringBuilder text, String entry, Kernel kernel, Program program) {
    List<CudaArgument> passed = new ArrayList<>();
    StringJoiner parameters = new StringJoiner(", ");
    StringJoiner arguments = new StringJoiner(", ");
    StringJoiner existing = new StringJoiner(", ");
    arguments.add("(" + kernel.expression() + ")");
    for (Parameter it : kernel.parameters()) {
      Optional<String> condition = condition(it, program);
      boolean exists = !condition.equals(Optional.of(NEVER));
      existing.add(existence(it, exists));
      switch (it.attribute()) {
        case "buffer", "threadgroup" -> {
          String address = "nullptr";
          if (exists) {
            boolean isBuffer = it.attribute().equals("buffer");
            String name = "a" + passed.size();
            passed.add(
                new CudaArgument(
                    it.name(), isBuffer ? Kind.BUFFER : Kind.THREADGROUP, condition.isPresent()));
            parameters.add((isBuffer ? "void *" : "unsigned ") + name);
            address = isBuffer ? name : "::kernel_conformance::threadgroup_memory(" + name + ")";
          }
          String always = address;
          arguments.add(
              "::kernel_conformance::Buffer{"
                  + condition
                      .filter(c -> exists)
                      .map(c -> c + " ? " + always + " : nullptr")
                      .orElse(always)
                  + "}");
        }
        default ->
            arguments.add(
                "::kernel_conformance::attribute::"
                    + (it.attribute().isEmpty() ? "none" : it.attribute())
                    + "(at)");
      }
    }
    parameters.add("const ::kernel_conformance::Launched launched");
    String scope = kernel.scope();
    // The line marker lets an error in an instantiation name the user's line.
    text.append("\n# ")
        .append(kernel.location().line())
        .append(" \"")
        .append(escaped(kernel.location().file()))
        .append("\"\n")
        .append(scope.isEmpty() ? "" : "namespace " + scope + " { ")
        .append("extern \"C\" __global__ void KERNEL_CONFORMANCE_BOUNDS ")
        .append(entry)
        .append("(")
        .append(parameters)
        .append(") { const ::kernel_conformance::Where at(launched); if (at.begins()) ")
        .append("::kernel_conformance::call(")
        .append(arguments)
        .append("); } extern \"C\" __device__ decltype(::kernel_conformance::parameter_types((")
        .append(kernel.expression())
        .append("))) ")
        .append(CudaKernel.parameters(entry))
        .append("{};");
    if (kernel.hasConditions()) {
      text.append(" extern \"C\" __device__ unsigned char ")
          .append(CudaKernel.existing(entry))
          .append("[] = {")
          .append(existing)
          .append("};");
    }
    text.append(scope.isEmpty() ? "\n" : " }\n");
    return new CudaKernel(entry, passed);
  }

  /** Whether a parameter exists, as {@code signature.h} tells it. */
  private static String existence(Parameter parameter, boolean exists) {
    return parameter.functionConstant().isEmpty()
        ? "1"
        : exists ? "::kernel_conformance::existence(" + parameter.functionConstant() + ")" : "0";
  }

  /**
   * When a parameter exists, in C++; empty where it does in any case. What depends on a constant
   * that is computed from function constants, the compiler decides.
   */
  private static Optional<String> condition(Parameter parameter, Program program) {
    String constant = parameter.functionConstant();
    if (constant.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        program.functionConstants().stream().anyMatch(it -> it.name().equals(constant))
            ? NEVER
            : "::kernel_conformance::value_of(" + constant + ")");
  }

  private static String escaped(String path) {
    return path.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
