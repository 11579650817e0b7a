// The report of a fatal signal; see crash.h. What runs in the handler calls only what POSIX calls
// async-signal-safe. The structures are those of Linux's C libraries on x86-64 and AArch64, declared
// here because no header of the machine is used.
#include "crash.h"

#include "engine.h"

using namespace kernel_conformance;

namespace {

struct Signal_action {
  void (*handler)(int, void *, void *);
  unsigned long mask[16];
  int flags;
  void (*restorer)();
};

struct Signal_stack {
  void *address;
  int flags;
  unsigned long size;
};

// siginfo_t: what is used of it.
struct Signal_info {
  int signal, error, code;
  alignas(8) const char *address;
};

// ucontext_t: what is used of it.
struct Machine_state {
  const char *program_counter;
  const char *stack_pointer;
  const char *link; // the return address that is in a register, where the processor has one
  bool writes; // whether an access that failed is a write

  explicit Machine_state(const void *context) {
    const auto word = [context](unsigned offset) {
      return *reinterpret_cast<const char *const *>(static_cast<const char *>(context) + offset);
    };
#if defined(__x86_64__)
    stack_pointer = word(160);
    program_counter = word(168);
    link = nullptr;
    constexpr unsigned long of_a_write = 2; // in the error code of a page fault
    writes = reinterpret_cast<unsigned long>(word(192)) & of_a_write;
#elif defined(__aarch64__)
    link = word(424);
    stack_pointer = word(432);
    program_counter = word(440);
    // What follows is a list of records, of which one may have the exception's syndrome.
    constexpr unsigned syndrome = 0x45535201;
    struct Record {
      unsigned magic, size;
      unsigned long value;
    };
    writes = false;
    const char *at = static_cast<const char *>(context) + 464;
    const char *end = at + 4096;
    while (at < end) {
      const Record &it = *reinterpret_cast<const Record *>(at);
      if (!it.magic || !it.size) break;
      if (it.magic == syndrome) writes = it.value >> 6 & 1;
      at += it.size;
    }
#endif
  }
};

}  // namespace

extern "C" {
int sigaction(int, const Signal_action *, Signal_action *);
int sigaltstack(const Signal_stack *, Signal_stack *);
long write(int, const void *, unsigned long);
[[noreturn]] void _exit(int);

// The bounds of this library's code, set by the linker.
__attribute__((visibility("hidden"))) extern const char __ehdr_start[];
__attribute__((visibility("hidden"))) extern const char etext[];
}

namespace {

constexpr int signals[] = {4 /* ILL */, 5 /* TRAP */, 6 /* ABRT */, 7 /* BUS */, 8 /* FPE */, 11 /* SEGV */};
constexpr unsigned signal_count = sizeof signals / sizeof *signals;
constexpr unsigned most_offsets = 16;

bool installed;
Signal_action previous_actions[signal_count];
alignas(16) char handler_stack[65536];
Signal_stack previous_stack;

// A line, put together without the C library.
class Line {
 public:
  void text(const char *it) {
    while (*it) put(*it++);
  }

  void number(unsigned long value) {
    put(' ');
    int shift = 60;
    while (shift && !(value >> shift)) shift -= 4;
    for (; shift >= 0; shift -= 4) put("0123456789abcdef"[value >> shift & 15]);
  }

  void send() {
    put('\n');
    constexpr int standard_error = 2;
    const char *rest = buffer_;
    while (length_) {
      const long written = write(standard_error, rest, length_);
      if (written <= 0) return;
      rest += written;
      length_ -= static_cast<unsigned long>(written);
    }
  }

 private:
  void put(char it) {
    if (length_ < sizeof buffer_) buffer_[length_++] = it;
  }

