// The check of races: each byte that may be written has a history of the last accesses to it.
//
// Threads mostly access a piece of memory in elements of one size. The bytes of an element then have the
// same history, which is kept once. An access to a part of an element, or to parts of two, makes the
// elements of its piece smaller.
#include "race.h"

#include "findings.h"

using namespace kernel_conformance;

extern "C" {
void *mmap(void *, unsigned long, int, int, int, long);
int munmap(void *, unsigned long);
void *memcpy(void *, const void *, unsigned long);

// Where this library begins, set by the linker.
__attribute__((visibility("hidden"))) extern unsigned char __ehdr_start[];
}

namespace {

constexpr unsigned long piece_size = 1024;
constexpr unsigned largest_element = 4; // log2 of 16 bytes, the widest that the compiler accesses at once

// An access, for later ones to be compared with.
struct Touch {
  unsigned threadgroup; // serial number; of an earlier launch it is less than this one's first
  unsigned short thread;
  unsigned short atomic;
  unsigned place;
  Epochs epochs;
  Epochs group_epochs;
};

// Of readers, two suffice: with two of different threads every writer conflicts with one of them.
struct Readers {
  Touch each[2];
};

}  // namespace

// What is known of piece_size bytes of a block. History number k is that of element k; one of no element is
// of an earlier launch.
struct kernel_conformance::Piece {
  unsigned begun;        // the first serial number of the launch that the rest is of
  unsigned char element; // log2 of its size
  bool read;             // readers have been remembered
};

