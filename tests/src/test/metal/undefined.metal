#include <metal_stdlib>
using namespace metal;

// What C++ leaves undefined and Metal defines, or what the host promises of it. Thread i takes
// element i of `in`.

// Ones here and there, and a sign.
template <typename T>
constexpr T pattern = T(0xB7ul << (8 * sizeof(T) - 8) | 0x5B);

template <typename T, typename Count>
kernel void shifts(const device Count* in [[buffer(0)]], device T* out [[buffer(1)]],
                   uint i [[thread_position_in_grid]]) {
  const T x = pattern<T>;
  const Count n = in[i];
  T left = x, right = x;
  left <<= n;
  right >>= n;
  out[4 * i] = T(x << n);
  out[4 * i + 1] = T(x >> n);
  out[4 * i + 2] = left;
  out[4 * i + 3] = right;
}
#define instantiate_shifts(T, Count)                                             \
  template [[host_name("shifts_" #T "_" #Count)]] [[kernel]]                     \
  decltype(shifts<T, Count>) shifts<T, Count>;
instantiate_shifts(char, int)
instantiate_shifts(uchar, int)
instantiate_shifts(short, int)
instantiate_shifts(ushort, int)
instantiate_shifts(int, int)
instantiate_shifts(uint, int)
instantiate_shifts(long, int)
instantiate_shifts(ulong, int)
instantiate_shifts(int, uchar)
instantiate_shifts(uint, long)
instantiate_shifts(ulong, uint)
instantiate_shifts(long, long)

// The same, in functions that the compiler computes for the initializer of a constant.
template <typename T>
struct shift_table {
  T values[4 * 216];
};

constexpr int constant_count(int i) {
  if (i < 211) return i - 70;
  return i == 211 ? 255 : i == 212 ? 256 : i == 213 ? 1048576 : i == 214 ? -2147483647 - 1 : 2147483644;
}

template <typename T>
constexpr shift_table<T> constant_shifts() {
  shift_table<T> table{};
  const T x = T(pattern<T>);
  for (int i = 0; i < 216; ++i) {
    const int n = constant_count(i);
    T left = x, right = x;
    left <<= n + 0 | 0;
    right >>= n;
    table.values[4 * i] = T(x << n);
    table.values[4 * i + 1] = T(x >> n);
    table.values[4 * i + 2] = left;
    table.values[4 * i + 3] = right;
  }
  return table;
}

template <typename T>
kernel void folded_shifts(const device int* in [[buffer(0)]], device T* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  const shift_table<T> table = constant_shifts<T>();
  for (int k = 0; k < 4; ++k) out[4 * i + k] = table.values[4 * i + k];
}
#define instantiate_folded_shifts(T) \
  template [[host_name("folded_shifts_" #T)]] [[kernel]] decltype(folded_shifts<T>) folded_shifts<T>;
instantiate_folded_shifts(char)
instantiate_folded_shifts(uchar)
instantiate_folded_shifts(short)
instantiate_folded_shifts(ushort)
instantiate_folded_shifts(int)
instantiate_folded_shifts(uint)
instantiate_folded_shifts(long)
instantiate_folded_shifts(ulong)

// Two angles that are no shift, and both kinds in one expression.
template <typename T>
struct holder {
  T value;
};
constexpr int nested(int n) {
  const holder<holder<int>> it = {{1}};
  const int one = 1;
  return (it.value.value << n) + (n >> n - 4) + (n > 3 ? 1 << n - 1 : 0) +
         (one < n >> n - 5 ? 700 : 0);
}
kernel void folded_beside_templates(const device int* in [[buffer(0)]],
                                    device int* out [[buffer(1)]],
                                    uint i [[thread_position_in_grid]]) {
  const int table[2] = {nested(37), nested(2)};
  out[2 * i] = table[0];
  out[2 * i + 1] = table[1];
}

template <typename T>
kernel void vector_shifts(const device int* in [[buffer(0)]], device T* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
  const vec<T, 4> v(pattern<T>);
  const vec<T, 4> n(T(in[i]), T(in[i] + 1), T(in[i] + 2), T(in[i] + 3));
  vec<T, 4> left = v;
  left <<= n;
  out[4 * i] = (v << n)[0];
  out[4 * i + 1] = (v >> T(in[i]))[3];
  out[4 * i + 2] = left.x;
  out[4 * i + 3] = (v >> n).x;
}
#define instantiate_vector_shifts(T)                              \
  template [[host_name("vector_shifts_" #T)]] [[kernel]]          \
  decltype(vector_shifts<T>) vector_shifts<T>;
instantiate_vector_shifts(char)
instantiate_vector_shifts(uchar)
instantiate_vector_shifts(short)
instantiate_vector_shifts(ushort)
instantiate_vector_shifts(int)
instantiate_vector_shifts(uint)
instantiate_vector_shifts(long)
instantiate_vector_shifts(ulong)

struct Fields {
  uint low : 5;
  uint high : 20;
};
// A constant count out of range, which is never reached, is no error.
template <int bits>
int high_bits(int x) {
  if (bits) return x >> (32 - bits);
  return 0;
}
// A count that the optimizer knows, what clang would make of a comparison, bit-fields, negative numbers.
kernel void odd_shifts(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                       uint i [[thread_position_in_grid]]) {
  int known = 30;
  known += 7;
  out[8 * i] = 1 << known;
  volatile int count = in[i];
  out[8 * i + 1] = (1 << count) != 32;
  Fields fields = {3, 0x80001};
  fields.high >>= count;
  fields.low <<= count;
  out[8 * i + 2] = int(fields.high);
  out[8 * i + 3] = int(fields.low);
  out[8 * i + 4] = -3 << count;
  out[8 * i + 5] = -3 >> count;
  out[8 * i + 6] = int(true << count);
  out[8 * i + 7] = int(char(-3) >> count) + high_bits<0>(count);
}

// What Metal defines and C++ does not, or only lately.
kernel void promises(const device int* in [[buffer(0)]], device int* out [[buffer(1)]]) {
  const int minus_three = in[0];
  float punned = 1;
  *reinterpret_cast<thread int*>(&punned) = in[1];
  union {
    float number;
    int bits;
  } both;
  both.bits = in[1];
  out[0] = int(punned);
  out[1] = int(both.number);
  out[2] = as_type<int>(float(minus_three));
  out[3] = minus_three >> 1;
  out[4] = isinf(half(70000.0f + minus_three));
  out[5] = abs(in[2]);
  out[6] = int(uint(minus_three) + 5u);
  out[7] = char(char(127) + char(minus_three + 4));
  out[8] = int(rotate(0x80000001u, uint(36 + minus_three)));
  out[9] = int(ctz(uint(minus_three + 3))) + int(clz(ushort(minus_three + 3)));
}
