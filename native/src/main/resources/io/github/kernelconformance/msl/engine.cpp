// The execution engine: lanes as coroutines, scheduled by SIMD group and threadgroup.
#include "engine.h"

#include "checks.h"
#include "context_switch.h"
#include "crash.h"
#include "launch.h"

using namespace kernel_conformance;

extern "C" {
// From the C library of the process; declared here because no header of the machine is used.
void *mmap(void *, unsigned long, int, int, int, long);
int munmap(void *, unsigned long);
int mprotect(void *, unsigned long, int);
int getpagesize();
void *memset(void *, int, unsigned long);

// The bounds of all threadgroup variables, set by the linker; absent where there are none.
__attribute__((weak, visibility("hidden"))) extern char __start_threadgroup_memory[];
__attribute__((weak, visibility("hidden"))) extern char __stop_threadgroup_memory[];

// Where this library begins, set by the linker.
__attribute__((visibility("hidden"))) extern unsigned char __ehdr_start[];
}

namespace {

constexpr unsigned long page = 65536; // a multiple of the page size of every Linux system
#if defined(__x86_64__)
constexpr unsigned long smallest_page = 4096;
#else
constexpr unsigned long smallest_page = page;
#endif
// A power of two between stacks would leave those of many lanes few sets of the caches and of the TLB.
constexpr unsigned long stack_size = 4 * page + smallest_page;
constexpr unsigned most_groups = most_threads / simd_width;

// A generator of orders, xorshift64*; with a seed of 0 it gives zeros.
struct Random {
  unsigned long state;

