// Calls a kernel with its arguments found by buffer index or position attribute ("Attributes for Built-in Variables"). The
// plugin generates one such call for each kernel that it runs.
#pragma once

#include "engine.h"

// The addresses of arguments and the positions of lanes are the engine's, not the kernel's.
#ifdef KERNEL_CONFORMANCE_CHECKS
#pragma clang attribute push(__attribute__((no_sanitize("address"))), apply_to = function)
#define KERNEL_CONFORMANCE_ENGINE_CODE __attribute__((no_sanitize("address")))
#else
#define KERNEL_CONFORMANCE_ENGINE_CODE
#endif

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

inline const Grid &grid() { return kernel_conformance_grid; }
inline const Lane &lane() { return *kernel_conformance_lane; }
inline Position scalar(unsigned value) { return {{value, 0, 0}}; }
inline unsigned count(const Extent &it) { return it.x * it.y * it.z; }
inline unsigned threads() { return count(grid().threads); }
inline unsigned dispatched() { return count(grid().dispatched); }

inline Position thread_position_in_grid() {
  const Extent &group = grid().threadgroup, &size = grid().dispatched, &within = lane().position;
  return {{group.x * size.x + within.x, group.y * size.y + within.y, group.z * size.z + within.z}};
}
inline Position thread_position_in_threadgroup() { return {lane().position}; }
inline Position thread_index_in_threadgroup() { return scalar(lane().index_in_threadgroup); }
inline Position thread_index_in_simdgroup() { return scalar(lane().index); }
inline Position thread_index_in_quadgroup() { return scalar(lane().index % quad_width); }
inline Position simdgroup_index_in_threadgroup() { return scalar(lane().group->index); }
inline Position quadgroup_index_in_threadgroup() {
  return scalar(lane().index_in_threadgroup / quad_width);
}
inline Position threadgroup_position_in_grid() { return {grid().threadgroup}; }
inline Position threadgroups_per_grid() { return {grid().threadgroups}; }
inline Position threads_per_threadgroup() { return {grid().threads}; }
inline Position dispatch_threads_per_threadgroup() { return {grid().dispatched}; }
inline Position threads_per_grid() { return {grid().size}; }
inline Position grid_size() { return threads_per_grid(); }
inline Position grid_origin() { return {{0, 0, 0}}; }
inline Position threads_per_simdgroup() { return scalar(simd_width); }
inline Position thread_execution_width() { return scalar(simd_width); }
inline Position simdgroups_per_threadgroup() {
  return scalar((threads() + simd_width - 1) / simd_width);
}
inline Position dispatch_simdgroups_per_threadgroup() {
  return scalar((dispatched() + simd_width - 1) / simd_width);
}
inline Position quadgroups_per_threadgroup() {
  return scalar((threads() + quad_width - 1) / quad_width);
}
inline Position dispatch_quadgroups_per_threadgroup() {
  return scalar((dispatched() + quad_width - 1) / quad_width);
}

}  // namespace attribute

template <typename... Parameters, typename... Arguments>
__attribute__((always_inline)) inline void call(void (*kernel)(Parameters...),
                                                Arguments... arguments) {
  kernel(arguments.template as<Parameters>()...);
}

}  // namespace kernel_conformance

#ifdef KERNEL_CONFORMANCE_CHECKS
#pragma clang attribute pop
#endif

// Exports a function under `symbol` that calls `kernel`, a parenthesised expression, with the given
// arguments; `arguments` is the array of addresses that it is called with.
#define KERNEL_CONFORMANCE_ENTRY(symbol, kernel, ...)                                             \
  extern "C" __attribute__((visibility("default"))) KERNEL_CONFORMANCE_ENGINE_CODE void symbol(   \
      [[maybe_unused]] void *const *arguments) {                                                  \
    ::kernel_conformance::call(kernel __VA_OPT__(, ) __VA_ARGS__);                               \
  }

// Exports which checks a library was compiled with.
#define KERNEL_CONFORMANCE_CHECKED(mask) \
  extern "C" __attribute__((visibility("default"))) extern const unsigned kernel_conformance_checked = mask;
