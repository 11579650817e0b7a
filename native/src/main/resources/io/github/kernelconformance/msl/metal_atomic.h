// "Atomic Data Types" and "Atomic Functions".
#pragma once

#include "metal_compute.h"
#include "metal_types.h"

// Atomics do not race with each other: where accesses are checked these are announced as what they
// are, and the access itself goes through another address space, which the compiler leaves alone.
#ifdef KERNEL_CONFORMANCE_CHECKS
extern "C" __attribute__((visibility("hidden"))) void kernel_conformance_check_atomic(
    const volatile void *address, unsigned bytes, bool reads, bool writes);
#define KERNEL_CONFORMANCE_UNSEEN(T, pointer) ((T __attribute__((address_space(1))) *)(pointer))
#define KERNEL_CONFORMANCE_ATOMIC(T, object, reads, writes)                     \
  (kernel_conformance_check_atomic(&object->value, sizeof(T), reads, writes),   \
   KERNEL_CONFORMANCE_UNSEEN(volatile T, &object->value))
#else
#define KERNEL_CONFORMANCE_UNSEEN(T, pointer) (pointer)
#define KERNEL_CONFORMANCE_ATOMIC(T, object, reads, writes) (&object->value)
#endif

namespace metal {

enum memory_order {
  memory_order_relaxed = __ATOMIC_RELAXED,
  memory_order_acquire = __ATOMIC_ACQUIRE,
  memory_order_release = __ATOMIC_RELEASE,
  memory_order_acq_rel = __ATOMIC_ACQ_REL,
  memory_order_seq_cst = __ATOMIC_SEQ_CST,
};

template <typename T>
struct atomic {
  static_assert(is_same_v<T, int> || is_same_v<T, uint> || is_same_v<T, bool> ||
                    is_same_v<T, ulong> || is_same_v<T, float>,
                "MSL has atomics of int, uint, bool, ulong and float");
  using value_type = T;

  atomic() = default;
  atomic(const atomic &) = delete;
  atomic &operator=(const atomic &) = delete;

  // Only the functions below may touch it.
  T value;
};

using atomic_int = atomic<int>;
using atomic_uint = atomic<uint>;
using atomic_bool = atomic<bool>;
using atomic_ulong = atomic<ulong>;
using atomic_float = atomic<float>;

#define KERNEL_CONFORMANCE_VALUE typename atomic<T>::value_type

template <typename T>
METAL_FUNC void atomic_store_explicit(volatile atomic<T> *object, KERNEL_CONFORMANCE_VALUE desired,
                                      memory_order order) {
  __atomic_store(KERNEL_CONFORMANCE_ATOMIC(T, object, false, true),
                 KERNEL_CONFORMANCE_UNSEEN(T, &desired), order);
}
template <typename T>
METAL_FUNC T atomic_load_explicit(const volatile atomic<T> *object, memory_order order) {
  T result;
  __atomic_load(KERNEL_CONFORMANCE_ATOMIC(T, object, true, false),
                KERNEL_CONFORMANCE_UNSEEN(T, &result), order);
  return result;
}
template <typename T>
METAL_FUNC T atomic_exchange_explicit(volatile atomic<T> *object, KERNEL_CONFORMANCE_VALUE desired,
                                      memory_order order) {
  T result;
  __atomic_exchange(KERNEL_CONFORMANCE_ATOMIC(T, object, true, true),
                    KERNEL_CONFORMANCE_UNSEEN(T, &desired), KERNEL_CONFORMANCE_UNSEEN(T, &result),
                    order);
  return result;
}
template <typename T>
METAL_FUNC bool atomic_compare_exchange_weak_explicit(volatile atomic<T> *object, T *expected,
                                                      KERNEL_CONFORMANCE_VALUE desired, memory_order success,
                                                      memory_order failure) {
  return __atomic_compare_exchange(KERNEL_CONFORMANCE_ATOMIC(T, object, true, true),
                                   KERNEL_CONFORMANCE_UNSEEN(T, expected),
                                   KERNEL_CONFORMANCE_UNSEEN(T, &desired), true, success, failure);
}

#define KERNEL_CONFORMANCE_FETCH(operation)                                                               \
  template <typename T>                                                                   \
  METAL_FUNC T atomic_fetch_##operation##_explicit(volatile atomic<T> *object,            \
                                                   KERNEL_CONFORMANCE_VALUE operand, memory_order order) { \
    return __atomic_fetch_##operation(                                                    \
        KERNEL_CONFORMANCE_ATOMIC(T, object, true, true), operand, order);                \
  }
KERNEL_CONFORMANCE_FETCH(add)
KERNEL_CONFORMANCE_FETCH(sub)
KERNEL_CONFORMANCE_FETCH(and)
KERNEL_CONFORMANCE_FETCH(or)
KERNEL_CONFORMANCE_FETCH(xor)
KERNEL_CONFORMANCE_FETCH(min)
KERNEL_CONFORMANCE_FETCH(max)
#undef KERNEL_CONFORMANCE_FETCH

// What MSL has for atomic_ulong: they return nothing.
METAL_FUNC void atomic_min_explicit(volatile atomic_ulong *object, ulong operand,
                                    memory_order order) {
  atomic_fetch_min_explicit(object, operand, order);
}
METAL_FUNC void atomic_max_explicit(volatile atomic_ulong *object, ulong operand,
                                    memory_order order) {
  atomic_fetch_max_explicit(object, operand, order);
}

// One thread of the CPU runs all lanes, so only the compiler could move an access across.
METAL_FUNC void atomic_thread_fence(mem_flags, memory_order, thread_scope = thread_scope_device) {
  asm volatile("" ::: "memory");
}

#undef KERNEL_CONFORMANCE_VALUE
#undef KERNEL_CONFORMANCE_ATOMIC
#undef KERNEL_CONFORMANCE_UNSEEN

}  // namespace metal
