// Kernels that go wrong where `in` says so, and are right where it does not. The lines at which they
// go wrong are marked with the kernel's name.
#include <metal_stdlib>
using namespace metal;

// Checked text gives its functions internal linkage; the labels keep these names as they are.
extern "C" void abort() __asm__("abort");
extern "C" void *malloc(ulong) __asm__("malloc");
extern "C" int getpid() __asm__("getpid");
extern "C" int kill(int, int) __asm__("kill");
extern "C" int mkdir(const char *, uint) __asm__("mkdir");

// Reads through the address in[0].
[[kernel]] void null_dereference(const device long *in, device int *out,
                                 uint i [[thread_position_in_grid]]) {
  out[i] = 42;
  if (i == 5 && in[0] < 100) {
    out[i] = *reinterpret_cast<const device int *>(in[0]);  // null_dereference
  }
}

__attribute__((noinline)) long depth(long n) { volatile long m = n; return m ? depth(m - 1) + 1 : 0; }  // recursion

// Calls itself in[0] times.
[[kernel]] void recursion(const device long *in, device int *out,
                          uint i [[thread_position_in_grid]]) {
  out[i] = int(depth(in[0]) - in[0]) + 42;
}

// Thread in[0] calls itself until its stack is used up, where there is such a thread.
[[kernel]] void recursion_of_one(const device long *in, device int *out,
                                 uint i [[thread_position_in_grid]]) {
  out[i] = 42 + int(depth(i == in[0] ? 1000000000 : 0) / 1000000000);
}

__attribute__((noinline)) int sum(int value) {  // large_variable
  volatile int values[1 << 20];
  values[value << 14] = value;
  return values[value << 14];
}

// Has a variable of 4 MB where in[0] is not 0.
[[kernel]] void large_variable(const device long *in, device int *out,
                               uint i [[thread_position_in_grid]]) {
  out[i] = in[0] ? sum(int(i % 64)) : 42;
}

[[kernel]] void division(const device long *in, device int *out,
                         uint i [[thread_position_in_grid]]) {
  out[i] = 84 / int(in[0]);  // division
}

// Loops for ever where in[0] is not 0.
[[kernel]] void endless_loop(const device long *in, device int *out,
                             uint i [[thread_position_in_grid]]) {
  out[i] = 42;
  for (volatile long go = in[0]; go;) {
  }
}

// Makes the directory whose name is in `name`, to show that it runs, and loops for ever.
[[kernel]] void endless_loop_with_a_sign(const device char *name, const device long *in,
                                         device int *out) {
  mkdir(name, 0700);
  for (volatile long go = in[0]; go;) {
  }
  out[0] = 42;
}

// Allocates in[0] blocks of 16 MB.
[[kernel]] void allocation(const device long *in, device int *out,
                           uint i [[thread_position_in_grid]]) {
  out[i] = 42;
  for (long block = 0; block < in[0]; ++block) {
    *static_cast<volatile int *>(malloc(1 << 24)) = 1;  // allocation
  }
}

[[kernel]] void aborting(const device long *in, device int *out,
                         uint i [[thread_position_in_grid]]) {
  out[i] = 42;
  if (in[0]) abort();  // aborting
}

// Writes in[0] bytes away from `out`.
[[kernel]] void far_write(const device long *in, device int *out,
                          uint i [[thread_position_in_grid]]) {
  out[i] = 42;
  if (in[0]) out[i + in[0] / 4] = 1;  // far_write
}

// Overwrites all that follows `out`, up to in[0] bytes.
[[kernel]] void scribble(const device long *in, device int *out,
                         uint i [[thread_position_in_grid]]) {
  for (long at = 0; at < in[0] / 4; ++at) {
    out[i + at] = -1;  // scribble
  }
  out[i] = 42;
}

// Ends its own process as if from outside: where that is number in[0], or always where in[0] is 1.
[[kernel]] void killing(const device long *in, device int *out,
                        uint i [[thread_position_in_grid]]) {
  if (in[0] == 1 || in[0] == getpid()) kill(getpid(), 9);
  out[i] = 42;
}

static int damage;

// Damages its process, without a sign, where in[0] is not 0.
[[kernel]] void damaging(const device long *in, device int *out,
                         uint i [[thread_position_in_grid]]) {
  damage = int(in[0]);
  out[i] = 42;
}

// Crashes in a damaged process.
[[kernel]] void innocent(device int *out, uint i [[thread_position_in_grid]]) {
  if (damage) abort();  // innocent
  out[i] = 42;
}
