#pragma once

#include "foundation.h"

namespace standin {

struct MTLDevice : Object {
  static Class type;

  void dispose() {}
};

struct MTLArchitecture : Object {
  static Class type;

  void dispose() {}
};

struct MTLBuffer : Object {
  static Class type;
  unsigned char *contents;
  unsigned long length;
  unsigned long mapped;
  char *label; // null without one

  void dispose();
};

constexpr unsigned long most_threadgroup_memory = 32768;
constexpr unsigned long most_threads_per_threadgroup = 1024;
constexpr unsigned long simd_width = 32;

// Whether the device, which may be ordered to be a paravirtual one, knows bfloat.
bool has_bfloat();

}  // namespace standin
