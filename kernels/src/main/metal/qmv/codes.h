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

// Reads four rows' streams in step. Call next() in an unrolled loop: what it has to read is then
// known when the kernel is compiled.
template <int bits, typename Rows>
struct code_stream {
  typedef typename code_unit<bits>::type unit;
  static constant constexpr int unit_bits = 8 * sizeof(unit);

  const device unit* row0;
  int stride;  // in units
  Rows rows;
  uint4 window;
  int held;  // bits of the window that are yet to be taken

  // The codes from column k on, where w points at the first row. A unit begins at column k.
  code_stream(const device uint32_t* w, int in_vec_size, int k, Rows present)
      : row0(reinterpret_cast<const device unit*>(w) + k * bits / unit_bits),
        stride(in_vec_size * bits / unit_bits),
        rows(present),
        window(0),
        held(0) {}

  uint4 next() {
    if (held < bits) {
      window |= column<uint>(row0++, stride, rows) << held;
      held += unit_bits;
    }
    const uint4 codes = window & ((1u << bits) - 1);
    window >>= bits;
    held -= bits;
    return codes;
  }
};
