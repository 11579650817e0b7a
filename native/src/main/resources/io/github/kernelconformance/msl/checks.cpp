// Checks of memory and races. The compiler puts a callback before each access to memory that it
// cannot prove safe; the callbacks' names are those of its address sanitizer, but what they do, and
// the shadow that they look at, is ours.
//
// Two regions have a shadow, a byte for each byte: the arena with the buffers of a launch, and the
// image of the library with the variables in constant and threadgroup space. An access to an input
// costs one comparison of as many shadow bytes as it has bytes.
#include "checks.h"

#include "blocks.h"
#include "findings.h"
#include "race.h"
#include "stack_shadow.h"

using namespace kernel_conformance;

extern "C" {
void *mmap(void *, unsigned long, int, int, int, long);
int munmap(void *, unsigned long);
void *memset(void *, int, unsigned long);
void *memcpy(void *, const void *, unsigned long);
void *memmove(void *, const void *, unsigned long);

// Set by the linker: the image of this library, and its first part that can be written.
__attribute__((visibility("hidden"))) extern unsigned char __ehdr_start[];
__attribute__((visibility("hidden"))) extern unsigned char _end[];
__attribute__((visibility("hidden"))) extern unsigned char _DYNAMIC[];
}

namespace {

using Address = unsigned long;

enum State : unsigned char {
  nobodys = 0,   // outside of every buffer and variable
  readable = 1,  // initialized, and not to be written
  unwritten = 2, // to be written before it is read
  written = 3,
  unchecked = 4, // the engine's own
};

// Memory with a shadow, and what kernels may access of it.
struct Region {
  Address base;
  unsigned long size;
  unsigned long displacement; // from an address to that of its shadow
  unsigned char *shadow;
  Block *blocks;
  unsigned count;
  const Block *recent; // that an access was to: the next one is often to the same

