// Memory that kernels may access.
#pragma once

#include "launch.h"

namespace kernel_conformance {

struct Piece;

// A buffer, threadgroup memory or a variable.
struct Block {
  unsigned char *address;
  unsigned long length;
  unsigned long reach;   // with the red zone behind it
  unsigned buffer;       // as in Finding
  const char *name;      // as in Finding
  Buffer_use use;
  bool threadgroup;
  Piece *pieces;         // what race.cpp knows of it; null where it knows nothing
  unsigned long first;   // index of its first byte in the histories
};

}  // namespace kernel_conformance