namespace {

Touch *writers;
Readers *readers;
Piece *pieces;
unsigned long byte_capacity, piece_capacity;
unsigned long byte_count, piece_count; // that blocks have taken

Launch *launch;
unsigned first_serial = 1, last_serial = 1, serial = 1;

// Zeroed memory that is there once it is touched.
template <typename T>
bool reserve(T *&memory, unsigned long count) {
  void *reserved = mmap(nullptr, count * sizeof(T), 3, 0x4022, -1, 0);
  memory = reserved == reinterpret_cast<void *>(-1) ? nullptr : static_cast<T *>(reserved);
  return memory;
}

template <typename T>
void give_back(T *&memory, unsigned long count) {
  if (memory) munmap(memory, count * sizeof(T));
  memory = nullptr;
}

bool reserve_histories(unsigned long byte_room, unsigned long piece_room) {
  give_back(writers, byte_capacity);
  give_back(readers, byte_capacity);
  give_back(pieces, piece_capacity);
  byte_capacity = byte_room;
  piece_capacity = piece_room;
  if (reserve(writers, byte_room) && reserve(readers, byte_room) && reserve(pieces, piece_room)) return true;
  give_back(writers, byte_room);
  give_back(readers, byte_room);
  give_back(pieces, piece_room);
  byte_capacity = piece_capacity = 0;
  return false;
}

unsigned long pieces_of(unsigned long bytes) { return (bytes + piece_size - 1) / piece_size; }

// How the running lane's access stands to an earlier one, the worst last.
enum class Order {
  ordered,
  unfenced, // after a barrier of mem_none, which orders threads but not memory
  unordered,
};

Order order(const Touch &earlier, const Touch &now, bool threadgroup) {
  if (earlier.threadgroup < first_serial) return Order::ordered;
  if (earlier.atomic && now.atomic) return Order::ordered;
  if (earlier.threadgroup != now.threadgroup) {
    return threadgroup ? Order::ordered : Order::unordered;
  }
  if (earlier.thread == now.thread) return Order::ordered;
  const bool one_group = earlier.thread / simd_width == now.thread / simd_width;
  const auto passed = [&](auto epoch) {
    return epoch(earlier.epochs) != epoch(now.epochs) ||
           (one_group && epoch(earlier.group_epochs) != epoch(now.group_epochs));
  };
  if (passed([threadgroup](const Epochs &epochs) {
        return threadgroup ? epochs.threadgroup : epochs.device;
      })) {
    return Order::ordered;
  }
  return passed([](const Epochs &epochs) { return epochs.none; }) ? Order::unfenced
                                                                  : Order::unordered;
}

bool same_thread(const Touch &a, const Touch &b) {
  return a.threadgroup == b.threadgroup && a.thread == b.thread;
}

void remember(Readers &readers, const Touch &now, bool threadgroup) {
  for (Touch &reader : readers.each) {
    if (same_thread(reader, now)) {
      reader = now;
      return;
    }
  }
  // A later writer is worse off with a reader after a barrier than with one before it.
  constexpr Order weakest[] = {Order::ordered, Order::unfenced};
  for (const Order least : weakest) {
    for (Touch &reader : readers.each) {
      if (order(reader, now, threadgroup) == least) {
        reader = now;
        return;
      }
    }
  }
}

Site site_of(const Touch &touch) {
  return {touch.place, touch.threadgroup - first_serial, touch.thread};
}

void report_order(Order order, const Block &block, unsigned long a, unsigned long bytes, bool write,
                  const Site &site, const Site &other) {
  if (order == Order::unfenced) {
    report_access(Finding_kind::missing_fence, check_fence, block, a, bytes, write, site, other);
  } else {
    report_access(Finding_kind::race, check_race, block, a, bytes, write, site, other);
  }
}

// A store that writes where another thread wrote, allowed if it changes nothing.
struct Pending {
  Order order;
  unsigned long address;
  unsigned bytes;
  unsigned char before[32];
  const Block *block;
  Site site, other;
};

constexpr unsigned most_pending = 16;
Pending pending[most_pending];

void defer(Order order, const Block &block, unsigned long a, unsigned long bytes, const Site &site,
           const Site &other) {
  // A structure is wider than a part.
  constexpr unsigned long part = sizeof(Pending::before);
  if (bytes > part * (most_pending - pending_stores)) {
    report_order(order, block, a, bytes, true, site, other);
    return;
  }
  while (bytes) {
    Pending &it = pending[pending_stores++];
    it.order = order;
    it.address = a;
    it.bytes = static_cast<unsigned>(bytes < part ? bytes : part);
    memcpy(it.before, reinterpret_cast<const void *>(a), it.bytes);
    it.block = &block;
    it.site = site;
    it.other = other;
    a += it.bytes;
    bytes -= it.bytes;
  }
}

// An access of the running lane.
struct Compared {
  const Block &block;
  unsigned long address, bytes;
  bool write, atomic;
  const void *place;
  Order worst; // of what it was compared with; only what is worse is reported

  // Most accesses are the first to their bytes.
  void with_writer(const Touch &earlier) {
    if (earlier.threadgroup >= first_serial) compare(earlier, write && !atomic);
  }
  void with_readers(const Readers &readers) {
    for (const Touch &earlier : readers.each) {
      if (earlier.threadgroup >= first_serial) compare(earlier, false);
    }
  }

  // Made where it is kept: to copy it from where it was just put together, in wider parts, is slow.
  Touch touch() const {
    const Lane *lane = kernel_conformance_lane;
    const long from_start = static_cast<const unsigned char *>(place) - __ehdr_start;
    return {serial, static_cast<unsigned short>(lane->index_in_threadgroup), atomic,
            static_cast<unsigned>(from_start), kernel_conformance_grid.epochs, lane->group->epochs};
  }

  __attribute__((noinline)) void remember_in(Readers &readers) const {
    remember(readers, touch(), block.threadgroup);
  }