  bool contains(Address a, unsigned long bytes) const { return a - base < size && a - base + bytes <= size; }
  unsigned char *states(Address a) const {
    return reinterpret_cast<unsigned char *>(a + displacement);
  }
};

// What the compiler tells of a variable (AddressSanitizer's __asan_global).
struct Compiler_global {
  Address address;
  unsigned long length, length_with_red_zone;
  const char *name;
  const char *module;
  unsigned long has_initializer;
  const void *location;
  unsigned long indicator;
};

constexpr unsigned most_buffers = 64;

Region arena, image;
unsigned char *stacks_begin;
unsigned long stacks_length;
Launch *launch;

Block buffers[most_buffers];
unsigned variable_capacity;

void *reserve(unsigned long size) {
  void *memory = mmap(nullptr, size, 3, 0x4022, -1, 0);
  return memory == reinterpret_cast<void *>(-1) ? nullptr : memory;
}

bool is_threadgroup(const Block &variable) { return variable.address > _DYNAMIC; }

// The buffer or variable that an address is in or nearest to.
const Block *nearest(Region &region, Address a) {
  const Block *recent = region.recent;
  if (recent && a - reinterpret_cast<Address>(recent->address) < recent->length) return recent;
  const Block *best = nullptr;
  unsigned long best_distance = ~0ul;
  for (unsigned i = 0; i < region.count; ++i) {
    const Address begin = reinterpret_cast<Address>(region.blocks[i].address);
    const Address end = begin + region.blocks[i].length;
    const unsigned long distance = a < begin ? begin - a : a < end ? 0 : a - end + 1;
    if (distance < best_distance) {
      best = &region.blocks[i];
      best_distance = distance;
    }
  }
  region.recent = best;
  return best;
}

enum class Access { read, write, atomic_read, atomic_write, atomic_update };

// Ends the lane before an access that would crash or hit the engine, where the access was told of;
// nobody is to wonder why a lane did not finish.
void refuse() {
  if (launch->checks & check_memory) kernel_conformance_leave();
}

// An access to what is no buffer's and no variable's.
void report_wild(Address a, unsigned long bytes, bool writes, const void *place) {
  const bool null = a < 65536;
  if (Finding *finding = report(null ? Finding_kind::null : Finding_kind::wild, check_memory,
                                here(place), 0, nullptr)) {
    finding->offset = static_cast<long>(a);
    finding->bytes = static_cast<unsigned>(bytes);
    finding->write = writes;
  }
  refuse();
}

// An access to memory that has a shadow.
void check_shadowed(Region &region, Address a, unsigned long bytes, unsigned alignment, Access access,
                    const void *place) {
  const bool reads = access != Access::write && access != Access::atomic_write;
  const bool writes = access != Access::read && access != Access::atomic_read;
  const bool atomic = access != Access::read && access != Access::write;
  unsigned char *states = region.states(a);
  bool tracked = false, outside = false, protect = false, undefined = false, engine = false;
  for (unsigned long i = 0; i < bytes; ++i) {
    switch (states[i]) {
      case nobodys: outside = true; break;
      case readable: protect = true; break;
      case unwritten: undefined = true; tracked = true; break;
      case written: tracked = true; break;
      default: engine = true;
    }
  }
  if (!outside && !tracked && !writes && (engine || a % alignment == 0)) return;
  const Block *block = nearest(region, a);
  if (!block) {
    if (writes) report_wild(a, bytes, true, place);
    return;
  }
  if (outside || engine) {
    const bool unbound = block->use == Buffer_use::unbound;
    report_access(unbound ? Finding_kind::unbound : Finding_kind::out_of_bounds, check_memory,
                  *block, a, bytes, writes, here(place));
    // What it would overwrite is the engine's.
    if (engine && writes) refuse();
    return;
  }
  if (a % alignment) {
    report_access(Finding_kind::misaligned, check_memory, *block, a, bytes, writes, here(place));
    // Some processors have wide accesses that trap.
    if (bytes > 8) refuse();
  }
  if (protect) {
    if (writes) {
      report_access(Finding_kind::input_written, check_memory, *block, a, bytes, true, here(place));
    }
    return;
  }
  if (reads && undefined) {
    report_access(Finding_kind::uninitialized, check_memory, *block, a, bytes, false, here(place));
  }
  if (writes && undefined) memset(states, written, bytes);
  if (block->pieces) check_order(*block, a, bytes, writes, atomic, place);
}

// An access to memory of a thread.
void check_stack(Address a, unsigned long bytes, unsigned alignment, bool writes,
                 const void *place) {
  Local local;
  const Stack_access access = stack_access(a, bytes, alignment, local);
  if (access == Stack_access::allowed) return;
  if (access == Stack_access::elsewhere) {
    report_wild(a, bytes, writes, place);
    return;
  }
  const Block block = {local.address, local.length, local.length, 0, local.name,
                       Buffer_use::output, false, nullptr, 0};
  const bool misaligned = access == Stack_access::misaligned;
  report_access(misaligned ? Finding_kind::misaligned : Finding_kind::out_of_bounds, check_memory,
                block, a, bytes, writes, here(place));
  // What it would overwrite may be where a function returns to; wide accesses may trap.
  if (misaligned ? bytes > 8 : writes) refuse();
}

// Everything but a read of an input.
__attribute__((noinline)) void check(Address a, unsigned long bytes, unsigned alignment,
                                     Access access, const void *place) {
  if (pending_stores) kernel_conformance_checks_settle();
  if (arena.contains(a, bytes)) {
    check_shadowed(arena, a, bytes, alignment, access, place);
  } else if (image.contains(a, bytes)) {
    check_shadowed(image, a, bytes, alignment, access, place);
  } else {
    const bool writes = access != Access::read && access != Access::atomic_read;
    if (a - reinterpret_cast<Address>(stacks_begin) < stacks_length) {
      check_stack(a, bytes, alignment, writes, place);
    } else {
      report_wild(a, bytes, writes, place);
    }
  }
}

// So many states that are all the same. Both operands of the division are of type States: an int that
// holds ~States(0) is -1, and -1 / 255 is 0.
template <typename States>
constexpr States all(State state) {
  constexpr States each = static_cast<States>(static_cast<States>(~States(0)) / States(0xFF));
  static_assert(each % 256 == 1);
  return static_cast<States>(each * state);
}

// An access that is as wide as it must be aligned. Most are to what may be accessed so.
template <typename States>
__attribute__((noinline)) void check_aligned(Address a, bool write, const void *place) {
  constexpr unsigned bytes = sizeof(States);
  if (!pending_stores && a % bytes == 0) {
    Region &region = arena.contains(a, bytes) ? arena : image;
    if (region.contains(a, bytes)) {
      States states;
      __builtin_memcpy_inline(&states, region.states(a), bytes);
      if (!write && (states == all<States>(readable) || states == all<States>(unchecked))) return;
      if (states == all<States>(written) || (write && states == all<States>(unwritten))) {
        constexpr States now = all<States>(written);
        if (write) __builtin_memcpy_inline(region.states(a), &now, bytes);
        const Block &block = *nearest(region, a);
        if (block.pieces) check_order(block, a, bytes, write, false, place);
        return;
      }
    }
  }
  check(a, bytes, bytes, write ? Access::write : Access::read, place);
}

// A read is of an input, as a rule.
template <typename States>
__attribute__((always_inline)) inline void check_load(Address a, const void *place) {
  constexpr unsigned bytes = sizeof(States);
  // The rotation turns what is not aligned into what is too large.
  const unsigned long offset = a - arena.base;
  const unsigned long unit = __builtin_rotateright64(offset, __builtin_ctz(bytes));
  if (__builtin_expect(unit < arena.size / bytes, true)) {
    // The shadow is longer than the arena by more than the widest access.
    States states;
    __builtin_memcpy_inline(&states, arena.shadow + offset, bytes);
    if (__builtin_expect(states == all<States>(readable), true)) return;
  }
  check_aligned<States>(a, false, place);
}

// Accesses of an odd size, or that need no alignment.
__attribute__((always_inline)) inline void check_range(Address a, unsigned long bytes, bool write,
                                                       const void *place) {
  if (!write && bytes <= 32 && bytes <= arena.size && a - arena.base <= arena.size - bytes) {
    const unsigned char *states = arena.states(a);
    unsigned char other = 0;
    for (unsigned long i = 0; i < bytes; ++i) other |= states[i] ^ readable;
    if (!other) return;
  }
  if (bytes) check(a, bytes, 1, write ? Access::write : Access::read, place);
}

void enlarge(unsigned char *base, unsigned long size) {
  if (arena.base == reinterpret_cast<Address>(base) && arena.size == size) return;
  if (arena.shadow) munmap(arena.shadow, arena.size + 64);
  arena.shadow = static_cast<unsigned char *>(reserve(size + 64));
  arena.base = reinterpret_cast<Address>(base);
  arena.size = arena.shadow ? size : 0;
  arena.displacement = reinterpret_cast<Address>(arena.shadow) - arena.base;
}

bool enlarge_variables() {
  const unsigned capacity = variable_capacity ? 2 * variable_capacity : 256;
  auto *larger = static_cast<Block *>(reserve(capacity * sizeof(Block)));
  if (!larger) return false;
  if (image.blocks) {
    memcpy(larger, image.blocks, variable_capacity * sizeof(Block));
    munmap(image.blocks, variable_capacity * sizeof(Block));
  }
  image.blocks = larger;
  image.recent = nullptr;
  variable_capacity = capacity;
  return true;
}

// The image belongs to the engine, but for the variables that kernels declare.
void cover_image() {
  if (image.shadow) return;
  const unsigned long size = static_cast<unsigned long>(_end - __ehdr_start);
  image.shadow = static_cast<unsigned char *>(reserve(size));
  if (!image.shadow) return;
  image.base = reinterpret_cast<Address>(__ehdr_start);
  image.size = size;
  image.displacement = reinterpret_cast<Address>(image.shadow) - image.base;
  memset(image.shadow, unchecked, size);
}

// Threadgroup memory is what nobody has written.
void spoil(const Region &region) {
  for (unsigned i = 0; i < region.count; ++i) {
    const Block &it = region.blocks[i];
    if (!it.threadgroup) continue;
    memset(it.address, 0xFF, it.length);
    memset(region.states(reinterpret_cast<Address>(it.address)), unwritten, it.length);
  }
}

bool is_written(const Block &buffer) {
  return buffer.use == Buffer_use::output || buffer.use == Buffer_use::threadgroup ||
         buffer.use == Buffer_use::inout;
}

// Of what is only read, nothing needs to be remembered.
template <typename Function>
void for_each_tracked(Function function) {
  for (unsigned i = 0; i < arena.count; ++i) {
    if (is_written(arena.blocks[i])) function(arena.blocks[i]);
  }
  for (unsigned i = 0; i < image.count; ++i) {
    if (image.blocks[i].threadgroup) function(image.blocks[i]);
  }
}

}  // namespace

