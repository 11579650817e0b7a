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

// NVFP4. Its second scale, one for the whole matrix, is in global_factor.
struct nvfp4 {
  typedef e2m1 element;
  typedef e4m3 scale;
  static constant constexpr int group_size = 16;
};

// What results are multiplied with where nvfp4 has a global scale. The scale is the largest weight,
// and the matrix was quantized after it had been multiplied by 448 * 6 / scale: the largest e4m3
// scale times the largest e2m1 element.
inline float global_factor(float global_scale) {
  return global_scale / (448.0f * 6.0f);
}
