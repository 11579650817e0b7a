// "Accessing Vector Components": swizzles for a compiler without properties. In a program's text
// `v.zx` is v.template swizzle<2, 0>() where it is read, and swizzled where it is written to.
#pragma once

namespace kernel_conformance::components {

// Some components of a vector, in an order, to be written to.
template <typename T, int N, int... i>
struct Swizzled {
  using vector = metal::vec<T, sizeof...(i)>;

  Components<T, N> &of;

  METAL_FUNC constexpr operator vector() const { return of.template swizzle<i...>(); }
  METAL_FUNC constexpr vector operator=(const vector &value) {
    int next = 0;
    ((of.template component<i>() = value[next++]), ...);
    return value;
  }
#define KERNEL_CONFORMANCE_ASSIGNMENT(op)                       \
  template <typename U>                                         \
  METAL_FUNC constexpr vector operator op##=(U value) {         \
    vector changed = *this;                                     \
    changed op##= value;                                       \
    return *this = changed;                                     \
  }
  KERNEL_CONFORMANCE_ASSIGNMENT(+)
  KERNEL_CONFORMANCE_ASSIGNMENT(-)
  KERNEL_CONFORMANCE_ASSIGNMENT(*)
  KERNEL_CONFORMANCE_ASSIGNMENT(/)
  KERNEL_CONFORMANCE_ASSIGNMENT(%)
  KERNEL_CONFORMANCE_ASSIGNMENT(&)
  KERNEL_CONFORMANCE_ASSIGNMENT(|)
  KERNEL_CONFORMANCE_ASSIGNMENT(^)
  KERNEL_CONFORMANCE_ASSIGNMENT(<<)
  KERNEL_CONFORMANCE_ASSIGNMENT(>>)
#undef KERNEL_CONFORMANCE_ASSIGNMENT
};

}  // namespace kernel_conformance::components

// Where a program's text speaks of the components as colours, a component has both names.
#ifdef KERNEL_CONFORMANCE_COLORS
#define KERNEL_CONFORMANCE_COMPONENT(c, s) \
  union {                                  \
    T c;                                   \
    T s;                                   \
  };
#else
#define KERNEL_CONFORMANCE_COMPONENT(c, s) T c;
#endif

#define KERNEL_CONFORMANCE_SWIZZLES(n)                                          \
  template <int i>                                                              \
  METAL_FUNC constexpr T &component() {                                         \
    static_assert(i < n, "a vector has no such component");                     \
    return at(i);                                                               \
  }                                                                             \
  template <int i>                                                              \
  METAL_FUNC constexpr const T &component() const {                             \
    return const_cast<Components *>(this)->template component<i>();             \
  }                                                                             \
  template <int... i>                                                           \
  METAL_FUNC constexpr metal::vec<T, sizeof...(i)> swizzle() const {            \
    return metal::vec<T, sizeof...(i)>(component<i>()...);                      \
  }                                                                             \
  template <int... i>                                                           \
  METAL_FUNC constexpr Swizzled<T, n, i...> swizzled() {                        \
    return {*this};                                                             \
  }
#define KERNEL_CONFORMANCE_ORDERS_2(a, b)
#define KERNEL_CONFORMANCE_ORDERS_3(a, b, c)
#define KERNEL_CONFORMANCE_ORDERS_4(a, b, c, d)
