// Libraries, their functions, and the options and constants that they are made with.
#include "library.h"

#include "faults.h"

namespace standin {

namespace {

constexpr char framework[] = "Metal";
constexpr long compile_failure = 3, function_not_found = 5;

// `alloc` leaves an object of which `init` makes one.
template <typename T>
Owned<T> allocate(Class &) {
  T *object = make<T>();
  object->uninitialized = true;
  return {object};
}

template <typename T>
T *initialize(T &self) {
  if (!self.uninitialized) stop("initialized twice");
  self.uninitialized = false;
  return &self;
}

void set_fast_math(MTLCompileOptions &, signed char) {}

void set_math_mode(MTLCompileOptions &, long mode) {
  if (mode < 0 || mode > 2) stop("%ld is no math mode", mode);
}

void set_functions(MTLCompileOptions &, long functions) {
  if (functions < 0 || functions > 1) stop("%ld is no choice of floating-point functions", functions);
}

void set_language(MTLCompileOptions &self, unsigned long version) {
  const unsigned long major = version >> 16, minor = version & 0xFFFF;
  const bool known =
      (major == 2 && minor < 5) || (major == 3 && minor < 3) || (major == 4 && minor < 1);
  if (!known) stop("%lu.%lu is no version of the Metal Shading Language", major, minor);
  self.language = static_cast<unsigned>(100 * major + 10 * minor);
  if (self.language > newest_language()) {
    stop("macOS %lu does not know MSL %lu.%lu", faults().macos(), major, minor);
  }
}

void set_macros(MTLCompileOptions &, NSDictionary *macros) {
  if (macros) stop("the stand-in takes no macros; give it flattened text");
}

const Method of_options[] = {
    method<&initialize<MTLCompileOptions>>("init"),
    method<&set_fast_math>("setFastMathEnabled:"),
    method<&set_math_mode>("setMathMode:"),
    method<&set_functions>("setMathFloatingPointFunctions:"),
    method<&set_language>("setLanguageVersion:"),
    method<&set_macros>("setPreprocessorMacros:"),
};
const Method of_options_class[] = {
    method<&new_object<MTLCompileOptions>>("new"),
    method<&allocate<MTLCompileOptions>>("alloc"),
};

// The value's bits; its size goes by its type, of which these are known (MTLDataType).
unsigned long bits(const void *value, unsigned long type) {
  unsigned long result = 0;
  switch (type) {
    case 45: case 49: case 53: // char, uchar, bool
      memcpy(&result, value, 1);
      return result;
    case 16: case 37: case 41: case 121: // half, short, ushort, bfloat
      memcpy(&result, value, 2);
      return result;
    case 3: case 29: case 33: // float, int, uint
      memcpy(&result, value, 4);
      return result;
    case 81: case 85: // long, ulong
      memcpy(&result, value, 8);
      return result;
    default:
      stop("%lu is no data type that the stand-in knows", type);
  }
}

void add_constant(MTLFunctionConstantValues &self, char *line) {
  char *lines = text("%s%s\n", self.lines ? self.lines : "", line);
  free(line);
  free(self.lines);
  self.lines = lines;
}

void set_constant_at(MTLFunctionConstantValues &self, const void *value, unsigned long type,
                     unsigned long index) {
  add_constant(self, text("%lu %lu %lu", type, bits(value, type), index));
}

const Method of_constants[] = {
    method<&initialize<MTLFunctionConstantValues>>("init"),
    method<&set_constant_at>("setConstantValue:type:atIndex:"),
};
const Method of_constants_class[] = {
    method<&new_object<MTLFunctionConstantValues>>("new"),
    method<&allocate<MTLFunctionConstantValues>>("alloc"),
};

Autoreleased<NSArray> function_names(MTLLibrary &self) {
  NSArray *names = NSArray::of_capacity(self.program->kernel_count);
  for (unsigned i = 0; i < self.program->kernel_count; ++i) {
    names->add(NSString::copy(self.program->kernels[i].name));
  }
  return {names};
}

MTLFunction *function(const Kernel *kernel) {
  if (!kernel || faults().has("nil-function")) return nullptr;
  MTLFunction *function = make<MTLFunction>();
  function->kernel = kernel;
  return function;
}

Owned<MTLFunction> new_function(MTLLibrary &self, NSString &name) {
  return {function(self.program->kernel(name.text))};
}

Owned<MTLFunction> new_specialized(MTLLibrary &self, NSString &name,
                                   MTLFunctionConstantValues &values, Out<NSError> error) {
  if (!self.program->kernel(name.text)) {
    char *message = text("Function %s was not found in the library", name.text);
    error.set(NSError::of(library_domain, function_not_found, message));
    free(message);
    return {nullptr};
  }
  char *lines = text("function %s\n%s", name.text, values.lines ? values.lines : "");
  const Program *program = compile(self.source, self.length, self.language, validates(), lines);
  free(lines);
  if (program->messages) {
    error.set(NSError::of(library_domain, compile_failure, program->messages));
    return {nullptr};
  }
  return {function(program->kernel(name.text))};
}

const Method of_library[] = {
    method<&function_names>("functionNames"),
    method<&new_function>("newFunctionWithName:"),
    method<&new_specialized>("newFunctionWithName:constantValues:error:"),
};

}  // namespace

Class MTLCompileOptions::type =
    define<MTLCompileOptions>("MTLCompileOptions", framework, of_options, of_options_class);
Class MTLFunctionConstantValues::type = define<MTLFunctionConstantValues>(
    "MTLFunctionConstantValues", framework, of_constants, of_constants_class);
Class MTLLibrary::type = define<MTLLibrary>("MTLLibrary", framework, of_library);
Class MTLFunction::type = define<MTLFunction>("MTLFunction", framework, {});

// A warning, and notes of 1,000 characters.
static const char *warning_with_notes(unsigned long notes) {
  constexpr char first[] = "program_source:1:1: warning: ordered by METAL_STANDIN_FAULTS";
  constexpr unsigned long note = 1000;
  char *text = static_cast<char *>(calloc(1, sizeof first + notes * (note + 1)));
  memcpy(text, first, sizeof first);
  for (char *at = text + strlen(text); notes; --notes, at += note + 1) {
    memset(at, 'n', note + 1);
    *at = '\n';
  }
  return text;
}

MTLLibrary *library_of(const char *source, unsigned long length, unsigned language,
                       const Out<NSError> &error) {
  if (faults().has("nil-library")) return nullptr;
  if (faults().has("compile-error")) {
    error.set(NSError::of(library_domain, compile_failure,
                          "program_source:1:1: error: ordered by METAL_STANDIN_FAULTS"));
    return nullptr;
  }
  const Program *program = compile(source, length, language, validates(), "");
  if (program->messages) {
    error.set(NSError::of(library_domain, compile_failure, program->messages));
    return nullptr;
  }
  if (const unsigned long notes = faults().number("compile-notes", 0)) {
    error.set(NSError::of(library_domain, compile_warning, warning_with_notes(notes)));
  }
  if (faults().has("compile-warning")) {
    error.set(NSError::of(library_domain, compile_warning,
                          "program_source:1:1: warning: ordered by METAL_STANDIN_FAULTS"));
  }
  MTLLibrary *library = make<MTLLibrary>();
  library->source = static_cast<char *>(malloc(length + 1));
  memcpy(library->source, source, length);
  library->length = length;
  library->language = language;
  library->program = program;
  return library;
}

MTLLibrary *library_in(const char *path, const Out<NSError> &error) {
  constexpr long not_supported = 1, not_found = 6;
  constexpr char magic[] = "MTLB";
  unsigned long length = 0;
  char *bytes = read_file(path, length);
  if (bytes && faults().has("library-too-new")) {
    free(bytes);
    error.set(NSError::of(library_domain, not_supported,
                          "This library is using language version 4.1 which is not supported on "
                          "this OS."));
    return nullptr;
  }
  const bool whole = bytes && strncmp(bytes, magic, sizeof magic - 1) == 0;
  MTLLibrary *library = nullptr;
  if (whole) {
    library = library_of(bytes, length, newest_language(), error);
  } else {
    char *message = text(bytes ? "Invalid library file %s" : "There is no library file %s", path);
    error.set(NSError::of(library_domain, bytes ? not_supported : not_found, message));
    free(message);
  }
  free(bytes);
  return library;
}

unsigned newest_language() {
  const unsigned long macos = faults().macos();
  return macos >= 26 ? 400 : macos >= 15 ? 320 : macos >= 14 ? 310 : 300;
}

bool validates() {
  static const bool it = [] {
    const char *value = getenv("MTL_SHADER_VALIDATION");
    return value && strcmp(value, "1") == 0 && !faults().has("no-validation");
  }();
  return it;
}

}  // namespace standin
