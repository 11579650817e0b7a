package io.github.kernelconformance.testing;

import io.github.kernelconformance.device.host.CompiledLibrary;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Parameter;
import io.github.kernelconformance.msl.Program;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the stand-in for Metal what is in a library; {@code program.cpp} has the format. */
final class StandInManifest {

  /**
   * For each parameter 2 × the bytes of what it points to, + 1 where that may be written; and its
   * {@code MTLDataType}.
   */
  private static final String SIZES =
      """

      namespace standin_sizes {
      template <typename T> struct Data { static constexpr unsigned value = __is_class(T) || __is_union(T) ? 1 : 0; };
      template <typename T> struct Data<const T> : Data<T> {};
      template <typename T, decltype(sizeof 0) N> struct Data<T[N]> { static constexpr unsigned value = 2; };
      template <typename T, decltype(sizeof 0) N> struct Data<const T[N]> : Data<T[N]> {};
      template <typename T, size_t N> struct Data<metal::array<T, N>> : Data<T[N]> {};
      #define STANDIN_SCALAR(T, number) \
        template <> struct Data<T> { static constexpr unsigned value = number; };
      STANDIN_SCALAR(float, 3) STANDIN_SCALAR(half, 16) STANDIN_SCALAR(int, 29)
      STANDIN_SCALAR(uint, 33) STANDIN_SCALAR(short, 37) STANDIN_SCALAR(ushort, 41)
      STANDIN_SCALAR(char, 45) STANDIN_SCALAR(uchar, 49) STANDIN_SCALAR(bool, 53)
      STANDIN_SCALAR(long, 81) STANDIN_SCALAR(ulong, 85) STANDIN_SCALAR(metal::bfloat, 121)
      #undef STANDIN_SCALAR
      template <typename T> struct Data<metal::atomic<T>> : Data<T> {};
      template <typename T, int N> struct Data<metal::vec<T, N>> {
        static constexpr unsigned value = Data<T>::value + N - 1;
      };
      template <typename T, int N> struct Data<metal::packed_vec<T, N>> : Data<metal::vec<T, N>> {};
      template <typename T, int C, int R> struct Data<metal::matrix<T, C, R>> {
        static constexpr unsigned value = Data<T>::value + 4 + 3 * (C - 2) + R - 2;
      };
      template <typename T, typename = void> struct Bytes { static constexpr unsigned value = 0; };
      template <typename T> struct Bytes<T, decltype(void(sizeof(T)))> {
        static constexpr unsigned value = sizeof(T);
      };
      template <typename T> constexpr bool is_const = false;
      template <typename T> constexpr bool is_const<const T> = true;
      struct Sizes_of { unsigned size, data; };
      template <typename T> struct Type {
        static constexpr Sizes_of value{2 * Bytes<T>::value + !is_const<T>, Data<T>::value};
      };
      template <typename P> struct Parameter { static constexpr Sizes_of value{}; };
      template <typename T> struct Parameter<T *> : Type<T> {};
      template <typename T> struct Parameter<T &> : Type<T> {};
      template <typename F> struct Sizes;
      template <typename... P> struct Sizes<void (*)(P...)> {
        Sizes_of values[sizeof...(P) + 1] = {Parameter<P>::value..., {}};
      };
      }
      """;

  private StandInManifest() {}

  /** The program with a table of sizes for each of its kernels. */
  static Program measured(Program program) {
    StringBuilder text = new StringBuilder(program.hostText()).append(SIZES);
    List<Kernel> kernels = program.kernels();
    for (int i = 0; i < kernels.size(); i++) {
      Kernel it = kernels.get(i);
      String type = "::standin_sizes::Sizes<decltype(&" + it.expression() + ")>";
      text.append(it.scope().isEmpty() ? "" : "namespace " + it.scope() + " { ")
          .append("extern \"C\" { __attribute__((visibility(\"default\"))) extern const ")
          .append(
              type + " standin_sizes_" + i + "; const " + type + " standin_sizes_" + i + "{}; }")
          .append(it.scope().isEmpty() ? "\n" : " }\n");
    }
    return new Program(
        program.source(),
        program.text(),
        text.toString(),
        kernels,
        program.functionConstants(),
        program.values(),
        program.uninstantiated());
  }

  /** The lines for a library of the program. */
  static String of(CompiledLibrary library, Program program) {
    StringBuilder lines = new StringBuilder("library " + library.file() + "\n");
    for (int entry = 0; entry < library.kernels().size(); entry++) {
      Kernel it = library.kernels().get(entry);
      lines.append(
          "kernel %d %d %d %d %s\n"
              .formatted(
                  entry,
                  program.kernels().indexOf(it),
                  it.parameters().size(),
                  wantsBfloat(it) ? 1 : 0,
                  it.name()));
      Optional<String> body = body(program, it);
      for (int i = 0; i < it.parameters().size(); i++) {
        Parameter parameter = it.parameters().get(i);
        if (exists(parameter)) {
          lines.append(
              "%s %d %d %d %s\n"
                  .formatted(
                      parameter.attribute(),
                      i,
                      parameter.index(),
                      uses(body, parameter) ? 1 : 0,
                      parameter.name()));
        }
      }
    }
    return lines.toString();
  }

  /** One that depends on what is computed from function constants is taken not to exist. */
  private static boolean exists(Parameter it) {
    boolean bound = it.attribute().equals("buffer") || it.attribute().equals("threadgroup");
    return bound && it.functionConstant().isEmpty();
  }

  /** Whether the body of a kernel's function names a parameter; if it is not found, it does. */
  private static boolean uses(Optional<String> body, Parameter parameter) {
    return body.isEmpty()
        || Pattern.compile("\\b" + parameter.name() + "\\b").matcher(body.get()).find();
  }

  private static Optional<String> body(Program program, Kernel kernel) {
    String function = kernel.function().substring(kernel.function().lastIndexOf(':') + 1);
    Matcher head = Pattern.compile("\\b" + function + "\\s*\\(").matcher(program.text());
    while (head.find()) {
      int end = closing(program.text(), head.end(), '(', ')');
      int body = program.text().indexOf('{', end);
      if (body >= 0 && program.text().substring(end, body).isBlank()) {
        int close = closing(program.text(), body + 1, '{', '}');
        return Optional.of(program.text().substring(body, close));
      }
    }
    return Optional.empty();
  }

  /** Behind the bracket that closes one before a position. */
  private static int closing(String text, int from, char open, char close) {
    int depth = 1;
    int at = from;
    while (at < text.length() && depth > 0) {
      char it = text.charAt(at++);
      depth += it == open ? 1 : it == close ? -1 : 0;
    }
    return at;
  }

  private static boolean wantsBfloat(Kernel it) {
    return it.expression().contains("bfloat")
        || it.parameters().stream().anyMatch(parameter -> parameter.type().contains("bfloat"));
  }
}
