// "Atomic Data Types" and "Atomic Functions" on a GPU. All are relaxed, as MSL has them.
#pragma once

#include "metal_compute.h"
#include "metal_types.h"

namespace kernel_conformance {

// What CUDA's atomic functions take in place of T, and how T is held in it.
template <typename T>
struct Atomic_word {
  using type = T;
};
template <>
struct Atomic_word<ulong> {
  using type = unsigned long long;
};
template <typename T>
using atomic_word = typename Atomic_word<T>::type;

// Replaces a value by what `change` makes of it, and returns the old one.
template <typename T, typename Change>
METAL_FUNC T changed(volatile T *object, Change change) {
  if constexpr (sizeof(T) == 1) {
    // The byte within its word.
    const ulong address = reinterpret_cast<ulong>(object);
    uint *const word = reinterpret_cast<uint *>(address & ~3ul);
    const uint shift = static_cast<uint>(address & 3) * 8;
    uint seen = *const_cast<volatile uint *>(word);
    while (true) {
      const T old = static_cast<T>(seen >> shift & 0xFF);
      const uint next = (seen & ~(0xFFu << shift)) | static_cast<uint>(change(old)) << shift;
      const uint before = builtin::atomic_compare(word, seen, next);
      if (before == seen) return old;
      seen = before;
    }
  } else {
    using Bits = metal::conditional_t<sizeof(T) == 8, unsigned long long, uint>;
    Bits *const word = reinterpret_cast<Bits *>(const_cast<T *>(object));
    Bits seen = *const_cast<volatile Bits *>(word);
    while (true) {
      const T old = __builtin_bit_cast(T, seen);
      const Bits before =
          builtin::atomic_compare(word, seen, __builtin_bit_cast(Bits, static_cast<T>(change(old))));
      if (before == seen) return old;
      seen = before;
    }
  }
}

}  // namespace kernel_conformance

namespace metal {

enum memory_order {
  memory_order_relaxed,
  memory_order_acquire,
  memory_order_release,
  memory_order_acq_rel,
  memory_order_seq_cst,
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
#define KERNEL_CONFORMANCE_WORD(T, object) \
  reinterpret_cast<kernel_conformance::atomic_word<T> *>(const_cast<T *>(&object->value))

template <typename T>
METAL_FUNC void atomic_store_explicit(volatile atomic<T> *object, KERNEL_CONFORMANCE_VALUE desired,
                                      memory_order) {
  object->value = desired;
}
template <typename T>
METAL_FUNC T atomic_load_explicit(const volatile atomic<T> *object, memory_order) {
  return object->value;
}
template <typename T>
METAL_FUNC T atomic_exchange_explicit(volatile atomic<T> *object, KERNEL_CONFORMANCE_VALUE desired,
                                      memory_order) {
  if constexpr (is_same_v<T, bool>) {
    return kernel_conformance::changed(&object->value, [=](bool) { return desired; });
  } else {
    return static_cast<T>(kernel_conformance::builtin::atomic_exchange(
        KERNEL_CONFORMANCE_WORD(T, object), static_cast<kernel_conformance::atomic_word<T>>(desired)));
  }
}
// Compares bits, as on a CPU.
template <typename T>
METAL_FUNC bool atomic_compare_exchange_weak_explicit(volatile atomic<T> *object, T *expected,
                                                      KERNEL_CONFORMANCE_VALUE desired, memory_order,
                                                      memory_order) {
  if constexpr (is_same_v<T, bool>) {
    const T wanted = *expected;
    const T old = kernel_conformance::changed(
        &object->value, [=](bool seen) { return seen == wanted ? desired : seen; });
    *expected = old;
    return old == wanted;
  } else {
    using Bits = conditional_t<sizeof(T) == 8, unsigned long long, uint>;
    const Bits wanted = __builtin_bit_cast(Bits, *expected);
    const Bits old = kernel_conformance::builtin::atomic_compare(
        reinterpret_cast<Bits *>(const_cast<T *>(&object->value)), wanted,
        __builtin_bit_cast(Bits, static_cast<T>(desired)));
    *expected = __builtin_bit_cast(T, old);
    return old == wanted;
  }
}

#define KERNEL_CONFORMANCE_FETCH(operation)                                                     \
  template <typename T>                                                                         \
  METAL_FUNC T atomic_fetch_##operation##_explicit(                                             \
      volatile atomic<T> *object, KERNEL_CONFORMANCE_VALUE operand, memory_order) {             \
    return static_cast<T>(kernel_conformance::builtin::atomic_##operation(                      \
        KERNEL_CONFORMANCE_WORD(T, object),                                                     \
        static_cast<kernel_conformance::atomic_word<T>>(operand)));                             \
  }
KERNEL_CONFORMANCE_FETCH(and)
KERNEL_CONFORMANCE_FETCH(or)
KERNEL_CONFORMANCE_FETCH(xor)
KERNEL_CONFORMANCE_FETCH(add)
#undef KERNEL_CONFORMANCE_FETCH

// Floats have neither; GPUs have them for integers.
#define KERNEL_CONFORMANCE_FETCH(operation, ...)                                                \
  template <typename T>                                                                         \
  METAL_FUNC T atomic_fetch_##operation##_explicit(                                             \
      volatile atomic<T> *object, KERNEL_CONFORMANCE_VALUE operand, memory_order) {             \
    if constexpr (is_same_v<T, float>) {                                                        \
      return kernel_conformance::changed(&object->value, [=](float value) { return __VA_ARGS__; }); \
    } else {                                                                                    \
      return static_cast<T>(kernel_conformance::builtin::atomic_##operation(                    \
          KERNEL_CONFORMANCE_WORD(T, object),                                                   \
          static_cast<kernel_conformance::atomic_word<T>>(operand)));                           \
    }                                                                                           \
  }
KERNEL_CONFORMANCE_FETCH(min, __builtin_fminf(value, operand))
KERNEL_CONFORMANCE_FETCH(max, __builtin_fmaxf(value, operand))
#undef KERNEL_CONFORMANCE_FETCH

template <typename T>
METAL_FUNC T atomic_fetch_sub_explicit(volatile atomic<T> *object, KERNEL_CONFORMANCE_VALUE operand,
                                       memory_order order) {
  return atomic_fetch_add_explicit(object, static_cast<T>(-operand), order);
}

// What MSL has for atomic_ulong: they return nothing.
METAL_FUNC void atomic_min_explicit(volatile atomic_ulong *object, ulong operand,
                                    memory_order order) {
  atomic_fetch_min_explicit(object, operand, order);
}
METAL_FUNC void atomic_max_explicit(volatile atomic_ulong *object, ulong operand,
                                    memory_order order) {
  atomic_fetch_max_explicit(object, operand, order);
}

METAL_FUNC void atomic_thread_fence(mem_flags, memory_order, thread_scope = thread_scope_device) {
  kernel_conformance::builtin::fence();
}

#undef KERNEL_CONFORMANCE_VALUE
#undef KERNEL_CONFORMANCE_WORD

}  // namespace metal
