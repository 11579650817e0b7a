// The block format q4_0 of GGUF files: 32 weights in 18 bytes.

#pragma once

#include <metal_stdlib>

using namespace metal;

constant constexpr int q4_0_weights = 32;

// A weight is scale * (code - 8). Byte i has the codes of weights i and i + 16, in its low and its
// high half.
struct block_q4_0 {
  half scale;
  uint8_t codes[q4_0_weights / 2];
};

static_assert(sizeof(block_q4_0) == 18, "blocks follow each other without a gap");

// The weights of a block times 32 values of x, `stride` bytes apart. The scale goes to each weight,
// which is exact in float, so that an infinite scale means what it means in the formula.
inline float product(const device block_q4_0& block, const device char* x, uint64_t stride) {
  const float scale = static_cast<float>(block.scale);
  float sum = 0.0f;
  for (int i = 0; i < q4_0_weights / 2; ++i) {
    const float low = scale * (int(block.codes[i] & 0xF) - 8);
    const float high = scale * (int(block.codes[i] >> 4) - 8);
    sum += low * *reinterpret_cast<const device float*>(x + i * stride);
    sum += high * *reinterpret_cast<const device float*>(x + (i + q4_0_weights / 2) * stride);
  }
  return sum;
}
