// What the engine shows to the Metal standard library and to kernel entries.
//
// A launch runs one threadgroup after the other on the calling thread. Each Metal thread is a
// coroutine ("lane") with a stack of its own; it runs until it returns or meets an operation that
// needs the other lanes of its SIMD group or threadgroup. The library is not re-entrant: one launch
// at a time, which is why a threadgroup variable can be a plain static.
#pragma once

namespace kernel_conformance {

constexpr unsigned simd_width = 32;
constexpr unsigned quad_width = 4;
constexpr unsigned most_threads = 1024;

// The widest value that lanes exchange: a vector of four 64-bit components.
constexpr unsigned widest_exchange = 32;

struct Extent {
  unsigned x, y, z;
};

// How many barriers have ordered memory: by address space, as the mem_flags of MSL say. Those of
// mem_none order nothing and are counted apart.
struct Epochs {
  unsigned device, threadgroup, none;
};

// The lanes of one SIMD group. A bit set in a mask stands for a lane.
struct SimdGroup {
  unsigned index;
  // What is updated together is not adjacent: a compiler that makes one wide access of two would wait
  // each time for the narrow stores before it.
  unsigned live;       // started or not, but not returned
  unsigned waiting;    // deposited a value and waits for the group
  unsigned at_barrier; // waits for the threadgroup
  unsigned ready;      // can run now
  unsigned members;    // lanes of the operation that is to be computed, for the lane that computes it
  bool mixed;          // the waiting lanes stand at more than one place
  const void *places[simd_width]; // where each waiting lane stands
  unsigned char widths[simd_width]; // lanes that must meet there together; 0 for any
  Epochs epochs; // SIMD-group barriers passed in this threadgroup
  // For each width of a value a place of its own: lanes that wait at different places in the program
  // may have deposited values of different widths.
  alignas(64) unsigned char deposits[3 * simd_width * widest_exchange];
  alignas(64) unsigned char results[simd_width * widest_exchange];
};

struct Lane {
  void *stack_pointer; // of a lane that waits; null before it starts and once it is done
  SimdGroup *group;
  unsigned index; // within the SIMD group
  unsigned index_in_threadgroup;
  Extent position; // within the threadgroup
};

// The launch that is running.
struct Grid {
  Extent threadgroups;
  Extent threads; // of the threadgroup that runs; fewer at the edges of a grid in threads
  Extent dispatched; // threads of a threadgroup that is whole
  Extent size; // of the grid, in threads
  Extent threadgroup; // position of the one that runs
  Epochs epochs; // threadgroup barriers passed in this threadgroup
};

extern "C" {
__attribute__((visibility("hidden"))) extern Lane *kernel_conformance_lane;
__attribute__((visibility("hidden"))) extern Grid kernel_conformance_grid;

// Blocks the lane until every lane of its SIMD group that has not returned either stands at the
// same place in the program or cannot go on without it. One lane of those that meet gets their mask
// and computes the operation for all of them; the others get 0 once it is computed. Lanes that meet
// at different places are served lowest address first, which lets the stragglers of a loop or an
// if catch up with those that wait behind it.
//
// `width` tells how many neighbouring lanes the operation wants at this place together, for the
// check of divergence: a SIMD group or a quad group, or 0 where it is meant for part of a group.
//
// `convergent` keeps the compiler from giving one call in the source several places that different
// lanes of a group could take.
__attribute__((convergent, noinline, visibility("hidden"))) unsigned kernel_conformance_converge(
    unsigned width);

// A converge that orders memory as mem_flags, in the values of MSL, say.
__attribute__((convergent, noinline, visibility("hidden"))) void kernel_conformance_simdgroup_barrier(
    unsigned mem_flags);

// Blocks the lane until every lane of the threadgroup that has not returned is here.
__attribute__((convergent, noinline, visibility("hidden"))) void kernel_conformance_barrier(
    unsigned mem_flags);

// Ends the running lane as if its kernel had returned, where it cannot go on.
[[noreturn]] __attribute__((visibility("hidden"))) void kernel_conformance_leave();
}

}  // namespace kernel_conformance
