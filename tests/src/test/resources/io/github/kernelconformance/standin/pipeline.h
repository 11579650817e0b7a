#pragma once

#include "library.h"

namespace standin {

struct MTLComputePipelineState : Object {
  static Class type;
  const Kernel *kernel;

  void dispose() {}
};

// What a pipeline tells of a kernel's parameters.
struct MTLComputePipelineReflection : Object {
  static Class type;
  const Kernel *kernel;

  void dispose() {}
};

// A parameter: as macOS 13 and newer tell it, one class for each kind, and as older ones did.
struct MTLBufferBinding : Object {
  static Class type;
  const Binding *binding;

  void dispose() {}
};
struct MTLThreadgroupBinding : Object {
  static Class type;
  const Binding *binding;

  void dispose() {}
};
struct MTLArgument : Object {
  static Class type;
  const Binding *binding;

  void dispose() {}
};

Owned<MTLComputePipelineState> new_pipeline(MTLDevice &self, MTLFunction &function,
                                            unsigned long options,
                                            Out<MTLComputePipelineReflection> reflection,
                                            Out<NSError> error);

}  // namespace standin
