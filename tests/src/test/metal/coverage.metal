// Eight lanes run the kernel coverage, with i from 0 to 7. What is written behind //: is how often they
// run the line, how often its conditions are true and false, or its labels jumped to, and how many
// runs of its loop make 0, 1 and many trips, of the numbers that it can make. A line without that
// has no code of this kernel. The hard cases were worked out by hand, the others read and agreed to.

#include <metal_stdlib>
using namespace metal;

constant int size [[function_constant(0)]];

#define STEP(x)    \
  if ((x) > 5) {   \
    s += 1;        \
  } else {         \
    s -= 1;        \
  }

struct Pair {
  int first;
  int second;

  int larger() const thread {
    return first > second  //: 8 | first > second 3 5
        ? first  //: 3
        : second;  //: 5
  }
};

template <int N>
int tail(int n) {
  int s = 0;  //: 16
  if (N > 2) {
    s += n;  //: 8
  }
  if constexpr (N == 1) {
    s -= n;  //: 8
  }
  while (N > 2 && n > 0) {  //: 44 | n > 0 28 8 | while 9 1 6 of 0 1 many
    s += n--;  //: 28
  }
  for (int k = 0; k < N; ++k) {  //: 48 | k < N 32 16 | for 0 8 8 of 1 many
    s += k;  //: 32
  }
  return s;  //: 16
}

template <typename T>
T never(T x) {
  if (x > T(100)) {  //: 16 | x > T(100) 0 16
    return x;  //: 0
  }
  return -x;  //: 16
}

int unused(int x) {
  return x > 1 ? 2 : 3;
}

int nested(int n) {
  int s = 0;  //: 8
  for (int a = 0; a < n; ++a)  //: 36 | a < n 28 8 | for 1 0 7 of 0 1 many
#pragma unroll
    for (int b = 0; b < 2; ++b)  //: 84 | b < 2 56 28 | for 0 0 28 of many
      s += b;  //: 56
  for (int a = 0; a < n; ++a)  //: 36 | a < n 28 8 | for 1 1 6 of 0 1 many
    while (s > 4)  //: 31 | s > 4 3 28 | while 25 3 0 of 0 1 many
      s -= 3;  //: 3
  for (int a = 0, b = n; a < b; ++a, --b)  //: 24 | a < b 16 8 | for 1 2 5 of 0 1 many
    ;
  return s;  //: 8
}

int jumps(int n) {
  int s = 0;  //: 8
  for (int a = 0; a < 4; ++a) {  //: 40 | a < 4 32 8 | for 0 0 8 of many
    float4 kept[2] = {float4(a), float4(n)};  //: 32
    switch (a) {  //: 32
      case 0:  //: case 0 8
        continue;  //: 8
      case 1:  //: case 1 8
        s += int(kept[0].x);  //: 8
        break;  //: 8
      case 2:  //: case 2 8
      case 3:  //: case 3 8
        if (n > 3) {  //: 16 | n > 3 8 8
          s += 2;  //: 8
          break;  //: 8
        }
        s += 3;  //: 8
        continue;  //: 8
      default:  //: default 0
        s = -1;  //: 0
    }
    s += int(kept[1].y);  //: 16
  }
  do {  //: 8 | do 0 1 7 of 1 many
    s -= 7;  //: 21
    if (s > 3) continue;  //: 21 | s > 3 8 13
    if (s < -3) break;  //: 13 | s < -3 5 8
  } while (s > 0);  //: 16 | s > 0 13 3
  return s;  //: 8
}

