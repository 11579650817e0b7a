// A kernel's arguments as the entry of a kernel has them: buffers by address, and the values of
// position attributes ("Attributes for Built-in Variables") by name.
#pragma once

#include "metal_lanes.h"

namespace kernel_conformance {

template <typename T>
struct Without_reference {
  using type = T;
};
template <typename T>
struct Without_reference<T &> {
  using type = T;
};
template <typename T>
constexpr bool is_reference = false;
template <typename T>
constexpr bool is_reference<T &> = true;

// A buffer or threadgroup memory, taken as a pointer or a reference.
struct Buffer {
  void *address;

  template <typename P>
  decltype(auto) as() const {
    if constexpr (is_reference<P>) {
      return static_cast<P>(*static_cast<typename Without_reference<P>::type *>(address));
    } else {
      return static_cast<P>(address);
    }
  }
};

// A position or an extent in the type the kernel asks for: a scalar, or a vector of two or three
// components, of ushort or uint.
struct Position {
  Extent value;

  template <typename P>
  P as() const {
    if constexpr (requires_components<P>(0)) {
      P result{};
      result[0] = static_cast<decltype(result.x + 0)>(value.x);
      result[1] = static_cast<decltype(result.x + 0)>(value.y);
      if constexpr (sizeof(P) > 2 * sizeof(result[0])) {
        result[2] = static_cast<decltype(result.x + 0)>(value.z);
      }
      return result;
    } else {
      return static_cast<P>(value.x);
    }
  }

 private:
  template <typename P>
  static constexpr auto requires_components(int) -> decltype(P().x, true) {
    return true;
  }
  template <typename P>
  static constexpr bool requires_components(long) {
    return false;
  }
};

// One function for each attribute, under the attribute's name.
namespace attribute {

#define KERNEL_CONFORMANCE_ATTRIBUTE(name) inline Position name([[maybe_unused]] KERNEL_CONFORMANCE_HERE)

inline Position scalar(unsigned value) { return {{value, 0, 0}}; }
inline unsigned count(const Extent &it) { return it.x * it.y * it.z; }
inline unsigned threads(const Where &at) { return count(at.grid().threads); }
inline unsigned dispatched(const Where &at) { return count(at.grid().dispatched); }

KERNEL_CONFORMANCE_ATTRIBUTE(thread_position_in_grid) {
  const Extent &group = at.grid().threadgroup, &size = at.grid().dispatched, &within = at.lane().position;
  return {{group.x * size.x + within.x, group.y * size.y + within.y, group.z * size.z + within.z}};
}
KERNEL_CONFORMANCE_ATTRIBUTE(thread_position_in_threadgroup) { return {at.lane().position}; }
KERNEL_CONFORMANCE_ATTRIBUTE(thread_index_in_threadgroup) { return scalar(at.lane().index_in_threadgroup); }
KERNEL_CONFORMANCE_ATTRIBUTE(thread_index_in_simdgroup) { return scalar(at.lane().index); }
KERNEL_CONFORMANCE_ATTRIBUTE(thread_index_in_quadgroup) { return scalar(at.lane().index % quad_width); }
KERNEL_CONFORMANCE_ATTRIBUTE(simdgroup_index_in_threadgroup) { return scalar(at.simdgroup()); }
KERNEL_CONFORMANCE_ATTRIBUTE(quadgroup_index_in_threadgroup) {
  return scalar(at.lane().index_in_threadgroup / quad_width);
}
KERNEL_CONFORMANCE_ATTRIBUTE(threadgroup_position_in_grid) { return {at.grid().threadgroup}; }
KERNEL_CONFORMANCE_ATTRIBUTE(threadgroups_per_grid) { return {at.grid().threadgroups}; }
KERNEL_CONFORMANCE_ATTRIBUTE(threads_per_threadgroup) { return {at.grid().threads}; }
KERNEL_CONFORMANCE_ATTRIBUTE(dispatch_threads_per_threadgroup) { return {at.grid().dispatched}; }
KERNEL_CONFORMANCE_ATTRIBUTE(threads_per_grid) { return {at.grid().size}; }
KERNEL_CONFORMANCE_ATTRIBUTE(grid_size) { return {at.grid().size}; }
KERNEL_CONFORMANCE_ATTRIBUTE(grid_origin) { return {{0, 0, 0}}; }
KERNEL_CONFORMANCE_ATTRIBUTE(threads_per_simdgroup) { return scalar(simd_width); }
KERNEL_CONFORMANCE_ATTRIBUTE(thread_execution_width) { return scalar(simd_width); }
KERNEL_CONFORMANCE_ATTRIBUTE(simdgroups_per_threadgroup) {
  return scalar((threads(at) + simd_width - 1) / simd_width);
}
KERNEL_CONFORMANCE_ATTRIBUTE(dispatch_simdgroups_per_threadgroup) {
  return scalar((dispatched(at) + simd_width - 1) / simd_width);
}
KERNEL_CONFORMANCE_ATTRIBUTE(quadgroups_per_threadgroup) {
  return scalar((threads(at) + quad_width - 1) / quad_width);
}
KERNEL_CONFORMANCE_ATTRIBUTE(dispatch_quadgroups_per_threadgroup) {
  return scalar((dispatched(at) + quad_width - 1) / quad_width);
}

#undef KERNEL_CONFORMANCE_ATTRIBUTE

}  // namespace attribute

template <typename... Parameters, typename... Arguments>
__attribute__((always_inline)) inline void call(void (*kernel)(Parameters...),
                                                Arguments... arguments) {
  kernel(arguments.template as<Parameters>()...);
}

}  // namespace kernel_conformance