  char buffer_[512]; // a pipe takes as much at once
  unsigned long length_ = 0;
};

bool is_code(const char *address) { return address >= __ehdr_start && address < etext; }

enum class Call { none, within, out };

// What the instruction before an address is, so that the address may be a return address: no call, a
// call within this library, or one that may leave it, by a pointer or by the linker's table.
Call call_before(const char *address) {
  if (!is_code(address - 8) || !is_code(address - 1)) return Call::none;
#if defined(__x86_64__)
  const auto byte = [address](int offset) { return static_cast<unsigned char>(address[offset]); };
  const auto indirect = [byte](int length) {
    return byte(-length) == 0xFF && (byte(1 - length) >> 3 & 7) == 2;
  };
  if (byte(-5) == 0xE8) {
    int distance;
    __builtin_memcpy(&distance, address - 4, sizeof distance);
    if (!is_code(address + distance)) return Call::none;
    // An entry of the table is a jump by a pointer.
    return byte(distance) == 0xFF && byte(distance + 1) == 0x25 ? Call::out : Call::within;
  }
  return indirect(2) || indirect(3) || indirect(6) || indirect(7) ? Call::out : Call::none;
#elif defined(__aarch64__)
  const auto instruction = [](const char *at) {
    unsigned word;
    __builtin_memcpy(&word, at, sizeof word);
    return word;
  };
  const unsigned call = instruction(address - 4);
  if ((call & 0xFC000000) == 0x94000000) {
    const long distance = static_cast<int>(call << 6) >> 6;
    const char *target = address - 4 + distance * 4;
    if (!is_code(target)) return Call::none;
    // An entry of the table first takes the address of a pointer into x16.
    return (instruction(target) & 0x9F00001F) == 0x90000010 ? Call::out : Call::within;
  }
  return (call & 0xFFFFFC1F) == 0xD63F0000 ? Call::out : Call::none;
#endif
}

void offset(Line &line, const char *address) {
  line.number(static_cast<unsigned long>(address - __ehdr_start));
}

// The instruction if it is of this library, and what looks like a return address on the lane's stack.
// The kernel may have called out of the library, as to abort, where no unwinding is to be had; what
// is on the stack from earlier calls is then told from that call by where it went.
void offsets(Line &line, const Machine_state &state) {
  bool inside = is_code(state.program_counter);
  if (inside) {
    offset(line, state.program_counter);
  } else if (state.link && call_before(state.link) == Call::out) {
    offset(line, state.link - 1);
    inside = true;
  }
  const Stack stack = stack_around(state.stack_pointer);
  const char *from = state.stack_pointer < stack.low ? stack.low : state.stack_pointer;
  unsigned found = 0;
  for (const char *it = from; it < stack.end && found < most_offsets; it += sizeof(void *)) {
    const char *candidate = *reinterpret_cast<const char *const *>(it);
    const Call call = call_before(candidate);
    if (call == Call::none || (call == Call::within && !inside)) continue;
    inside = true;
    offset(line, candidate - 1);
    ++found;
  }
}

[[noreturn]] void report(int signal, const Signal_info &info, const Machine_state &state) {
  const Stack stack = stack_around(info.address);
  const Lane &lane = *kernel_conformance_lane;
  const Extent &threadgroup = kernel_conformance_grid.threadgroup;
  Line line;
  line.text("\nkernel_conformance_fault");
  line.number(static_cast<unsigned>(signal));
  line.number(static_cast<unsigned>(info.code));
  line.number(reinterpret_cast<unsigned long>(info.address));
  line.number(info.address < stack.low);
  line.number(threadgroup.x);
  line.number(threadgroup.y);
  line.number(threadgroup.z);
  line.number(lane.index_in_threadgroup);
  offsets(line, state);
  line.send();
  _exit(128 + signal);
}

// Leaves the signal to whoever handled it before.
void pass_on(int signal, void *info, void *context) {
  constexpr unsigned long default_action = 0, ignore = 1;
  for (unsigned i = 0; i < signal_count; ++i) {
    if (signals[i] != signal) continue;
    const Signal_action &previous = previous_actions[i];
    const auto handler = reinterpret_cast<unsigned long>(previous.handler);
    if (handler == default_action) {
      sigaction(signal, &previous, nullptr);  // the instruction faults again, and ends the process
    } else if (handler != ignore) {
      previous.handler(signal, info, context);
    }
  }
}

void handle(int signal, void *info, void *context) {
  // Only the thread of the launch handles signals on this stack, and only during the launch.
  const auto *here = static_cast<const char *>(__builtin_frame_address(0));
  if (here >= handler_stack && here < handler_stack + sizeof handler_stack) {
    constexpr int invalid_access = 11;
    const Machine_state state(context);
    const char *instruction = is_code(state.program_counter) ? state.program_counter : nullptr;
    if (signal == invalid_access && open_guard(static_cast<const Signal_info *>(info)->address,
                                               instruction, state.writes)) {
      return;
    }
    report(signal, *static_cast<const Signal_info *>(info), Machine_state(context));
  }
  pass_on(signal, info, context);
}

void install() {
  constexpr int with_info = 4, on_stack = 0x08000000, restart = 0x10000000;
  Signal_action action{};
  action.handler = handle;
  action.flags = with_info | on_stack | restart;
  for (unsigned i = 0; i < signal_count; ++i) sigaction(signals[i], &action, &previous_actions[i]);
  installed = true;
}

}  // namespace

Crash_guard::Crash_guard() {
  if (!installed) install();
  const Signal_stack stack{handler_stack, 0, sizeof handler_stack};
  sigaltstack(&stack, &previous_stack);
}

Crash_guard::~Crash_guard() { sigaltstack(&previous_stack, nullptr); }
