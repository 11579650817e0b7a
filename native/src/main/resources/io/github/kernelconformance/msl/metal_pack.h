// "Pack and Unpack Functions": packing and unpacking of normalized values.
#pragma once

#include "metal_math.h"

namespace kernel_conformance {

// Component i of four bytes or two shorts, scaled to [0, 1] or, with a sign, to [-1, 1].
METAL_FUNC float unorm(uint bits, uint scale) { return float(bits & scale) / float(scale); }
METAL_FUNC float snorm(int bits, int scale) {
  return metal::fmax(float(bits) / float(scale), -1.0f);
}
METAL_FUNC uint to_unorm(float x, uint scale) {
  return static_cast<uint>(metal::rint(metal::clamp(x, 0.0f, 1.0f) * float(scale)));
}
METAL_FUNC uint to_snorm(float x, int scale) {
  const int value = static_cast<int>(metal::rint(metal::clamp(x, -1.0f, 1.0f) * float(scale)));
  return static_cast<uint>(value) & (2 * static_cast<uint>(scale) + 1);
}

}  // namespace kernel_conformance

namespace metal {

METAL_FUNC float4 unpack_unorm4x8_to_float(uint x) {
  using kernel_conformance::unorm;
  return float4(unorm(x, 255), unorm(x >> 8, 255), unorm(x >> 16, 255), unorm(x >> 24, 255));
}
METAL_FUNC float4 unpack_snorm4x8_to_float(uint x) {
  const char4 v = as_type<char4>(x);
  using kernel_conformance::snorm;
  return float4(snorm(v.x, 127), snorm(v.y, 127), snorm(v.z, 127), snorm(v.w, 127));
}
METAL_FUNC float2 unpack_unorm2x16_to_float(uint x) {
  return float2(kernel_conformance::unorm(x, 65535), kernel_conformance::unorm(x >> 16, 65535));
}
METAL_FUNC float2 unpack_snorm2x16_to_float(uint x) {
  const short2 v = as_type<short2>(x);
  return float2(kernel_conformance::snorm(v.x, 32767), kernel_conformance::snorm(v.y, 32767));
}
METAL_FUNC float4 unpack_unorm10a2_to_float(uint x) {
  using kernel_conformance::unorm;
  return float4(unorm(x, 1023), unorm(x >> 10, 1023), unorm(x >> 20, 1023), unorm(x >> 30, 3));
}
METAL_FUNC float3 unpack_unorm565_to_float(ushort x) {
  using kernel_conformance::unorm;
  return float3(unorm(x, 31), unorm(static_cast<uint>(x) >> 5, 63), unorm(static_cast<uint>(x) >> 11, 31));
}

METAL_FUNC uint pack_float_to_unorm4x8(float4 x) {
  using kernel_conformance::to_unorm;
  return to_unorm(x.x, 255) | to_unorm(x.y, 255) << 8 | to_unorm(x.z, 255) << 16 |
         to_unorm(x.w, 255) << 24;
}
METAL_FUNC uint pack_float_to_snorm4x8(float4 x) {
  using kernel_conformance::to_snorm;
  return to_snorm(x.x, 127) | to_snorm(x.y, 127) << 8 | to_snorm(x.z, 127) << 16 |
         to_snorm(x.w, 127) << 24;
}
METAL_FUNC uint pack_float_to_unorm2x16(float2 x) {
  return kernel_conformance::to_unorm(x.x, 65535) | kernel_conformance::to_unorm(x.y, 65535) << 16;
}
METAL_FUNC uint pack_float_to_snorm2x16(float2 x) {
  return kernel_conformance::to_snorm(x.x, 32767) | kernel_conformance::to_snorm(x.y, 32767) << 16;
}
METAL_FUNC uint pack_float_to_unorm10a2(float4 x) {
  using kernel_conformance::to_unorm;
  return to_unorm(x.x, 1023) | to_unorm(x.y, 1023) << 10 | to_unorm(x.z, 1023) << 20 |
         to_unorm(x.w, 3) << 30;
}
METAL_FUNC ushort pack_float_to_unorm565(float3 x) {
  using kernel_conformance::to_unorm;
  return static_cast<ushort>(to_unorm(x.x, 31) | to_unorm(x.y, 63) << 5 | to_unorm(x.z, 31) << 11);
}

#define KERNEL_CONFORMANCE_HALF(format, N, type)                                                     \
  METAL_FUNC half##N unpack_##format##_to_half(type x) {                             \
    return half##N(unpack_##format##_to_float(x));                                   \
  }                                                                                  \
  METAL_FUNC type pack_half_to_##format(half##N x) {                                 \
    return pack_float_to_##format(float##N(x));                                      \
  }
KERNEL_CONFORMANCE_HALF(unorm4x8, 4, uint)
KERNEL_CONFORMANCE_HALF(snorm4x8, 4, uint)
KERNEL_CONFORMANCE_HALF(unorm2x16, 2, uint)
KERNEL_CONFORMANCE_HALF(snorm2x16, 2, uint)
KERNEL_CONFORMANCE_HALF(unorm10a2, 4, uint)
KERNEL_CONFORMANCE_HALF(unorm565, 3, ushort)
#undef KERNEL_CONFORMANCE_HALF

}  // namespace metal