extern "C" {

void kernel_conformance_checks_begin(Launch *begun, unsigned char *base, unsigned long size,
                                     unsigned char *stacks, unsigned long stacks_size) {
  launch = reporting_to = begun;
  stacks_begin = stacks;
  stacks_length = stacks_size;
  cover_image();
  enlarge(base, size);
  stack_shadow_begin(stacks, stacks_size);
  arena.blocks = buffers;
  arena.count = launch->buffer_count < most_buffers ? launch->buffer_count : most_buffers;
  arena.recent = nullptr;
  for (unsigned i = 0; i < arena.count; ++i) {
    const Buffer_description &it = launch->buffers[i];
    buffers[i] = {it.address, it.length, it.length, i + 1, nullptr, it.use,
                  it.use == Buffer_use::threadgroup, nullptr, 0};
    unsigned char *states = arena.states(reinterpret_cast<Address>(it.address));
    if (it.use != Buffer_use::unbound) {
      const unsigned char begins = it.use == Buffer_use::input   ? readable
                                   : it.use == Buffer_use::inout ? written
                                                                 : unwritten;
      memset(states, begins, it.length);
    }
  }
  Tracked all{};
  for_each_tracked([&all](const Block &block) { all.add(block); });
  races_begin(launch, all);
  for_each_tracked(track);
}

void kernel_conformance_checks_end() {
  for (unsigned i = 0; i < arena.count; ++i) {
    memset(arena.states(reinterpret_cast<Address>(buffers[i].address)), nobodys, buffers[i].length);
  }
}

void kernel_conformance_checks_threadgroup(unsigned index) {
  races_threadgroup(index);
  spoil(image);
  spoil(arena);
}

// Atomics call this; the compiler's callbacks do not see them.
__attribute__((noinline, visibility("hidden"))) void kernel_conformance_check_atomic(
    const volatile void *address, unsigned bytes, bool reads, bool writes) {
  check(reinterpret_cast<Address>(address), bytes, bytes,
        !writes  ? Access::atomic_read
        : !reads ? Access::atomic_write
                 : Access::atomic_update,
        __builtin_return_address(0));
}

#define KERNEL_CONFORMANCE_CALLBACK extern "C" __attribute__((visibility("hidden"))) void

#define KERNEL_CONFORMANCE_SIZE(bytes, States)                                              \
  KERNEL_CONFORMANCE_CALLBACK __asan_load##bytes(Address a) {                               \
    check_load<States>(a, __builtin_return_address(0));                                     \
  }                                                                                         \
  KERNEL_CONFORMANCE_CALLBACK __asan_store##bytes(Address a) {                              \
    check_aligned<States>(a, true, __builtin_return_address(0));                            \
  }
