// Gives a kernel template the names by which hosts ask for it.

#pragma once

#include <metal_stdlib>

using namespace metal;

#define INSTANTIATE(name, ...) \
  template [[host_name(name)]] [[kernel]] decltype(__VA_ARGS__) __VA_ARGS__;

// A template whose only parameter is the type of its arrays.
#define INSTANTIATE_FLOATS(name, kernel_template)      \
  INSTANTIATE(name "_float", kernel_template<float>)   \
  INSTANTIATE(name "_half", kernel_template<half>)     \
  INSTANTIATE(name "_bfloat", kernel_template<bfloat>)
