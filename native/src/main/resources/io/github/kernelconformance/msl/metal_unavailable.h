// The parts of Metal's library that the host device does not have: names alone, so that a program
// that uses one is told so. The plugin reports these messages and leaves out what follows from them.
#pragma once

#include "metal_config.h"

#ifdef KERNEL_CONFORMANCE_CUDA
// NVRTC does not know the attribute, and says that the type is incomplete.
#define KERNEL_CONFORMANCE_UNAVAILABLE(what)
#else
#define KERNEL_CONFORMANCE_UNAVAILABLE(what) \
  __attribute__((unavailable("the host device has no " what)))
#endif

namespace metal {

enum class access { sample, read, write, read_write };

#define KERNEL_CONFORMANCE_TEXTURE(name)            \
  template <typename T, access a = access::sample>  \
  struct KERNEL_CONFORMANCE_UNAVAILABLE("textures") name;
KERNEL_CONFORMANCE_TEXTURE(texture1d)
KERNEL_CONFORMANCE_TEXTURE(texture1d_array)
KERNEL_CONFORMANCE_TEXTURE(texture2d)
KERNEL_CONFORMANCE_TEXTURE(texture2d_array)
KERNEL_CONFORMANCE_TEXTURE(texture2d_ms)
KERNEL_CONFORMANCE_TEXTURE(texture2d_ms_array)
KERNEL_CONFORMANCE_TEXTURE(texture3d)
KERNEL_CONFORMANCE_TEXTURE(texturecube)
KERNEL_CONFORMANCE_TEXTURE(texturecube_array)
KERNEL_CONFORMANCE_TEXTURE(texture_buffer)
KERNEL_CONFORMANCE_TEXTURE(depth2d)
KERNEL_CONFORMANCE_TEXTURE(depth2d_array)
KERNEL_CONFORMANCE_TEXTURE(depth2d_ms)
KERNEL_CONFORMANCE_TEXTURE(depth2d_ms_array)
KERNEL_CONFORMANCE_TEXTURE(depthcube)
KERNEL_CONFORMANCE_TEXTURE(depthcube_array)
#undef KERNEL_CONFORMANCE_TEXTURE

struct KERNEL_CONFORMANCE_UNAVAILABLE("textures") sampler;

template <typename T, typename... Layout>
struct KERNEL_CONFORMANCE_UNAVAILABLE("imageblocks") imageblock;
template <typename T>
struct KERNEL_CONFORMANCE_UNAVAILABLE("function tables") visible_function_table;
struct KERNEL_CONFORMANCE_UNAVAILABLE("indirect command buffers") command_buffer;
struct KERNEL_CONFORMANCE_UNAVAILABLE("indirect command buffers") compute_command;
struct KERNEL_CONFORMANCE_UNAVAILABLE("indirect command buffers") render_command;

namespace raytracing {
template <typename... Tags>
struct KERNEL_CONFORMANCE_UNAVAILABLE("ray tracing") intersector;
template <typename... Tags>
struct KERNEL_CONFORMANCE_UNAVAILABLE("ray tracing") intersection_query;
template <typename... Tags>
struct KERNEL_CONFORMANCE_UNAVAILABLE("ray tracing") intersection_function_table;
template <typename... Tags>
struct KERNEL_CONFORMANCE_UNAVAILABLE("ray tracing") acceleration_structure;
struct KERNEL_CONFORMANCE_UNAVAILABLE("ray tracing") ray;
struct KERNEL_CONFORMANCE_UNAVAILABLE("ray tracing") primitive_acceleration_structure;
struct KERNEL_CONFORMANCE_UNAVAILABLE("ray tracing") instance_acceleration_structure;
}  // namespace raytracing

template <typename T, typename Extents, typename... Layout>
struct KERNEL_CONFORMANCE_UNAVAILABLE("tensors") tensor;
template <typename T, unsigned long... sizes>
struct KERNEL_CONFORMANCE_UNAVAILABLE("tensors") extents;
template <typename T, unsigned long rank>
struct KERNEL_CONFORMANCE_UNAVAILABLE("tensors") dextents;

struct KERNEL_CONFORMANCE_UNAVAILABLE("logging") os_log;
extern KERNEL_CONFORMANCE_UNAVAILABLE("logging") os_log os_log_default;

}  // namespace metal

#undef KERNEL_CONFORMANCE_UNAVAILABLE
