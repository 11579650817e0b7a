#pragma once

#include "pipeline.h"

namespace standin {

constexpr unsigned most_bindings = 31;

struct MTLCommandQueue : Object {
  static Class type;

  void dispose() {}
};

// What is bound under an index: a buffer, or bytes of its own.
struct Bound {
  MTLBuffer *buffer;
  unsigned char *bytes;
  unsigned long length;
  unsigned long offset;

  bool is_bound() const { return buffer || bytes; }
  unsigned char *address() const { return buffer ? buffer->contents + offset : bytes; }
  unsigned long available() const { return (buffer ? buffer->length : length) - offset; }
};

// A dispatch as it was encoded.
struct Dispatch {
  const Kernel *kernel;
  Bound bound[most_bindings];
  unsigned long threadgroup_memory[most_bindings];
  Extent threadgroups, threads;
  Extent grid; // in threads; zeros where threadgroups are counted
  Dispatch *next;
};

struct MTLComputeCommandEncoder;

struct MTLCommandBuffer : Object {
  static Class type;
  enum Status : unsigned long { not_enqueued = 0, committed = 2, completed = 4, failed = 5 };

  Status status;
  long error; // MTLCommandBufferError
  const char *words; // what the driver says of it; null if it has no words of its own
  MTLComputeCommandEncoder *encoder; // that is not ended
  Dispatch *first, *last;
  double started, ended;

  void dispose();
};

struct MTLComputeCommandEncoder : Object {
  static Class type;
  MTLCommandBuffer *commands; // null once ended
  MTLComputePipelineState *pipeline;
  Bound *bound; // most_bindings of them
  unsigned long *threadgroup_memory;

  void dispose();
};

// Runs a dispatch to its end.
void execute(const Dispatch &dispatch);

}  // namespace standin
