// Metal text compiled for the host device by the compile helper, a process of its own.
#pragma once

namespace standin {

// A parameter of a kernel that a launch supplies.
struct Binding {
  enum class Kind { buffer, threadgroup };

  Kind kind;
  unsigned position;   // in the kernel's list of parameters
  unsigned long index; // [[buffer(index)]]
  bool written;        // what it points to is not const
  bool used;           // the kernel's body names it
  unsigned long bytes; // of the type that it points to
  unsigned long data;  // that type's MTLDataType
  char *name;
};

struct Kernel {
  char *name;
  void (*entry)(void *const *arguments);
  void *library; // for dlsym
  unsigned parameters;
  bool bfloat; // its types need bfloat
  Binding *bindings;
  unsigned binding_count;
};

struct Program {
  Kernel *kernels;
  unsigned kernel_count;
  char *messages; // of the compiler; null where it compiled

  const Kernel *kernel(const char *name) const;
};

// Compiles Metal source, or what the tools made of several.
//
// `checked`: accesses to memory are seen while its kernels run.
// `constants`: to specialize a function, `function NAME` and a line for each value, `TYPE BITS INDEX`,
// the type in the numbers of MTLDataType; else empty.
const Program *compile(const char *source, unsigned long length, unsigned language, bool checked,
                       const char *constants);

// The bytes of a file and a zero behind them, to be freed; null where there is none.
char *read_file(const char *path, unsigned long &length);

}  // namespace standin