KERNEL_CONFORMANCE_SIZE(1, unsigned char)
KERNEL_CONFORMANCE_SIZE(2, unsigned short)
KERNEL_CONFORMANCE_SIZE(4, unsigned)
KERNEL_CONFORMANCE_SIZE(8, unsigned long)
KERNEL_CONFORMANCE_SIZE(16, unsigned __int128)
#undef KERNEL_CONFORMANCE_SIZE

KERNEL_CONFORMANCE_CALLBACK __asan_loadN(Address a, unsigned long bytes) {
  check_range(a, bytes, false, __builtin_return_address(0));
}
KERNEL_CONFORMANCE_CALLBACK __asan_storeN(Address a, unsigned long bytes) {
  check_range(a, bytes, true, __builtin_return_address(0));
}

__attribute__((visibility("hidden"))) void *__asan_memcpy(void *to, const void *from,
                                                          unsigned long bytes) {
  check_range(reinterpret_cast<Address>(from), bytes, false, __builtin_return_address(0));
  check_range(reinterpret_cast<Address>(to), bytes, true, __builtin_return_address(0));
  return memcpy(to, from, bytes);
}
__attribute__((visibility("hidden"))) void *__asan_memmove(void *to, const void *from,
                                                           unsigned long bytes) {
  check_range(reinterpret_cast<Address>(from), bytes, false, __builtin_return_address(0));
  check_range(reinterpret_cast<Address>(to), bytes, true, __builtin_return_address(0));
  return memmove(to, from, bytes);
}
__attribute__((visibility("hidden"))) void *__asan_memset(void *to, int value,
                                                          unsigned long bytes) {
  check_range(reinterpret_cast<Address>(to), bytes, true, __builtin_return_address(0));
  return memset(to, value, bytes);
}

// Variables of kernels, told when the library is loaded: each has a red zone behind it.
KERNEL_CONFORMANCE_CALLBACK __asan_register_globals(const Compiler_global *globals,
                                                    unsigned long count) {
  cover_image();
  if (!image.shadow) return;
  for (unsigned long i = 0; i < count; ++i) {
    const Compiler_global &it = globals[i];
    if (image.count == variable_capacity && !enlarge_variables()) return;
    Block &variable = image.blocks[image.count];
    variable = {reinterpret_cast<unsigned char *>(it.address), it.length, it.length_with_red_zone,
                0, it.name, Buffer_use::input, false, nullptr, 0};
    variable.threadgroup = is_threadgroup(variable);
    variable.use = variable.threadgroup ? Buffer_use::output : Buffer_use::input;
    memset(image.states(it.address), nobodys, it.length_with_red_zone);
    memset(image.states(it.address), variable.threadgroup ? unwritten : readable, it.length);
    ++image.count;
  }
}
KERNEL_CONFORMANCE_CALLBACK __asan_register_elf_globals(unsigned long *flag,
                                                        const Compiler_global *begin,
                                                        const Compiler_global *end) {
  if (!*flag) __asan_register_globals(begin, static_cast<unsigned long>(end - begin));
  *flag = 1;
}

KERNEL_CONFORMANCE_CALLBACK __asan_unregister_globals(const Compiler_global *, unsigned long) {}
KERNEL_CONFORMANCE_CALLBACK __asan_unregister_elf_globals(unsigned long *, const Compiler_global *,
                                                          const Compiler_global *) {}
KERNEL_CONFORMANCE_CALLBACK __asan_version_mismatch_check_v8() {}
KERNEL_CONFORMANCE_CALLBACK __asan_handle_no_return() {}
}
