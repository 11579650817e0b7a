// The floating-point quantization modes: an element format, a scale format, and how many
// consecutive elements share a scale.

#pragma once

#include "e2m1.h"
#include "e4m3.h"
#include "e8m0.h"

// MXFP4 of OCP MX v1.0.
struct mxfp4 {
  typedef e2m1 element;
  typedef e8m0 scale;
  static constant constexpr int group_size = 32;
};

// MXFP8 (E4M3) of OCP MX v1.0.
struct mxfp8 {
  typedef e4m3 element;
  typedef e8m0 scale;
  static constant constexpr int group_size = 32;
};

// NVFP4 without its second, per-tensor scale.
struct nvfp4 {
  typedef e2m1 element;
  typedef e4m3 scale;
  static constant constexpr int group_size = 16;
};
