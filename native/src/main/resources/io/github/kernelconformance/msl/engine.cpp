// The execution engine: lanes as coroutines, scheduled by SIMD group and threadgroup.
#include "engine.h"

#include "context_switch.h"
#include "crash.h"

using namespace kernel_conformance;

extern "C" {
// From the C library of the process; declared here because no header of the machine is used.
void *mmap(void *, unsigned long, int, int, int, long);
int mprotect(void *, unsigned long, int);
void *memset(void *, int, unsigned long);

// The bounds of all threadgroup variables, set by the linker; absent where there are none.
__attribute__((weak, visibility("hidden"))) extern char __start_threadgroup_memory[];
__attribute__((weak, visibility("hidden"))) extern char __stop_threadgroup_memory[];
}

namespace {

using Entry = void (*)(void *const *arguments);

constexpr unsigned long page = 65536; // a multiple of the page size of every Linux system
constexpr unsigned long stack_size = 4 * page;
constexpr unsigned most_groups = most_threads / simd_width;

Lane lanes[most_threads];
SimdGroup groups[most_groups];
unsigned group_count;
unsigned thread_count;
char *stacks;
unsigned guarded_stacks;
Entry entry;
void *const *entry_arguments;
void *launcher; // the stack pointer of whoever called the launch

unsigned lowest(unsigned mask) { return static_cast<unsigned>(__builtin_ctz(mask)); }

void run(Lane *lane) {
  void **from = &kernel_conformance_lane->stack_pointer;
  kernel_conformance_lane = lane;
  switch_stack(from, lane->stack_pointer);
}

Lane *ready_lane_after(const SimdGroup &group, unsigned index) {
  const unsigned later = group.ready & (~1u << index);
  return &lanes[group.index * simd_width + lowest(later ? later : group.ready)];
}

// Chooses which of the waiting lanes meet: those at the lowest address.
unsigned meeting(const SimdGroup &group) {
  if (!group.mixed) return group.waiting;
  const void *place = nullptr;
  for (unsigned rest = group.waiting; rest; rest &= rest - 1) {
    const void *candidate = group.places[lowest(rest)];
    if (!place || candidate < place) place = candidate;
  }
  unsigned members = 0;
  for (unsigned rest = group.waiting; rest; rest &= rest - 1) {
    if (group.places[lowest(rest)] == place) members |= rest & -rest;
  }
  return members;
}

// Lets the lanes that meet go on; the lowest of them, or `preferred` if it is one, computes.
Lane *release(SimdGroup &group, unsigned preferred) {
  const unsigned members = meeting(group);
  group.waiting &= ~members;
  group.ready |= members;
  group.members = members;
  const void *place = nullptr;
  group.mixed = false;
  for (unsigned rest = group.waiting; rest; rest &= rest - 1) {
    const void *other = group.places[lowest(rest)];
    if (place && other != place) group.mixed = true;
    place = other;
  }
  const unsigned computes = members >> preferred & 1 ? preferred : lowest(members);
  return &lanes[group.index * simd_width + computes];
}

// The lane to run when the one at `index` of the group cannot; null when all have returned.
Lane *next(SimdGroup &group, unsigned index) {
  if (group.ready) return ready_lane_after(group, index);
  if (group.waiting) return release(group, index);
  bool barrier = false;
  for (unsigned i = 1; i <= group_count; ++i) {
    SimdGroup &other = groups[(group.index + i) % group_count];
    if (other.ready) return ready_lane_after(other, simd_width - 1);
    barrier |= other.at_barrier != 0;
  }
  if (!barrier) return nullptr;
  for (unsigned i = 0; i < group_count; ++i) {
    groups[i].ready = groups[i].at_barrier;
    groups[i].at_barrier = 0;
  }
  for (unsigned i = 0; i < group_count; ++i) {
    if (groups[i].ready) return ready_lane_after(groups[i], simd_width - 1);
  }
  return nullptr;
}

// Where every lane starts, on its own stack.
[[noreturn]] void body() {
  entry(entry_arguments);
  Lane *lane = kernel_conformance_lane;
  SimdGroup &group = *lane->group;
  const unsigned bit = 1u << lane->index;
  group.live &= ~bit;
  group.ready &= ~bit;
  Lane *following = next(group, lane->index);
  void *unused;
  if (following) {
    kernel_conformance_lane = following;
    switch_stack(&unused, following->stack_pointer);
  } else {
    switch_stack(&unused, launcher);
  }
  __builtin_unreachable();
}

// The state of a lane that has not started.
void *fresh_lane(unsigned index) {
  // Without the stagger the hot frames of all lanes would compete for the same few cache sets.
  const unsigned long stagger = index % 64 * 448;
  return fresh_state(stacks + (index + 1ul) * stack_size - stagger - 64, body);
}

// Stacks are reserved once and touched as needed; the lowest page of each stays inaccessible.
bool reserve_stacks() {
  constexpr int none = 0, read_write = 3, private_anonymous = 0x22, no_reserve = 0x4000;
  if (!stacks) {
    void *memory = mmap(nullptr, most_threads * stack_size, read_write,
                        private_anonymous | no_reserve, -1, 0);
    if (memory == reinterpret_cast<void *>(-1)) return false;
    stacks = static_cast<char *>(memory);
  }
  for (; guarded_stacks < thread_count; ++guarded_stacks) {
    if (mprotect(stacks + guarded_stacks * stack_size, page, none) != 0) return false;
  }
  return true;
}

void place_lanes(Extent threads) {
  unsigned index = 0;
  for (unsigned z = 0; z < threads.z; ++z) {
    for (unsigned y = 0; y < threads.y; ++y) {
      for (unsigned x = 0; x < threads.x; ++x, ++index) {
        Lane &lane = lanes[index];
        lane.group = &groups[index / simd_width];
        lane.index = index % simd_width;
        lane.index_in_threadgroup = index;
        lane.position = {x, y, z};
      }
    }
  }
}

void run_threadgroup() {
  if (__start_threadgroup_memory) {
    // Threadgroup memory is undefined at the start: a NaN in every floating-point type.
    memset(__start_threadgroup_memory, 0xFF,
           static_cast<unsigned long>(__stop_threadgroup_memory - __start_threadgroup_memory));
  }
  for (unsigned i = 0; i < group_count; ++i) {
    SimdGroup &group = groups[i];
    const unsigned size = thread_count - i * simd_width;
    group.index = i;
    group.live = size >= simd_width ? ~0u : (1u << size) - 1;
    group.ready = group.live;
    group.waiting = group.at_barrier = group.members = 0;
    group.mixed = false;
  }
  for (unsigned i = 0; i < thread_count; ++i) lanes[i].stack_pointer = fresh_lane(i);
  kernel_conformance_lane = &lanes[0];
  switch_stack(&launcher, lanes[0].stack_pointer);
}

}  // namespace

