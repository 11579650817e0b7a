// objc_msgSend: finds the method and jumps to it with all arguments as they came.
#include "runtime.h"

// Called below with the receiver, the selector, and whether the result goes to memory.
extern "C" __attribute__((visibility("hidden"))) const void *standin_find_method(
    standin::Object *receiver, standin::Selector selector, bool result_in_memory);

#if defined(__x86_64__)

// The System V ABI passes arguments in six integer and eight vector registers. A result in memory
// has its address in the first of them, which moves receiver and selector one on.
#define STANDIN_SEND(name, receiver, selector, in_memory) \
  asm(".text\n"                                           \
      ".globl " name "\n"                                 \
      ".type " name ", @function\n" name ":\n"            \
      "testq " receiver ", " receiver "\n"                \
      "jz 1f\n"                                           \
      "pushq %rbp\n"                                      \
      "movq %rsp, %rbp\n"                                 \
      "subq $176, %rsp\n"                                 \
      "movq %rdi, -8(%rbp)\n"                             \
      "movq %rsi, -16(%rbp)\n"                            \
      "movq %rdx, -24(%rbp)\n"                            \
      "movq %rcx, -32(%rbp)\n"                            \
      "movq %r8, -40(%rbp)\n"                             \
      "movq %r9, -48(%rbp)\n"                             \
      "movups %xmm0, -64(%rbp)\n"                         \
      "movups %xmm1, -80(%rbp)\n"                         \
      "movups %xmm2, -96(%rbp)\n"                         \
      "movups %xmm3, -112(%rbp)\n"                        \
      "movups %xmm4, -128(%rbp)\n"                        \
      "movups %xmm5, -144(%rbp)\n"                        \
      "movups %xmm6, -160(%rbp)\n"                        \
      "movups %xmm7, -176(%rbp)\n"                        \
      "movq " receiver ", %rax\n"                         \
      "movq " selector ", %rsi\n"                         \
      "movq %rax, %rdi\n"                                 \
      "movl $" in_memory ", %edx\n"                       \
      "callq standin_find_method\n"                       \
      "movq %rax, %r11\n"                                 \
      "movq -8(%rbp), %rdi\n"                             \
      "movq -16(%rbp), %rsi\n"                            \
      "movq -24(%rbp), %rdx\n"                            \
      "movq -32(%rbp), %rcx\n"                            \
      "movq -40(%rbp), %r8\n"                             \
      "movq -48(%rbp), %r9\n"                             \
      "movups -64(%rbp), %xmm0\n"                         \
      "movups -80(%rbp), %xmm1\n"                         \
      "movups -96(%rbp), %xmm2\n"                         \
      "movups -112(%rbp), %xmm3\n"                        \
      "movups -128(%rbp), %xmm4\n"                        \
      "movups -144(%rbp), %xmm5\n"                        \
      "movups -160(%rbp), %xmm6\n"                        \
      "movups -176(%rbp), %xmm7\n"                        \
      "leave\n"                                           \
      "jmpq *%r11\n"                                      \
      "1:\n" /* a message to nil */                       \
      "xorl %eax, %eax\n"                                 \
      "xorl %edx, %edx\n"                                 \
      "pxor %xmm0, %xmm0\n"                               \
      "retq\n"                                            \
      ".size " name ", . - " name "\n")

STANDIN_SEND("objc_msgSend", "%rdi", "%rsi", "0");
STANDIN_SEND("objc_msgSend_stret", "%rsi", "%rdx", "1");

#elif defined(__aarch64__)

// AAPCS64 passes arguments in x0 to x7 and q0 to q7, the address of a result in x8. There is one
// function for all results.
asm(".text\n"
    ".globl objc_msgSend\n"
    ".type objc_msgSend, %function\n"
    "objc_msgSend:\n"
    "cbz x0, 1f\n"
    "stp x29, x30, [sp, #-224]!\n"
    "mov x29, sp\n"
    "stp x0, x1, [sp, #16]\n"
    "stp x2, x3, [sp, #32]\n"
    "stp x4, x5, [sp, #48]\n"
    "stp x6, x7, [sp, #64]\n"
    "str x8, [sp, #80]\n"
    "stp q0, q1, [sp, #96]\n"
    "stp q2, q3, [sp, #128]\n"
    "stp q4, q5, [sp, #160]\n"
    "stp q6, q7, [sp, #192]\n"
    "mov w2, #0\n"
    "bl standin_find_method\n"
    "mov x16, x0\n"
    "ldp x0, x1, [sp, #16]\n"
    "ldp x2, x3, [sp, #32]\n"
    "ldp x4, x5, [sp, #48]\n"
    "ldp x6, x7, [sp, #64]\n"
    "ldr x8, [sp, #80]\n"
    "ldp q0, q1, [sp, #96]\n"
    "ldp q2, q3, [sp, #128]\n"
    "ldp q4, q5, [sp, #160]\n"
    "ldp q6, q7, [sp, #192]\n"
    "ldp x29, x30, [sp], #224\n"
    "br x16\n"
    "1:\n"  // a message to nil
    "mov x1, #0\n"
    "movi d0, #0\n"
    "ret\n"
    ".size objc_msgSend, . - objc_msgSend\n");

#else
#error "messages are sent on x86-64 and AArch64 only"
#endif
