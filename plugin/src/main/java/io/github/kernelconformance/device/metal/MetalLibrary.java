package io.github.kernelconformance.device.metal;

import com.sun.jna.ptr.PointerByReference;
import io.github.kernelconformance.device.RefusedKernelException;
import io.github.kernelconformance.device.metal.LoadedCode.Outcome;
import io.github.kernelconformance.msl.FunctionConstant;
import java.util.List;
import java.util.Optional;

/** What became of a code: a library where it loaded, and the compiler's messages either way. */
final class MetalLibrary implements AutoCloseable {

  private final LoadedCode loaded;
  private final Optional<Owned> library;

  private MetalLibrary(LoadedCode loaded, Optional<Owned> library) {
    this.loaded = loaded;
    this.library = library;
  }

  /** Makes a library. It is there if Metal returns one, whatever the error says: it may warn. */
  static MetalLibrary of(GpuDevice device, MetalCode code, MetalOptions options) {
    PointerByReference place = new PointerByReference();
    Optional<Owned> library;
    if (code instanceof MetalCode.Source source) {
      library = compile(device, source, options, place);
    } else {
      Ref url = Foundation.url(device.runtime(), ((MetalCode.Compiled) code).file());
      library = device.ref().own(Selector.NEW_LIBRARY_WITH_URL, url, place);
    }
    Optional<MetalError> error = MetalError.of(device.runtime(), place);
    Outcome outcome =
        library.isPresent()
            ? Outcome.LOADED
            : error.filter(it -> it.code() == MetalError.COMPILE_FAILURE).isPresent()
                ? Outcome.REFUSED
                : Outcome.FAILED;
    String messages =
        error
            .map(MetalError::words)
            .orElse(
                outcome == Outcome.LOADED ? "" : "Metal did not make a library and gave no reason");
    List<String> functions =
        library
            .map(it -> Foundation.texts(it.ref().get(Selector.FUNCTION_NAMES)))
            .orElse(List.of());
    return new MetalLibrary(new LoadedCode(code.name(), outcome, functions, messages), library);
  }

  private static Optional<Owned> compile(
      GpuDevice device, MetalCode.Source source, MetalOptions options, PointerByReference error) {
    try (Owned compileOptions = compileOptions(device.runtime(), options)) {
      return device
          .ref()
          .own(
              Selector.NEW_LIBRARY_WITH_SOURCE,
              Foundation.string(device.runtime(), options.prologue() + source.text()),
              compileOptions.ref(),
              error);
    }
  }

  private static Owned compileOptions(ObjectiveC runtime, MetalOptions options) {
    Owned owned = new Owned(runtime.type("MTLCompileOptions").get(Selector.NEW));
    Ref it = owned.ref();
    it.tell(Selector.SET_LANGUAGE_VERSION, options.languageVersion());
    if (it.responds(Selector.SET_MATH_MODE)) {
      it.tell(Selector.SET_MATH_MODE, options.mathMode().value());
      it.tell(Selector.SET_MATH_FUNCTIONS, options.mathMode().functions());
    } else { // macOS 14 and older
      it.tell(Selector.SET_FAST_MATH_ENABLED, (byte) (options.mathMode().fast() ? 1 : 0));
    }
    return owned;
  }

  LoadedCode loaded() {
    return loaded;
  }

  /**
   * The function of a name.
   *
   * @throws RefusedKernelException where Metal makes none
   */
  Owned function(String name) throws RefusedKernelException {
    Ref ref = library.orElseThrow().ref();
    return ref.own(Selector.NEW_FUNCTION_WITH_NAME, Foundation.string(ref.runtime(), name))
        .orElseThrow(
            () ->
                new RefusedKernelException("the device does not find the function " + name, true));
  }

  /**
   * The function of a name, specialized.
   *
   * @throws RefusedKernelException where Metal makes none, since a value is missing for example
   */
  Owned function(String name, List<FunctionConstant> constants) throws RefusedKernelException {
    Ref ref = library.orElseThrow().ref();
    PointerByReference error = new PointerByReference();
    try (Owned values = ConstantValues.of(ref.runtime(), constants)) {
      return ref.own(
              Selector.NEW_FUNCTION_WITH_CONSTANT_VALUES,
              Foundation.string(ref.runtime(), name),
              values.ref(),
              error)
          .orElseThrow(
              () ->
                  new RefusedKernelException(
                      "the device cannot specialize %s: %s"
                          .formatted(name, MetalError.reason(ref.runtime(), error)),
                      true));
    }
  }

  @Override
  public void close() {
    library.ifPresent(Owned::close);
  }
}
