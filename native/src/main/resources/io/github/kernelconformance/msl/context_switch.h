// The switch between stacks: no system call, and no more state than the compiler needs kept.
//
// It is inline, and jumps where a function would return, so that calls and returns stay paired for
// the processor's return predictor: a lane leaves and enters at the same place in the engine.
// Every register that a call preserves is named as changed; the compiler saves those it uses. The
// frame pointer cannot be named, so it is kept by hand beside the address to resume at.
#pragma once

namespace kernel_conformance {

// Stores the state at *from, where the stack pointer goes, and resumes the state `to`.
__attribute__((always_inline)) inline void switch_stack(void **from, void *to) {
#if defined(__x86_64__)
  asm volatile(
      "leaq -128(%%rsp), %%rsp\n"  // past the red zone
      "leaq 1f(%%rip), %%rax\n"
      "pushq %%rbp\n"
      "pushq %%rax\n"
      "movq %%rsp, (%0)\n"
      "movq %1, %%rsp\n"
      "popq %%rax\n"
      "popq %%rbp\n"
      "jmpq *%%rax\n"
      "1:\n"
      "leaq 128(%%rsp), %%rsp\n"
      : "+D"(from), "+S"(to)
      :
      : "rax", "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "xmm0",
        "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11",
        "xmm12", "xmm13", "xmm14", "xmm15", "cc", "memory");
#elif defined(__aarch64__)
  register void **x0 asm("x0") = from;
  register void *x1 asm("x1") = to;
  asm volatile(
      "adr x9, 1f\n"
      "stp x9, x29, [sp, #-16]!\n"
      "mov x9, sp\n"
      "str x9, [x0]\n"
      "mov sp, x1\n"
      "ldp x9, x29, [sp], #16\n"
      "br x9\n"
      "1:\n"
      : "+r"(x0), "+r"(x1)
      :
      : "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15",
        "x16", "x17", "x18", "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28",
        "x30", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12",
        "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25",
        "v26", "v27", "v28", "v29", "v30", "v31", "cc", "memory");
#else
#error "the engine switches stacks on x86-64 and AArch64 only"
#endif
}

// The state from which a switch enters `function` on the stack that ends below `top`, as if called
// with no way back. `top` is a multiple of 16.
inline void *fresh_state(void *top, void (*function)()) {
  void **state = static_cast<void **>(top);
#if defined(__x86_64__)
  *--state = nullptr;  // a call would leave its return address here
#endif
  *--state = nullptr;  // frame pointer
  *--state = reinterpret_cast<void *>(function);
  return state;
}

}  // namespace kernel_conformance
