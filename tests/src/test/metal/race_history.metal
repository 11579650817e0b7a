#include <metal_stdlib>
using namespace metal;

template <typename T>
uint touch(device uchar* at, bool write, uint value) {
  device T* element = reinterpret_cast<device T*>(at);
  if (!write) return any(*element != T(0));
  *element = T(value);
  return 0;
}

// Each thread makes in[0] accesses to `shared`, which the words behind say: the log2 of the width, whether it writes, and
// the byte where it begins. What a write writes is not what any other does.
kernel void accesses(const device uint* in [[buffer(0)]], device uchar* shared [[buffer(1)]],
                     device uint* out [[buffer(2)]], uint i [[thread_position_in_grid]]) {
  uint sum = 0;
  for (uint k = 0; k < in[0]; ++k) {
    const uint which = 1 + in[0] * i + k, what = in[which];
    device uchar* at = shared + (what >> 4);
    const bool write = what >> 3 & 1;
    switch (what & 7) {
      case 0: sum += touch<uchar>(at, write, which); break;
      case 1: sum += touch<ushort>(at, write, which); break;
      case 2: sum += touch<uint>(at, write, which); break;
      case 3: sum += touch<ulong>(at, write, which); break;
      case 4: sum += touch<uint4>(at, write, which); break;
    }
  }
  out[i] = sum;
}
