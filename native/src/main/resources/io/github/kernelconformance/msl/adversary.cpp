// What the engine and the compiled text of kernels ask of an adversary.
#include "adversary.h"

#include "checks.h"

namespace kernel_conformance {

static_assert(sizeof(Adversary) == 24);

// The processor's own way to take subnormal floats for zero, and to give zero for them. Conversions
// from half and to it are not under it.
#if defined(__x86_64__)
using Control = unsigned;
constexpr Control flushing = 0x8040; // FTZ and DAZ
static Control control() { return __builtin_ia32_stmxcsr(); }
static void set_control(Control value) { __builtin_ia32_ldmxcsr(value); }
#else
using Control = unsigned long;
constexpr Control flushing = 1ul << 24; // FZ
static Control control() {
  Control value;
  asm volatile("mrs %0, fpcr" : "=r"(value));
  return value;
}
static void set_control(Control value) { asm volatile("msr fpcr, %0" : : "r"(value)); }
#endif

static Control before;

extern "C" {

void kernel_conformance_adversary_begin() {
  before = control();
  if (kernel_conformance_adversary.flush) set_control(before | flushing);
}

void kernel_conformance_adversary_end() { set_control(before); }

// What the operator / of floats becomes with fast math; Divisions in the plugin puts them there.
__attribute__((visibility("hidden"))) float kernel_conformance_divide(float x, float y) {
  return fast_row::divide(x, y);
}
}

}  // namespace kernel_conformance