Stack kernel_conformance::stack_around(const void *address) {
  const char *it = static_cast<const char *>(address);
  if (!stacks || it < stacks || it >= stacks + most_threads * stack_size) return {};
  const char *guard = stacks + static_cast<unsigned long>(it - stacks) / stack_size * stack_size;
  return {guard, guard + page, guard + stack_size};
}

extern "C" {

Lane *kernel_conformance_lane;
Grid kernel_conformance_grid;

unsigned kernel_conformance_converge() {
  Lane *lane = kernel_conformance_lane;
  SimdGroup &group = *lane->group;
  const unsigned bit = 1u << lane->index;
  const void *place = __builtin_return_address(0);
  group.places[lane->index] = place;
  if (group.waiting && group.places[lowest(group.waiting)] != place) group.mixed = true;
  group.waiting |= bit;
  group.ready &= ~bit;
  if (group.ready) {
    run(ready_lane_after(group, lane->index));
  } else {
    Lane *computes = release(group, lane->index);
    if (computes != lane) run(computes);
  }
  const unsigned members = group.members;
  group.members = 0;
  return members;
}

void kernel_conformance_barrier() {
  Lane *lane = kernel_conformance_lane;
  SimdGroup &group = *lane->group;
  const unsigned bit = 1u << lane->index;
  group.at_barrier |= bit;
  group.ready &= ~bit;
  Lane *following = next(group, lane->index);
  if (following != lane) run(following);
}

// Runs a whole grid. Returns 0, or 1 where the threadgroup has more threads than Metal allows, or 2
// where no memory for stacks could be had.
__attribute__((visibility("default"))) int kernel_conformance_launch(
    Entry kernel, void *const *arguments, void *const *threadgroup_memory, const unsigned *size) {
  Grid &grid = kernel_conformance_grid;
  grid.threadgroups = {size[0], size[1], size[2]};
  grid.threads = {size[3], size[4], size[5]};
  grid.threadgroup_memory = threadgroup_memory;
  const unsigned long threads = 1ul * size[3] * size[4] * size[5];
  if (threads == 0 || threads > most_threads) return 1;
  thread_count = static_cast<unsigned>(threads);
  group_count = (thread_count + simd_width - 1) / simd_width;
  if (!reserve_stacks()) return 2;
  entry = kernel;
  entry_arguments = arguments;
  place_lanes(grid.threads);
  const Crash_guard guard;
  for (unsigned z = 0; z < size[2]; ++z) {
    for (unsigned y = 0; y < size[1]; ++y) {
      for (unsigned x = 0; x < size[0]; ++x) {
        grid.threadgroup = {x, y, z};
        run_threadgroup();
      }
    }
  }
  return 0;
}
}
