// The kernel whose defects the checks have to find before any other kernel runs: compiled after
// metal.h with the flags of the user's kernels, and linked into each library with checks.

namespace {

using namespace metal;

struct Where {
  int access;
  int at;
};

template <typename T>
__attribute__((noinline)) void copy(device uchar *to, const device uchar *from) {
  *reinterpret_cast<device T *>(to) = *reinterpret_cast<const device T *>(from);
}

// One access of lane 0, or two of lanes 0 and 32; whether it is a defect depends on `at`.
__attribute__((noinline)) void self_check(device uchar *in, device uchar *out, const device Where &where,
                                          uint i) {
  KERNEL_CONFORMANCE_THREADGROUP_VARIABLE uchar tile[64];
  KERNEL_CONFORMANCE_THREADGROUP_VARIABLE uint words[64];
  tile[i] = uchar(i);
  words[i] = i;
  threadgroup_barrier(mem_flags::mem_threadgroup);
  const int at = where.at;
  // Two lanes with nothing between them.
  if (where.access == 20 && (i == 0 || i == 32)) {
    tile[i ? at : 0] = uchar(i + 1);
  }
  if (where.access == 21 && (i == 0 || i == 32)) {
    words[i ? at : 0] = i + 1;
  }
  if (i != 0) return;
  uchar local[16];
  uchar *array = local;
  for (int j = 0; j < 16; ++j) array[j] = in[j];
  switch (where.access) {
    case 0: copy<uchar>(out, in + at); break;
    case 1: copy<ushort>(out, in + at); break;
    case 2: copy<uint>(out, in + at); break;
    case 3: copy<ulong>(out, in + at); break;
    case 4: copy<packed_uchar3>(out, in + at); break;
    case 5: copy<uchar>(out + at, in); break;
    case 6: copy<ushort>(out + at, in); break;
    case 7: copy<uint>(out + at, in); break;
    case 8: copy<uchar>(in + at, in + 1); break;
    case 9:
      copy<uchar>(out + 8, in);
      copy<uchar>(out, out + at);
      break;
    // Through pointers, whose bounds only memory tells.
    case 10: {
      const uchar *p = tile;
      out[0] = p[at];
      break;
    }
    case 11: {
      const uchar *p = array;
      out[0] = p[at];
      break;
    }
    case 30: *reinterpret_cast<device int *>(out) = 0x7FFFFFFF + at; break;
    case 31: *reinterpret_cast<device int *>(out) = 1 / at; break;
    case 32: out[0] = local[at]; break;
  }
}

}  // namespace

KERNEL_CONFORMANCE_ENTRY(kernel_conformance_self_check, (self_check),
                         ::kernel_conformance::Buffer{arguments[0]},
                         ::kernel_conformance::Buffer{arguments[1]},
                         ::kernel_conformance::Buffer{arguments[2]},
                         ::kernel_conformance::attribute::thread_index_in_threadgroup())
