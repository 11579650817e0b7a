// The words that MSL adds to C++ ("Address Spaces", "Functions"), in terms of C++.
#pragma once

// One memory holds every address space. That of constants is read-only, so that `constant int &` and
// `const constant int &` are one type.
#define constant const
#pragma clang diagnostic ignored "-Wduplicate-decl-specifier"
#define device
#define thread
#define threadgroup
#define threadgroup_imageblock
#define ray_data
#define object_data

#define kernel
#define METAL_INTERNAL

// A variable that the threadgroup shares. The front end puts this in place of the `threadgroup` of a
// variable declared in a function; the engine finds them all in one section. With checks the
// compiler puts a red zone behind each and tells where they are, as it would not in such a section.
#ifdef KERNEL_CONFORMANCE_CUDA
#define KERNEL_CONFORMANCE_THREADGROUP_VARIABLE __shared__
#elif defined(KERNEL_CONFORMANCE_CHECKS)
#define KERNEL_CONFORMANCE_THREADGROUP_VARIABLE static __attribute__((used))
#else
#define KERNEL_CONFORMANCE_THREADGROUP_VARIABLE static __attribute__((section("threadgroup_memory"), used))
#endif