  unsigned below(unsigned bound) {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return static_cast<unsigned>((state * 0x2545F4914F6CDD1Dul >> 32) * bound >> 32);
  }
};

Lane lanes[most_threads];
SimdGroup groups[most_groups];
unsigned group_count;
unsigned thread_count;
char *stacks;
unsigned guarded_stacks;
unsigned short free_stacks[most_threads]; // that no lane is on; the next to be taken is the last
unsigned free_stack_count;
const Launch *current;
Random random;
bool abandoned; // a lane left, so that others cannot meet it
unsigned barrier_flags; // of the barrier that lanes wait at
void *launcher; // the stack pointer of whoever called the launch

unsigned lowest(unsigned mask) { return static_cast<unsigned>(__builtin_ctz(mask)); }

[[noreturn]] void body();

// The state from which the lane to run starts on a stack of which nothing is needed.
void *start_on(unsigned stack) {
  // Without the stagger the hot frames of all lanes that wait would compete for the same few cache sets.
  const unsigned long stagger = stack % 64 * 448;
  return fresh_state(stacks + (stack + 1ul) * stack_size - stagger - 64, body);
}

void *start() { return start_on(free_stacks[--free_stack_count]); }

// The stack that this runs on.
__attribute__((always_inline)) inline unsigned this_stack() {
  const char *here = static_cast<const char *>(__builtin_frame_address(0));
  return static_cast<unsigned>(static_cast<unsigned long>(here - stacks) / stack_size);
}

// Leaves the running lane where it waits.
void run(Lane *lane) {
  void **from = &kernel_conformance_lane->stack_pointer;
  kernel_conformance_lane = lane;
  switch_stack(from, lane->stack_pointer ? lane->stack_pointer : start());
}

Lane *ready_lane_after(const SimdGroup &group, unsigned index) {
  if (random.state) index = random.below(simd_width);
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

// Tells the checks where lanes that should meet do not: `members` go on at one place while others
// of their SIMD group or quad group wait elsewhere.
void check_divergence(const SimdGroup &group, unsigned members) {
  const unsigned first = lowest(members), width = group.widths[first];
  const unsigned absent = group.live & ~members;
  if (!absent || !width || abandoned || !kernel_conformance_checks_diverged) return;
  for (unsigned i = 0; i < simd_width; i += width) {
    const unsigned neighbours = (width == simd_width ? ~0u : (1u << width) - 1) << i;
    if ((members & neighbours) && (absent & neighbours)) {
      const unsigned lane = lowest(members & neighbours), other = lowest(absent & neighbours);
      const Lane *group_lanes = &lanes[group.index * simd_width];
      kernel_conformance_checks_diverged(false, group_lanes + lane, group.places[lane],
                                         group_lanes + other, group.places[other]);
      return;
    }
  }
}

// Tells the checks where lanes wait at different barriers.
void check_barrier() {
  if (abandoned || !kernel_conformance_checks_diverged) return;
  const Lane *first = nullptr;
  for (unsigned i = 0; i < group_count; ++i) {
    for (unsigned rest = groups[i].at_barrier; rest; rest &= rest - 1) {
      const Lane *lane = &lanes[i * simd_width + lowest(rest)];
      const void *place = groups[i].places[lane->index];
      if (!first) first = lane;
      const void *first_place = first->group->places[first->index];
      if (place != first_place) {
        kernel_conformance_checks_diverged(true, first, first_place, lane, place);
        return;
      }
    }
  }
}

void advance(Epochs &epochs, unsigned mem_flags) {
  if (mem_flags & 1) ++epochs.device;
  if (mem_flags & 2) ++epochs.threadgroup;
  if (!mem_flags) ++epochs.none;
}

// Lets the lanes that meet go on; the lowest of them, or `preferred` if it is one, computes.
Lane *release(SimdGroup &group, unsigned preferred) {
  const unsigned members = meeting(group);
  check_divergence(group, members);
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
  const unsigned from = random.state ? random.below(group_count) : group.index;
  for (unsigned i = 1; i <= group_count; ++i) {
    SimdGroup &other = groups[(from + i) % group_count];
    if (other.ready) return ready_lane_after(other, simd_width - 1);
    barrier |= other.at_barrier != 0;
  }
  if (!barrier) return nullptr;
  check_barrier();
  advance(kernel_conformance_grid.epochs, barrier_flags);
  for (unsigned i = 0; i < group_count; ++i) {
    groups[i].ready = groups[i].at_barrier;
    groups[i].at_barrier = 0;
  }
  for (unsigned i = 0; i < group_count; ++i) {
    SimdGroup &other = groups[(from + i) % group_count];
    if (other.ready) return ready_lane_after(other, simd_width - 1);
  }
  return nullptr;
}

void settle() {
  if (kernel_conformance_checks_settle) kernel_conformance_checks_settle();
}

// The running lane is done. Returns where the next to run is one that has not started: it takes over
// this stack, which is still in the cache.
void finish() {
  settle();
  Lane *lane = kernel_conformance_lane;
  SimdGroup &group = *lane->group;
  const unsigned bit = 1u << lane->index;
  group.live &= ~bit;
  group.ready &= ~bit;
  lane->stack_pointer = nullptr;
  Lane *following = next(group, lane->index);
  void *to = launcher;
  if (following) {
    kernel_conformance_lane = following;
    to = following->stack_pointer;
    if (!to) return;
  }
  free_stacks[free_stack_count++] = static_cast<unsigned short>(this_stack());
  void *unused;
  switch_stack(&unused, to);
  __builtin_unreachable();
}

// What runs on a stack: lanes, each from its start to its end, wherever it waits in between.
[[noreturn]] void body() {
  for (;;) {
    current->kernel(current->arguments);
    finish();
  }
}

// Memory that is there once it is touched; null where there is none.
void *reserve(unsigned long size) {
  constexpr int read_write = 3, private_anonymous = 0x22, no_reserve = 0x4000;
  void *memory = mmap(nullptr, size, read_write, private_anonymous | no_reserve, -1, 0);
  return memory == reinterpret_cast<void *>(-1) ? nullptr : memory;
}

// Stacks are reserved once and touched as needed; the lowest page of each stays inaccessible.
bool reserve_stacks() {
  constexpr int none = 0;
  if (!stacks) {
    stacks = static_cast<char *>(reserve(most_threads * stack_size));
    if (!stacks) return false;
  }
  while (guarded_stacks < thread_count &&
         mprotect(stacks + guarded_stacks * stack_size, page, none) == 0) {
    ++guarded_stacks;
  }
  // Between launches all are free.
  if (free_stack_count != guarded_stacks) {
    free_stack_count = guarded_stacks;
    for (unsigned i = 0; i < guarded_stacks; ++i) {
      free_stacks[i] = static_cast<unsigned short>(guarded_stacks - 1 - i);
    }
  }
  return guarded_stacks >= thread_count;
}

// Makes the lanes of a threadgroup of this size.
void place_lanes(Extent threads) {
  kernel_conformance_grid.threads = threads;
  thread_count = threads.x * threads.y * threads.z;
  group_count = (thread_count + simd_width - 1) / simd_width;
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

// Threadgroup memory is undefined at the start: a NaN in every floating-point type.
void spoil_threadgroup_memory() {
  if (__start_threadgroup_memory) {
    memset(__start_threadgroup_memory, 0xFF,
           static_cast<unsigned long>(__stop_threadgroup_memory - __start_threadgroup_memory));
  }
  for (unsigned i = 0; i < current->buffer_count; ++i) {
    const Buffer_description &buffer = current->buffers[i];
    if (buffer.use == Buffer_use::threadgroup) memset(buffer.address, 0xFF, buffer.length);
  }
}

unsigned smaller(unsigned a, unsigned b) { return a < b ? a : b; }

// Of a grid in threads, the threadgroups at the edges have what is left.
void fit_threadgroup() {
  const Grid &grid = kernel_conformance_grid;
  const Extent &at = grid.threadgroup, &whole = grid.dispatched, &size = grid.size;
  const Extent fit = {smaller(whole.x, size.x - at.x * whole.x),
                      smaller(whole.y, size.y - at.y * whole.y),
                      smaller(whole.z, size.z - at.z * whole.z)};
  const Extent &now = grid.threads;
  if (fit.x != now.x || fit.y != now.y || fit.z != now.z) place_lanes(fit);
}

void run_threadgroup(unsigned index) {
  abandoned = false;
  kernel_conformance_grid.epochs = {};
  spoil_threadgroup_memory();
  if (kernel_conformance_checks_threadgroup) kernel_conformance_checks_threadgroup(index);
  for (unsigned i = 0; i < group_count; ++i) {
    SimdGroup &group = groups[i];
    const unsigned size = thread_count - i * simd_width;
    group.index = i;
    group.live = size >= simd_width ? ~0u : (1u << size) - 1;
    group.ready = group.live;
    group.waiting = group.at_barrier = group.members = 0;
    group.mixed = false;
    group.epochs = {};
  }
  kernel_conformance_lane = random.state ? &lanes[random.below(thread_count)] : &lanes[0];
  switch_stack(&launcher, start());
}

unsigned long common_divisor(unsigned long a, unsigned long b) {
  return b ? common_divisor(b, a % b) : a;
}

// A grid's threadgroups, one after the other: in order, or in a walk through all of them from
// anywhere with a step that has no divisor in common with their number.
void run_grid(const unsigned *threadgroups) {
  const unsigned count = threadgroups[0] * threadgroups[1] * threadgroups[2];
  unsigned long step = 1, index = 0;
  if (random.state && count > 1) {
    step = 1 + random.below(count - 1);
    while (common_divisor(step, count) != 1) ++step;
    // Neither the first nor the last of the plain order keeps its place.
    do index = random.below(count);
    while (index == 0 || (index + count - step) % count == count - 1);
  }
  for (unsigned i = 0; i < count; ++i, index = (index + step) % count) {
    const unsigned x = static_cast<unsigned>(index) % threadgroups[0];
    const unsigned rest = static_cast<unsigned>(index) / threadgroups[0];
    kernel_conformance_grid.threadgroup = {x, rest % threadgroups[1], rest / threadgroups[1]};
    fit_threadgroup();
    run_threadgroup(static_cast<unsigned>(index));
  }
}

// Memory that is taken once and kept: page faults cost more than most launches.
unsigned char *arena;
unsigned long arena_size;

constexpr unsigned char guard_byte = 0xFF;
constexpr unsigned long guard_size = 256;

void fill_guards(const Launch &launch) {
  for (unsigned i = 0; i < launch.buffer_count; ++i) {
    const Buffer_description &buffer = launch.buffers[i];
    memset(buffer.address - guard_size, guard_byte, guard_size);
    memset(buffer.address + buffer.length, guard_byte, buffer.behind);
  }
}

// Pages of the arena that nobody may touch. One that was touched is open until the next launch.
struct Guard_page {
  unsigned char *address;
  bool open;
};
constexpr unsigned most_guard_pages = 256;
constexpr int inaccessible = 0, accessible = 3;
Guard_page guard_pages[most_guard_pages];
unsigned guard_page_count;

unsigned long page_size() { return static_cast<unsigned long>(getpagesize()); }

void close_guard_pages() {
  for (unsigned i = 0; i < guard_page_count; ++i) {
    Guard_page &it = guard_pages[i];
    if (it.open && mprotect(it.address, page_size(), inaccessible) == 0) it.open = false;
  }
}

// Whether no byte of a guard changed: asked of every guard of every launch.
bool intact(const unsigned char *guard, unsigned long size) {
  unsigned long all = ~0ul, i = 0;
  for (; i + sizeof all <= size; i += sizeof all) {
    unsigned long some;
    __builtin_memcpy(&some, guard + i, sizeof some);
    all &= some;
  }
  for (; i < size; ++i) all &= guard[i] | ~0xFFul;
  return all == ~0ul;
}

// How far the bytes beside a buffer changed; 0 where they did not.
long overrun(const Buffer_description &buffer) {
  const unsigned char *end = buffer.address + buffer.length;
  if (intact(end, buffer.behind)) return 0;
  for (unsigned long i = buffer.behind; i-- > 0;) {
    if (end[i] != guard_byte) return static_cast<long>(i + 1);
  }
  return 0;
}
long underrun(const Buffer_description &buffer) {
  const unsigned char *begin = buffer.address - guard_size;
  if (intact(begin, guard_size)) return 0;
  for (unsigned long i = 0; i < guard_size; ++i) {
    if (begin[i] != guard_byte) return static_cast<long>(guard_size - i);
  }
  return 0;
}

// The guards tell that a kernel wrote where it should not, though not which thread did.
void check_guards(Launch &launch) {
  for (unsigned i = 0; i < launch.buffer_count; ++i) {
    const Buffer_description &buffer = launch.buffers[i];
    const long after = overrun(buffer), before = after ? 0 : underrun(buffer);
    if ((after || before) && launch.finding_count < launch.finding_capacity) {
      Finding &finding = launch.findings[launch.finding_count++];
      finding = {};
      finding.kind = Finding_kind::overwritten;
      finding.buffer = i + 1;
      finding.count = 1;
      finding.write = 1;
      finding.offset = after ? static_cast<long>(buffer.length) : -before;
      finding.bytes = static_cast<unsigned>(after + before);
      finding.out_by = after + before;
      finding.length = static_cast<long>(buffer.length);
    }
  }
}

}  // namespace

Stack kernel_conformance::stack_around(const void *address) {
  const char *it = static_cast<const char *>(address);
  if (!stacks || it < stacks || it >= stacks + most_threads * stack_size) return {};
  const char *guard = stacks + static_cast<unsigned long>(it - stacks) / stack_size * stack_size;
  return {guard, guard + page, guard + stack_size};
}

bool kernel_conformance::open_guard(const char *address, const char *instruction, bool write) {
  const auto *at = reinterpret_cast<const unsigned char *>(address);
  Guard_page *page_of = nullptr;
  for (unsigned i = 0; i < guard_page_count && !page_of; ++i) {
    if (at >= guard_pages[i].address && at < guard_pages[i].address + page_size()) {
      page_of = &guard_pages[i];
    }
  }
  if (!page_of || page_of->open || mprotect(page_of->address, page_size(), accessible) != 0) return false;
  page_of->open = true;
  memset(page_of->address, guard_byte, page_size());
  if (current->finding_count == current->finding_capacity) return true;
  // The buffer that is nearest, before or behind.
  unsigned nearest = 0;
  unsigned long distance = ~0ul;
  for (unsigned i = 0; i < current->buffer_count; ++i) {
    const Buffer_description &it = current->buffers[i];
    const unsigned char *end = it.address + it.length;
    const unsigned long away = static_cast<unsigned long>(at >= end ? at - end : it.address - at);
    if (away < distance) {
      nearest = i;
      distance = away;
    }
  }
  const Buffer_description &buffer = current->buffers[nearest];
  const Grid &grid = kernel_conformance_grid;
  const Extent &group = grid.threadgroup, &size = grid.threadgroups;
  auto *told = const_cast<Launch *>(current);
  Finding &finding = told->findings[told->finding_count++];
  finding = {};
  finding.kind = Finding_kind::guarded;
  finding.buffer = nearest + 1;
  finding.site.place =
      instruction ? static_cast<unsigned long>(instruction - reinterpret_cast<const char *>(__ehdr_start)) + 1 : 1;
  finding.site.threadgroup = group.x + size.x * (group.y + size.y * group.z);
  finding.site.thread = kernel_conformance_lane->index_in_threadgroup;
  finding.count = 1;
  finding.offset = at - buffer.address;
  finding.bytes = 1;
  finding.write = write;
  finding.out_by = finding.offset < 0 ? -finding.offset
                                      : finding.offset + 1 - static_cast<long>(buffer.length);
  finding.length = buffer.length;
  return true;
}

extern "C" {

Lane *kernel_conformance_lane;
Grid kernel_conformance_grid;

__attribute__((always_inline)) static inline unsigned meet(const void *place, unsigned width) {
  settle();
  Lane *lane = kernel_conformance_lane;
  SimdGroup &group = *lane->group;
  const unsigned bit = 1u << lane->index;
  group.places[lane->index] = place;
  group.widths[lane->index] = static_cast<unsigned char>(width);
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

unsigned kernel_conformance_converge(unsigned width) {
  return meet(__builtin_return_address(0), width);
}

void kernel_conformance_simdgroup_barrier(unsigned mem_flags) {
  if (meet(__builtin_return_address(0), simd_width)) {
    advance(kernel_conformance_lane->group->epochs, mem_flags);
  }
}

void kernel_conformance_barrier(unsigned mem_flags) {
  settle();
  Lane *lane = kernel_conformance_lane;
  SimdGroup &group = *lane->group;
  const unsigned bit = 1u << lane->index;
  group.places[lane->index] = __builtin_return_address(0);
  barrier_flags = mem_flags;
  group.at_barrier |= bit;
  group.ready &= ~bit;
  Lane *following = next(group, lane->index);
  if (following != lane) run(following);
}

void kernel_conformance_leave() {
  abandoned = true;
  if (kernel_conformance_checks_left) kernel_conformance_checks_left();
  finish();
  void *unused;
  switch_stack(&unused, start_on(this_stack()));
  __builtin_unreachable();
}

// Memory for the buffers of launches: at least `size` bytes, the same as before where that is
// enough. Null where there is none to be had.
__attribute__((visibility("default"))) unsigned char *kernel_conformance_arena(unsigned long size) {
  if (size > arena_size) {
    size = (size + page - 1) / page * page;
    void *memory = reserve(size);
    if (!memory) return nullptr;
    if (arena) munmap(arena, arena_size);
    guard_page_count = 0;
    arena = static_cast<unsigned char *>(memory);
    arena_size = size;
  }
  return arena;
}

// Gives back the stacks, whose guards are so many mappings that a process has room for those of some
// 30 libraries only. The library stays usable: the next launch takes new ones.
__attribute__((visibility("default"))) void kernel_conformance_release() {
  if (stacks) munmap(stacks, most_threads * stack_size);
  stacks = nullptr;
  guarded_stacks = 0;
}

// The size of a page that can be guarded.
__attribute__((visibility("default"))) unsigned long kernel_conformance_page_size() { return page_size(); }

// Guards pages of the arena until others are, or the arena is another.
__attribute__((visibility("default"))) void kernel_conformance_guard(const unsigned long *offsets,
                                                                    unsigned count) {
  for (unsigned i = 0; i < guard_page_count; ++i) {
    mprotect(guard_pages[i].address, page_size(), accessible);
  }
  guard_page_count = count < most_guard_pages ? count : most_guard_pages;
  for (unsigned i = 0; i < guard_page_count; ++i) {
    guard_pages[i] = {arena + offsets[i], true};
  }
  close_guard_pages();
}

// How many blocks the kernels have whose runs are told apart; 0 where none are.
__attribute__((visibility("default"))) long kernel_conformance_block_count() {
  return kernel_conformance_coverage_count ? static_cast<long>(kernel_conformance_coverage_count()) : 0;
}

// Fills in where in this library the blocks begin and end that ran since the last call; returns how
// many. An end that is no larger than the beginning is unknown.
__attribute__((visibility("default"))) long kernel_conformance_blocks(unsigned long *offsets) {
  return static_cast<long>(kernel_conformance_coverage_take(offsets));
}

// Runs a whole grid. Returns 0, or 1 where the threadgroup has more threads than Metal allows, or 2
// where no memory for stacks could be had.
__attribute__((visibility("default"))) int kernel_conformance_launch(Launch *launch) {
  Grid &grid = kernel_conformance_grid;
  const unsigned *groups_size = launch->threadgroups, *size = launch->threads;
  grid.threadgroups = {groups_size[0], groups_size[1], groups_size[2]};
  grid.dispatched = {size[0], size[1], size[2]};
  const unsigned *whole = launch->grid;
  grid.size = whole[0] ? Extent{whole[0], whole[1], whole[2]}
                       : Extent{groups_size[0] * size[0], groups_size[1] * size[1],
                                groups_size[2] * size[2]};
  const unsigned long threads = 1ul * size[0] * size[1] * size[2];
  if (threads == 0 || threads > most_threads) return 1;
  thread_count = static_cast<unsigned>(threads);
  if (!reserve_stacks()) return 2;
  current = launch;
  random.state = launch->seed;
  place_lanes(grid.dispatched);
  fill_guards(*launch);
  close_guard_pages();
  if (kernel_conformance_checks_begin) {
    kernel_conformance_checks_begin(launch, arena, arena_size, reinterpret_cast<unsigned char *>(stacks),
                                    most_threads * stack_size);
  }
  {
    const Crash_guard guard;
    if (kernel_conformance_adversary_begin) kernel_conformance_adversary_begin();
    run_grid(groups_size);
    if (kernel_conformance_adversary_end) kernel_conformance_adversary_end();
  }
  if (kernel_conformance_checks_end) kernel_conformance_checks_end();
  // Where every access is seen, so is one to the guards.
  if (!(launch->checks & check_memory)) check_guards(*launch);
  return 0;
}
}