  __attribute__((noinline)) void compare(const Touch &earlier, bool may_change_nothing) {
    const Order it = order(earlier, touch(), block.threadgroup);
    if (it <= worst) return;
    worst = it;
    if (may_change_nothing) {
      defer(it, block, address, bytes, here(place), site_of(earlier));
    } else {
      report_order(it, block, address, bytes, write, here(place), site_of(earlier));
    }
  }
};

// Gives the parts of each element, of which there are `count`, what the element has.
template <typename History>
void split(History *histories, unsigned long count, unsigned parts) {
  for (unsigned long k = count; k-- > 0;) {
    const History whole = histories[k];
    for (unsigned long part = 0; part < parts; ++part) histories[k * parts + part] = whole;
  }
}

// Gives a piece of this length smaller elements, or its first ones in this launch. Its histories begin
// at `first`; `element` is the log2 of their size.
__attribute__((noinline)) void divide(Piece &piece, unsigned long first, unsigned long length,
                                      unsigned element) {
  if (piece.begun != first_serial) {
    piece = {first_serial, static_cast<unsigned char>(element), false};
    return;
  }
  const unsigned long count = length >> piece.element;
  const unsigned parts = 1u << (piece.element - element);
  split(writers + first, count, parts);
  if (piece.read) split(readers + first, count, parts);
  piece.element = static_cast<unsigned char>(element);
}

}  // namespace

unsigned kernel_conformance::pending_stores;

void Tracked::add(const Block &block) {
  bytes += block.length;
  pieces += pieces_of(block.length);
}

void kernel_conformance::races_begin(Launch *begun, const Tracked &all) {
  launch = begun;
  const unsigned *size = launch->threadgroups;
  first_serial = last_serial;
  last_serial += size[0] * size[1] * size[2];
  byte_count = piece_count = 0;
  if (all.bytes <= byte_capacity && all.pieces <= piece_capacity) return;
  // Launches often grow little by little, and fresh memory costs more than most of them.
  if (!reserve_histories(all.bytes + all.bytes / 4, all.pieces + all.pieces / 4)) {
    reserve_histories(all.bytes, all.pieces);
  }
}

void kernel_conformance::track(Block &block) {
  const unsigned long bytes = byte_count + block.length, pieces_with = piece_count + pieces_of(block.length);
  block.pieces = nullptr;
  if (bytes > byte_capacity || pieces_with > piece_capacity) return;
  block.pieces = pieces + piece_count;
  block.first = byte_count;
  byte_count = bytes;
  piece_count = pieces_with;
}

void kernel_conformance::races_threadgroup(unsigned index) { serial = first_serial + index; }

void kernel_conformance::check_order(const Block &block, unsigned long a, unsigned long bytes, bool write,
                                     bool atomic, const void *place) {
  Compared access = {block, a, bytes, write, atomic, place, Order::ordered};
  for (unsigned long offset = a - reinterpret_cast<unsigned long>(block.address), end = offset + bytes;
       offset < end;) {
    const unsigned long begin = offset / piece_size * piece_size, behind = begin + piece_size;
    const unsigned long until = end < behind ? end : behind, first = block.first + begin;
    Piece &piece = block.pieces[begin / piece_size];
    // The largest of which these bytes are whole ones.
    const auto element =
        static_cast<unsigned>(__builtin_ctzl(offset | (until - offset) | 1ul << largest_element));
    if (piece.begun != first_serial || element < piece.element) {
      divide(piece, first, (block.length < behind ? block.length : behind) - begin, element);
    }
    const unsigned long last = first + ((until - begin) >> piece.element);
    for (unsigned long k = first + ((offset - begin) >> piece.element); k < last; ++k) {
      access.with_writer(writers[k]);
      if (write) {
        if (piece.read) access.with_readers(readers[k]);
        writers[k] = access.touch();
      } else {
        piece.read = true;
        access.remember_in(readers[k]);
      }
    }
    offset = until;
  }
}

extern "C" void kernel_conformance_checks_settle() {
  for (unsigned i = 0; i < pending_stores; ++i) {
    const Pending &it = pending[i];
    const auto *after = reinterpret_cast<const unsigned char *>(it.address);
    bool same = true;
    for (unsigned k = 0; k < it.bytes; ++k) same &= after[k] == it.before[k];
    if (same) {
      ++launch->redundant;
    } else {
      report_order(it.order, *it.block, it.address, it.bytes, true, it.site, it.other);
    }
  }
  pending_stores = 0;
}
