// Gives a kernel and its right twin their names. A template's last parameter says whether it is right.

#pragma once

#include <metal_stdlib>

using namespace metal;

#define INSTANTIATE(name, ...) \
  template [[host_name(name)]] [[kernel]] decltype(__VA_ARGS__) __VA_ARGS__;

#define INSTANTIATE_TWINS_OF(name, kernel_template, T)             \
  INSTANTIATE(name "_" #T, kernel_template<T, false>)              \
  INSTANTIATE(name "_right_" #T, kernel_template<T, true>)

#define INSTANTIATE_TWINS(name, kernel_template)        \
  INSTANTIATE_TWINS_OF(name, kernel_template, float)    \
  INSTANTIATE_TWINS_OF(name, kernel_template, half)     \
  INSTANTIATE_TWINS_OF(name, kernel_template, bfloat)
