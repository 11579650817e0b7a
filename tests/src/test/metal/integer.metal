#include <metal_stdlib>
using namespace metal;

// Every function of two operands, on every pair of operands of 8 bits: thread 256 * x + y.
template <typename T>
void pair(device const uint* in, device int* out, uint i) {
  const T x = static_cast<T>(i >> 8), y = static_cast<T>(i & 255);
  device int* row = out + 12 * i;
  row[0] = absdiff(x, y);
  row[1] = addsat(x, y);
  row[2] = subsat(x, y);
  row[3] = hadd(x, y);
  row[4] = rhadd(x, y);
  row[5] = mulhi(x, y);
  row[6] = min(x, y);
  row[7] = max(x, y);
  row[8] = rotate(x, y);
  row[9] = madsat(x, y, x);
  row[10] = madhi(x, y, y);
  row[11] = clamp(x, static_cast<T>(10), static_cast<T>(20));
}

kernel void pairs_of_char(device const uint* in [[buffer(0)]], device int* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  pair<char>(in, out, i);
}

kernel void pairs_of_uchar(device const uint* in [[buffer(0)]], device int* out [[buffer(1)]],
                           uint i [[thread_position_in_grid]]) {
  pair<uchar>(in, out, i);
}

// On pairs of any type.
template <typename T>
void wide(device const T* in, device T* out, uint i) {
  const T x = in[2 * i], y = in[2 * i + 1];
  device T* row = out + 14 * i;
  row[0] = static_cast<T>(absdiff(x, y));
  row[1] = addsat(x, y);
  row[2] = subsat(x, y);
  row[3] = hadd(x, y);
  row[4] = rhadd(x, y);
  row[5] = mulhi(x, y);
  row[6] = madsat(x, y, x);
  row[7] = clz(x);
  row[8] = ctz(x);
  row[9] = popcount(x);
  row[10] = reverse_bits(x);
  row[11] = rotate(x, static_cast<T>(5));
  row[12] = extract_bits(x, 3, 7);
  row[13] = insert_bits(x, y, 3, 7);
}

kernel void wide_int(device const int* in [[buffer(0)]], device int* out [[buffer(1)]],
                     uint i [[thread_position_in_grid]]) {
  wide(in, out, i);
}

kernel void wide_ulong(device const ulong* in [[buffer(0)]], device ulong* out [[buffer(1)]],
                       uint i [[thread_position_in_grid]]) {
  wide(in, out, i);
}

kernel void wide_long(device const long* in [[buffer(0)]], device long* out [[buffer(1)]],
                      uint i [[thread_position_in_grid]]) {
  wide(in, out, i);
}

// What has an answer of its own: zero, whole widths, 24 bits, the type of abs and min.
kernel void singular(device const uint* in [[buffer(0)]], device int* out [[buffer(1)]],
                     uint i [[thread_position_in_grid]]) {
  const int results[] = {
      clz(0), ctz(0), clz(uchar(1)), ctz(ushort(0)), popcount(char(-1)), reverse_bits(uchar(1)),
      extract_bits(-1, 0, 32), extract_bits(-1, 5, 0), extract_bits(0x80u, 4, 4),
      extract_bits(0x80, 4, 4), insert_bits(0, -1, 8, 8), insert_bits(7, 9, 0, 32),
      mul24(0x1000003, 5), mul24(0xFFFFFF, 3), int(mul24(0xFFFFFFu, 3u)), mad24(-2, 3, 10),
      abs(-5), abs(char(-128)), int(sizeof(abs(short(1)))), int(sizeof(min(char(1), char(2)))),
      median3(5, 9, 7), max3(1, 4, 2), min3(3, 1, 2), clamp(15, 1, 10),
  };
  out[i] = results[i];
}

kernel void by_components(device const uint* in [[buffer(0)]], device int* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  const int3 a(-7, 8, 100);
  const int3 results[] = {
      abs(a), max(a, 9), clamp(a, 0, 50), popcount(a), int3(absdiff(a, int3(1))), addsat(a, a),
      extract_bits(a, 1, 3), insert_bits(a, int3(5), 4, 4), int3(rotate(uchar3(a), uchar3(1))),
  };
  for (int n = 0; n < 9; ++n) {
    for (int c = 0; c < 3; ++c) out[3 * n + c] = results[n][c];
  }
}
