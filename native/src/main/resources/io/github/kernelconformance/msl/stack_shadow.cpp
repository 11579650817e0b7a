// Arrays of a thread, as AddressSanitizer lays out a frame: each array between red zones, a granule
// of 16 bytes for each byte of shadow. 0 is a granule that may be accessed, 1 to 15 one whose first
// bytes may be, and the rest are red zones.
#include "stack_shadow.h"

#include "checks.h"
#include "crash.h"

using namespace kernel_conformance;

extern "C" {
void *mmap(void *, unsigned long, int, int, int, long);
void *memset(void *, int, unsigned long);

// Where the compiler's code finds the shadow: (address >> 4) + this.
__attribute__((visibility("hidden"))) unsigned long __asan_shadow_memory_dynamic_address;
}

namespace {

using Address = unsigned long;

constexpr unsigned scale = 4;
constexpr unsigned long granule = 1ul << scale;
constexpr unsigned char left_red_zone = 0xF1;

// What the compiler writes at the start of a frame with arrays. The description reads
// "count offset length name-length name offset ...".
struct Frame {
  unsigned long magic;
  const char *description;
};
constexpr unsigned long frame_magic = 0x41B58AB3;

// Names, kept apart from their descriptions because nothing ends them there.
struct Name {
  const char *described;
  char text[56];
};
constexpr unsigned most_names = 64;
Name names[most_names];
unsigned name_count;

unsigned char *covered;
unsigned long covered_size;

unsigned char &shadow(Address a) {
  return *reinterpret_cast<unsigned char *>((a >> scale) + __asan_shadow_memory_dynamic_address);
}

void cover(unsigned char *begin, unsigned long size) {
  if (covered == begin && covered_size == size) return;
  void *memory = mmap(nullptr, size >> scale, 3, 0x4022, -1, 0);
  if (memory == reinterpret_cast<void *>(-1)) __builtin_trap();
  covered = begin;
  covered_size = size;
  __asan_shadow_memory_dynamic_address =
      reinterpret_cast<Address>(memory) - (reinterpret_cast<Address>(begin) >> scale);
}

const char *number(const char *text, unsigned long &value) {
  value = 0;
  while (*text >= '0' && *text <= '9') value = value * 10 + static_cast<unsigned long>(*text++ - '0');
  return *text == ' ' ? text + 1 : text;
}

const char *keep(const char *described, unsigned long length) {
  for (unsigned i = 0; i < name_count; ++i) {
    if (names[i].described == described) return names[i].text;
  }
  if (name_count == most_names) return nullptr;
  Name &name = names[name_count++];
  name.described = described;
  unsigned long i = 0;
  // A line may stand behind the name.
  for (; i < length && i < sizeof name.text - 1 && described[i] != ':'; ++i) name.text[i] = described[i];
  name.text[i] = 0;
  return name.text;
}

// The array of a frame that is nearest to an address.
void find(Address a, const Frame &frame, Local &local) {
  unsigned long count, offset, length, name_length, best = ~0ul;
  const char *text = number(frame.description, count);
  for (; count; --count) {
    text = number(number(number(text, offset), length), name_length);
    const Address begin = reinterpret_cast<Address>(&frame) + offset;
    const Address end = begin + length;
    const unsigned long distance = a < begin ? begin - a : a < end ? 0 : a - end + 1;
    if (distance < best) {
      best = distance;
      local = {reinterpret_cast<unsigned char *>(begin), length, keep(text, name_length)};
    }
    text += name_length;
    if (*text == ' ') ++text;
  }
}

bool allowed(Address a) {
  const unsigned char state = shadow(a);
  return state == 0 || (state < granule && (a & (granule - 1)) < state);
}

}  // namespace

void kernel_conformance::stack_shadow_begin(unsigned char *stacks, unsigned long size) {
  cover(stacks, size);
  name_count = 0;
}

Stack_access kernel_conformance::stack_access(Address a, unsigned long bytes, unsigned alignment,
                                              Local &local) {
  const char *here = static_cast<const char *>(__builtin_frame_address(0));
  const Stack own = stack_around(here);
  const Address low = reinterpret_cast<Address>(here), end = reinterpret_cast<Address>(own.end);
  if (a < low || a >= end || bytes > end - a) return Stack_access::elsewhere;
  // Most accesses are to whole granules.
  if (bytes <= granule && !shadow(a) && !shadow(a + bytes - 1) && a % alignment == 0) {
    return Stack_access::allowed;
  }
  unsigned long i = 0;
  while (i < bytes && allowed(a + i)) ++i;
  if (i == bytes && a % alignment == 0) return Stack_access::allowed;
  local = {};
  // The frame begins with the first of the red zones to the left.
  Address start = (a + i) & ~(granule - 1);
  while (start > low && shadow(start) != left_red_zone) start -= granule;
  while (start > low && shadow(start - granule) == left_red_zone) start -= granule;
  const Frame &frame = *reinterpret_cast<const Frame *>(start);
  if (frame.magic == frame_magic) find(a, frame, local);
  return i == bytes ? Stack_access::misaligned : Stack_access::outside;
}

extern "C" {

// A lane that leaves does not end its functions.
void kernel_conformance_checks_left() {
  const char *here = static_cast<const char *>(__builtin_frame_address(0));
  const Stack own = stack_around(here);
  const Address low = reinterpret_cast<Address>(here), end = reinterpret_cast<Address>(own.end);
  memset(&shadow(low), 0, (end - low + granule - 1) >> scale);
}
}

#define KERNEL_CONFORMANCE_CALLBACK extern "C" __attribute__((visibility("hidden"))) void

// Constructors of the library run before any lane does, on the stack of whoever loads it.
KERNEL_CONFORMANCE_CALLBACK __asan_init() {
  constexpr unsigned long below = 8ul << 20, above = 1ul << 20;
  cover(static_cast<unsigned char *>(__builtin_frame_address(0)) - below, below + above);
}

#define KERNEL_CONFORMANCE_SET_SHADOW(value)                                            \
  KERNEL_CONFORMANCE_CALLBACK __asan_set_shadow_##value(void *at, unsigned long size) { \
    memset(at, 0x##value, size);                                                        \
  }
KERNEL_CONFORMANCE_SET_SHADOW(00)
KERNEL_CONFORMANCE_SET_SHADOW(01)
KERNEL_CONFORMANCE_SET_SHADOW(02)
KERNEL_CONFORMANCE_SET_SHADOW(03)
KERNEL_CONFORMANCE_SET_SHADOW(04)
KERNEL_CONFORMANCE_SET_SHADOW(05)
KERNEL_CONFORMANCE_SET_SHADOW(06)
KERNEL_CONFORMANCE_SET_SHADOW(07)
KERNEL_CONFORMANCE_SET_SHADOW(f1)
KERNEL_CONFORMANCE_SET_SHADOW(f2)
KERNEL_CONFORMANCE_SET_SHADOW(f3)
KERNEL_CONFORMANCE_SET_SHADOW(f5)
KERNEL_CONFORMANCE_SET_SHADOW(f8)
