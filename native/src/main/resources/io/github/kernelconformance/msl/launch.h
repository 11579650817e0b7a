// What the plugin and the engine hand each other. NativeLaunch in the plugin writes a Launch and reads
// what comes back by these offsets, so their layout is fixed.
#pragma once

namespace kernel_conformance {

using Entry = void (*)(void *const *arguments);

// What a launch may do with a buffer.
enum class Buffer_use : unsigned {
  input,   // read
  output,  // written, and then read
  unbound, // nothing: the launch has no such argument
  threadgroup, // written, and then read, by one threadgroup
  inout,   // read and written
};

struct Buffer_description {
  unsigned char *address;
  unsigned long length;
  Buffer_use use;
  unsigned behind; // bytes past the end that are guard bytes; a page that nobody may touch may follow
};

enum class Finding_kind : unsigned {
  out_of_bounds = 1,
  overwritten,    // bytes beside a buffer changed; nobody saw who did it
  uninitialized,
  unbound,
  misaligned,
  input_written,
  wild,           // an address that is nobody's
  null,
  race,
  divergence,     // a SIMD-group operation
  barrier,        // a threadgroup barrier
  array_index,
  overflow,
  division,
  conversion,     // from floating point to an integer that cannot hold it
  invalid_value,  // of a bool or an enumeration
  unreachable,    // the end of a function that should return a value
  missing_fence,  // a race, but for a barrier that orders no memory
  guarded,        // an access to the page that guards the end of a buffer; how wide is unknown
};

// A thread at a place. A place is an address in the library, relative to its start; 0 is none.
struct Site {
  unsigned long place;
  unsigned threadgroup; // as a linear index into the grid, x first
  unsigned thread;      // as a linear index into the threadgroup
};

// What one cause did, the first time; `count` tells how often it did it.
struct Finding {
  Finding_kind kind;
  unsigned buffer;       // 1 + index of the buffer; 0 where `name` tells, or nothing does
  Site site;
  Site other;            // of a race, a missing fence or divergence
  unsigned long count;
  long offset;           // in bytes from the start of the buffer
  unsigned bytes;
  unsigned write;
  long out_by;           // how far the access reaches past the end or before the start
  unsigned long length;  // of the buffer
  const char *name;      // of a variable, with its function
  const char *file;      // where the compiler said it
  unsigned line, column;
  const char *type;      // the type that cannot hold a value or be indexed so
  const char *value_type;
  unsigned long values[2]; // operands, extended to 64 bits, or the bits of a floating-point value
  const char *operation;
};

// Checks of a launch, one bit each.
constexpr unsigned check_memory = 1, check_race = 2, check_undefined = 4, check_fence = 8,
                   check_any = 15;

struct Launch {
  Entry kernel;
  void *const *arguments;
  const Buffer_description *buffers;
  Finding *findings;
  unsigned long seed;     // of the order of lanes, SIMD groups and threadgroups; 0 is the plain one
  unsigned long redundant; // out: writes of what another thread had written, without order
  unsigned buffer_count;
  unsigned finding_capacity;
  unsigned finding_count; // out
  unsigned checks;
  unsigned threadgroups[3];
  unsigned threads[3];
  unsigned grid[3]; // in threads, where threadgroups at its edges have fewer; else 0
  unsigned reserved;
};

static_assert(sizeof(Buffer_description) == 24);
static_assert(sizeof(Finding) == 144);
static_assert(sizeof(Launch) == 104);

}  // namespace kernel_conformance