// Which loops make the same number of trips each time.
int fixed(int n) {
  int s = 0;  //: 8
  for (int k = 0; k > 0; ++k) s++;  //: 8 | k > 0 0 8 | for 8 0 0 of 0
  for (int k = 3; k <= 3; ++k) s++;  //: 16 | k <= 3 8 8 | for 0 8 0 of 1
  for (uint k = 8; k > 0; k /= 2) s++;  //: 40 | k > 0 32 8 | for 0 0 8 of many
  for (uint k = 64; k > 0; k >>= 1) s++;  //: 64 | k > 0 56 8 | for 0 0 8 of many
  for (int k = 1; k < 100; k *= 3) s++;  //: 48 | k < 100 40 8 | for 0 0 8 of many
  for (int k = -4; k != 0; k += 2) s++;  //: 24 | k != 0 16 8 | for 0 0 8 of many
  for (uint k = 7; k >= 7; --k) s++;  //: 16 | k >= 7 8 8 | for 0 8 0 of 1
  for (ushort k = 16; k > 0; k /= 2) s++;  //: 48 | k > 0 40 8 | for 0 0 8 of many
  for (short k = -1; k < 0; ++k) s++;  //: 16 | k < 0 8 8 | for 0 8 0 of 1
  for (uchar k = 255; k > 0; ++k) s++;  //: 16 | k > 0 8 8 | for 0 8 0 of 1
  for (char k = 127; k > 0; k++) s++;  //: 16 | k > 0 8 8 | for 0 8 0 of 1
  for (int k = 0; k < 8; ++k) {  //: 36 | k < 8 36 0 | for 0 1 7 of 0 1 many
    if (k == n) break;  //: 36 | k == n 8 28
    s++;  //: 28
  }
  for (int k = 0; k < 8; ++k) {  //: 72 | k < 8 64 8 | for 0 0 8 of many
    if (k == n) continue;  //: 64 | k == n 8 56
    s++;  //: 56
  }
  for (int k = 0; k < 8; ++k) {  //: 65 | k < 8 57 8 | for 0 1 7 of 0 1 many
    if (n == 2) k += 7;  //: 57 | n == 2 1 56
    s++;  //: 57
  }
  for (int k = 0; k < 2; ++k) {  //: 17 | k < 2 9 8 | for 0 7 1 of 0 1 many
    thread int* p = &k;  //: 9
    *p += n;  //: 9
  }
  for (int k = 0; k < 8; ++k) {  //: 72 | k < 8 64 8 | for 0 0 8 of 0 1 many
    if (s > 1000) return 0;  //: 64 | s > 1000 0 64
  }
  for (int k = n; k < 8; ++k) s++;  //: 44 | k < 8 36 8 | for 0 1 7 of 0 1 many
  for (int k = 0; k < 8; k += n + 1) s++;  //: 32 | k < 8 24 8 | for 0 1 7 of 0 1 many
  return s;  //: 8
}

kernel void coverage(device int* out, uint i [[thread_position_in_grid]]) {
  int n = int(i);  //: 8
  int s = 0;  //: 8
  STEP(n)  //: 8 | (n) > 5 2 6
  auto more = [&](int x) {  //: 8
    if (x > 2 || n == 1) {  //: 8 | x > 2 5 3 | n == 1 1 2
      return x;  //: 6
    }
    return s;  //: 2
  };
  s += more(n);  //: 8
  s += tail<1>(n) + tail<3>(n);  //: 8
  s += never(n) + int(never(float(n)));  //: 8
  s += nested(n);  //: 8
  s += jumps(n);  //: 8
  s += fixed(n);  //: 8
  s += Pair{3, n}.larger();  //: 8
  s += n > 1 ? n > 4 ? 1  //: 8 | n > 1 6 2 | n > 4 3 3
                     : 2
             : 3;  //: 2
  if (size > 4) s += 5;  //: 8
  if (n == 0 || (n & 1 && n != 3)) { s += 1; } else { s += 2; }  //: 8 | n == 0 1 7 | n & 1 4 3 | n != 3 3 1
  const int table[3] = {1, 2, 3};  //: 8
  for (int it : table) {  //: 8 | another element 24 8 | for 0 0 8 of 0 1 many
    s += it;  //: 24
  }
  if (n > 6) return;  //: 8 | n > 6 1 7
  simdgroup_barrier(mem_flags::mem_none);  //: 7
  threadgroup_barrier(mem_flags::mem_threadgroup);  //: 7
  out[i] = s;  //: 7
}

kernel void other(device int* out) {
  if (out[0] > unused(3)) {
    out[0] = 1;
  }
}
