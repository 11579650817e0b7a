// Sums and maxima over the threads of a threadgroup, which has one dimension and whole SIMD groups.
// Every thread calls them and gets the result.

#pragma once

#include <metal_stdlib>

using namespace metal;

constant constexpr uint simd_lanes = 32;
constant constexpr uint most_simdgroups = 32;

// Gives each SIMD group's value to all threads: that of number `lane`, or `none` beyond the last.
inline float value_of_simdgroup(
    float value, float none, threadgroup float* values, uint simdgroup, uint simdgroups, uint lane) {
  threadgroup_barrier(mem_flags::mem_threadgroup);  // An earlier call's values have been read.
  // equivalent mutants: guard-removed, equality-negated, constant-plus-one: every lane has the same value
  if (lane == 0) {
    values[simdgroup] = value;
  }
  threadgroup_barrier(mem_flags::mem_threadgroup);
  return lane < simdgroups ? values[lane] : none;
}

inline float threadgroup_sum(
    float value, threadgroup float* values, uint simdgroup, uint simdgroups, uint lane) {
  return simd_sum(
      value_of_simdgroup(simd_sum(value), 0.0f, values, simdgroup, simdgroups, lane));
}

// MSL's max leaves out a NaN. Callers must not rely on the maximum to carry one.
inline float threadgroup_max(
    float value, threadgroup float* values, uint simdgroup, uint simdgroups, uint lane) {
  return simd_max(
      value_of_simdgroup(simd_max(value), -INFINITY, values, simdgroup, simdgroups, lane));
}
