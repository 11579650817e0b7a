#pragma once

#include "device.h"
#include "program.h"

namespace standin {

struct MTLCompileOptions : Object {
  static Class type;
  unsigned language; // 310 for MSL 3.1

  void dispose() {}
};

struct MTLFunctionConstantValues : Object {
  static Class type;
  char *lines; // as the compile helper takes them

  void dispose() { free(lines); }
};

struct MTLLibrary : Object {
  static Class type;
  char *source;
  unsigned long length;
  unsigned language;
  const Program *program;

  void dispose() { free(source); }
};

struct MTLFunction : Object {
  static Class type;
  const Kernel *kernel;

  void dispose() {}
};

// What `new` gives for these two classes, which have no other way to come into being.
template <typename T>
Owned<T> new_object(Class &) {
  return {make<T>()};
}

// Compiles text; null, with an error, where it does not compile.
MTLLibrary *library_of(const char *source, unsigned long length, unsigned language,
                       const Out<NSError> &error);

// What the system knows, 310 for MSL 3.1.
unsigned newest_language();

constexpr char library_domain[] = "MTLLibraryErrorDomain";
constexpr long compile_warning = 4;

// The library in a file that the tools made.
MTLLibrary *library_in(const char *path, const Out<NSError> &error);

// Whether this process was told to validate shaders before its device came into being.
bool validates();

}  // namespace standin
