// "Geometric Functions". Sums of half and bfloat vectors are kept in float.
#pragma once

#include "metal_lanes.h"
#include "metal_math.h"

namespace kernel_conformance {

// The sum of a vector's components, in float.
#ifdef KERNEL_CONFORMANCE_ADVERSARIAL
template <int N>
METAL_FUNC float sum(vec<float, N> v) {
  float terms[N];
  for (int i = 0; i < N; ++i) terms[i] = v[i];
  return random_tree(terms, N, [](float a, float b) { return a + b; });
}
#else
METAL_FUNC float sum(vec<float, 2> v) { return v.x + v.y; }
METAL_FUNC float sum(vec<float, 3> v) { return v.x + v.y + v.z; }
METAL_FUNC float sum(vec<float, 4> v) { return v.x + v.y + v.z + v.w; }
#endif

template <typename T, int N>
METAL_FUNC float inner(vec<T, N> a, vec<T, N> b) {
  return sum(vec<float, N>(a) * vec<float, N>(b));
}

}  // namespace kernel_conformance

namespace metal {

template <typename T, int N>
METAL_FUNC T dot(vec<T, N> x, vec<T, N> y) {
  return T(kernel_conformance::inner(x, y));
}
template <typename T, int N>
METAL_FUNC T length_squared(vec<T, N> x) {
  return dot(x, x);
}
template <typename T, int N>
METAL_FUNC T length(vec<T, N> x) {
  return T(sqrt(kernel_conformance::inner(x, x)));
}
template <typename T, int N>
METAL_FUNC T distance_squared(vec<T, N> x, vec<T, N> y) {
  return length_squared(x - y);
}
template <typename T, int N>
METAL_FUNC T distance(vec<T, N> x, vec<T, N> y) {
  return length(x - y);
}
template <typename T, int N>
METAL_FUNC vec<T, N> normalize(vec<T, N> x) {
  return vec<T, N>(vec<float, N>(x) / sqrt(kernel_conformance::inner(x, x)));
}
template <typename T>
METAL_FUNC vec<T, 3> cross(vec<T, 3> x, vec<T, 3> y) {
  return vec<T, 3>(x.y, x.z, x.x) * vec<T, 3>(y.z, y.x, y.y) -
         vec<T, 3>(x.z, x.x, x.y) * vec<T, 3>(y.y, y.z, y.x);
}
template <typename T, int N>
METAL_FUNC vec<T, N> faceforward(vec<T, N> normal, vec<T, N> incident, vec<T, N> reference) {
  return kernel_conformance::inner(reference, incident) < 0 ? normal : -normal;
}
template <typename T, int N>
METAL_FUNC vec<T, N> reflect(vec<T, N> incident, vec<T, N> normal) {
  return incident - T(2 * kernel_conformance::inner(normal, incident)) * normal;
}
template <typename T, int N>
METAL_FUNC vec<T, N> refract(vec<T, N> incident, vec<T, N> normal, T eta) {
  const float ratio = eta, cosine = kernel_conformance::inner(normal, incident);
  const float k = 1 - ratio * ratio * (1 - cosine * cosine);
  if (k < 0) return vec<T, N>(T(0));
  return eta * incident - T(ratio * cosine + sqrt(k)) * normal;
}

#define KERNEL_CONFORMANCE_USING                                                                              \
  using metal::cross, metal::distance, metal::distance_squared, metal::dot, metal::faceforward, \
      metal::length, metal::length_squared, metal::normalize, metal::reflect, metal::refract;
namespace precise {
KERNEL_CONFORMANCE_USING
}
namespace fast {
KERNEL_CONFORMANCE_USING
}
#undef KERNEL_CONFORMANCE_USING

}  // namespace metal
