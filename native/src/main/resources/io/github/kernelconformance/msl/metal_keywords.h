// Words of MSL that mean nothing to a CPU (MSL 4, 5.1).
#pragma once

// One memory holds every address space.
#define device
#define constant
#define thread
#define threadgroup
#define threadgroup_imageblock
#define ray_data
#define object_data

#define kernel
#define METAL_INTERNAL

// A variable that the threadgroup shares. The front end puts this in place of the `threadgroup` of a
// variable declared in a function; the engine finds them all in one section.
#define KC_THREADGROUP_VARIABLE static __attribute__((section("threadgroup_memory")))

// Function constants (MSL 5.8.1) are plain variables without a value.
#define is_function_constant_defined(name) false
