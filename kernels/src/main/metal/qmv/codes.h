// Codes of a fixed number of bits, packed into one stream per row, least significant bit first.

#pragma once

#include "rows.h"

// What a stream is read in: words where codes fill them evenly, else bytes, since the codes of one
// lane may then begin at any byte.
template <int bits, bool fill_words = 32 % bits == 0>
struct code_unit {
  typedef uint32_t type;
};

template <int bits>
struct code_unit<bits, false> {
  typedef uint8_t type;
};

// Reads the streams of a few rows in step. Call next() in an unrolled loop: what it has to read is then
// known when the kernel is compiled.
template <int bits, typename Rows>
struct code_stream {
  typedef typename code_unit<bits>::type unit;
  typedef vec<uint, Rows::count> words;
  static constant constexpr int unit_bits = 8 * sizeof(unit);

  const device unit* row0;
  int stride;  // in units
  Rows rows;
  words window;
  int held;  // bits of the window that are yet to be taken

  // The codes from column k on, where w points at the first row. A unit begins at column k.
  code_stream(const device uint32_t* w, int in_vec_size, int k, Rows present)
      : row0(reinterpret_cast<const device unit*>(w) + k * bits / unit_bits),
        stride(in_vec_size * bits / unit_bits),
        rows(present),
        window(0),
        held(0) {}

  words next() {
    if (held < bits) {
      window |= column<uint>(row0++, stride, rows) << held;
      held += unit_bits;
    }
    const words codes = window & ((1u << bits) - 1);
    window >>= bits;
    held -= bits;
    return codes;
  }
};

// Eight codes of one row, which begin at a byte: `bits` bytes hold them.
template <int bits>
struct eight_codes {
  uint4 low;
  uint4 high;

  explicit eight_codes(const device uint8_t* at) {
    uint64_t window = 0;
#pragma unroll
    for (int i = 0; i < bits; ++i) {
      window |= uint64_t(at[i]) << (8 * i);
    }
    constexpr uint mask = (1u << bits) - 1;
#pragma unroll
    for (int i = 0; i < 4; ++i) {
      low[i] = uint(window >> (bits * i)) & mask;
      high[i] = uint(window >> (bits * (4 + i))) & mask;
    }
  }
};

// Eight weights of one row, in order.
struct eight_weights {
  float4 low;
  float4 high;
};
