// "Accessing Vector Components": swizzles as properties, which clang has after Microsoft's compiler.
#pragma once

// The letters of a vector of n components in both alphabets, passed to `do` one by one with what is
// to follow. A macro cannot use itself, so there is one list for each place in a swizzle.
#define KERNEL_CONFORMANCE_LETTERS_A2(do, ...) do(x, r, ##__VA_ARGS__) do(y, g, ##__VA_ARGS__)
#define KERNEL_CONFORMANCE_LETTERS_A3(do, ...) KERNEL_CONFORMANCE_LETTERS_A2(do, ##__VA_ARGS__) do(z, b, ##__VA_ARGS__)
#define KERNEL_CONFORMANCE_LETTERS_A4(do, ...) KERNEL_CONFORMANCE_LETTERS_A3(do, ##__VA_ARGS__) do(w, a, ##__VA_ARGS__)
#define KERNEL_CONFORMANCE_LETTERS_B2(do, ...) do(x, r, ##__VA_ARGS__) do(y, g, ##__VA_ARGS__)
#define KERNEL_CONFORMANCE_LETTERS_B3(do, ...) KERNEL_CONFORMANCE_LETTERS_B2(do, ##__VA_ARGS__) do(z, b, ##__VA_ARGS__)
#define KERNEL_CONFORMANCE_LETTERS_B4(do, ...) KERNEL_CONFORMANCE_LETTERS_B3(do, ##__VA_ARGS__) do(w, a, ##__VA_ARGS__)
#define KERNEL_CONFORMANCE_LETTERS_C2(do, ...) do(x, r, ##__VA_ARGS__) do(y, g, ##__VA_ARGS__)
#define KERNEL_CONFORMANCE_LETTERS_C3(do, ...) KERNEL_CONFORMANCE_LETTERS_C2(do, ##__VA_ARGS__) do(z, b, ##__VA_ARGS__)
#define KERNEL_CONFORMANCE_LETTERS_C4(do, ...) KERNEL_CONFORMANCE_LETTERS_C3(do, ##__VA_ARGS__) do(w, a, ##__VA_ARGS__)
#define KERNEL_CONFORMANCE_LETTERS_D2(do, ...) do(x, r, ##__VA_ARGS__) do(y, g, ##__VA_ARGS__)
#define KERNEL_CONFORMANCE_LETTERS_D3(do, ...) KERNEL_CONFORMANCE_LETTERS_D2(do, ##__VA_ARGS__) do(z, b, ##__VA_ARGS__)
#define KERNEL_CONFORMANCE_LETTERS_D4(do, ...) KERNEL_CONFORMANCE_LETTERS_D3(do, ##__VA_ARGS__) do(w, a, ##__VA_ARGS__)

#define KERNEL_CONFORMANCE_PROPERTY(type, name, other, letters)                                 \
  __declspec(property(get = get_##letters, put = put_##letters)) type name;     \
  __declspec(property(get = get_##letters, put = put_##letters)) type other;

#define KERNEL_CONFORMANCE_SWIZZLE_1(c, s)                                                      \
  METAL_FUNC constexpr T get_##c() const { return c; }                          \
  METAL_FUNC constexpr void put_##c(T value) { c = value; }                     \
  __declspec(property(get = get_##c, put = put_##c)) T s;

#define KERNEL_CONFORMANCE_SWIZZLE_2(c2, s2, n, c1, s1)                                         \
  METAL_FUNC constexpr metal::vec<T, 2> get_##c1##c2() const {                  \
    return metal::vec<T, 2>(c1, c2);                                            \
  }                                                                             \
  KERNEL_CONFORMANCE_PROPERTY(metal::vec<T KERNEL_CONFORMANCE_COMMA 2>, c1##c2, s1##s2, c1##c2)                 \
  KERNEL_CONFORMANCE_LETTERS_C##n(KERNEL_CONFORMANCE_SWIZZLE_3, n, c1, c2, s1, s2)
#define KERNEL_CONFORMANCE_SWIZZLE_3(c3, s3, n, c1, c2, s1, s2)                                 \
  METAL_FUNC constexpr metal::vec<T, 3> get_##c1##c2##c3() const {              \
    return metal::vec<T, 3>(c1, c2, c3);                                        \
  }                                                                             \
  KERNEL_CONFORMANCE_PROPERTY(metal::vec<T KERNEL_CONFORMANCE_COMMA 3>, c1##c2##c3, s1##s2##s3, c1##c2##c3)     \
  KERNEL_CONFORMANCE_LETTERS_D##n(KERNEL_CONFORMANCE_SWIZZLE_4, c1, c2, c3, s1, s2, s3)
#define KERNEL_CONFORMANCE_SWIZZLE_4(c4, s4, c1, c2, c3, s1, s2, s3)                            \
  METAL_FUNC constexpr metal::vec<T, 4> get_##c1##c2##c3##c4() const {          \
    return metal::vec<T, 4>(c1, c2, c3, c4);                                    \
  }                                                                             \
  KERNEL_CONFORMANCE_PROPERTY(metal::vec<T KERNEL_CONFORMANCE_COMMA 4>, c1##c2##c3##c4, s1##s2##s3##s4, c1##c2##c3##c4)
#define KERNEL_CONFORMANCE_COMMA ,
#define KERNEL_CONFORMANCE_FIRST(c1, s1, n) KERNEL_CONFORMANCE_LETTERS_B##n(KERNEL_CONFORMANCE_SWIZZLE_2, n, c1, s1)
#define KERNEL_CONFORMANCE_SWIZZLES(n) KERNEL_CONFORMANCE_LETTERS_A##n(KERNEL_CONFORMANCE_SWIZZLE_1) KERNEL_CONFORMANCE_LETTERS_A##n(KERNEL_CONFORMANCE_FIRST, n)

// Only a swizzle without repetition can be assigned to, so only those have a setter.
#define KERNEL_CONFORMANCE_PUT_2(a, b)                                                          \
  METAL_FUNC constexpr void put_##a##b(metal::vec<T, 2> v) { a = v.x, b = v.y; }
#define KERNEL_CONFORMANCE_PUT_3(a, b, c)                                                       \
  METAL_FUNC constexpr void put_##a##b##c(metal::vec<T, 3> v) { a = v.x, b = v.y, c = v.z; }
#define KERNEL_CONFORMANCE_PUT_4(a, b, c, d)                                                    \
  METAL_FUNC constexpr void put_##a##b##c##d(metal::vec<T, 4> v) {              \
    a = v.x, b = v.y, c = v.z, d = v.w;                                         \
  }
#define KERNEL_CONFORMANCE_ORDERS_2(a, b) KERNEL_CONFORMANCE_PUT_2(a, b) KERNEL_CONFORMANCE_PUT_2(b, a)
#define KERNEL_CONFORMANCE_ORDERS_3(a, b, c)                                                    \
  KERNEL_CONFORMANCE_PUT_3(a, b, c) KERNEL_CONFORMANCE_PUT_3(a, c, b) KERNEL_CONFORMANCE_PUT_3(b, a, c)                         \
  KERNEL_CONFORMANCE_PUT_3(b, c, a) KERNEL_CONFORMANCE_PUT_3(c, a, b) KERNEL_CONFORMANCE_PUT_3(c, b, a)
#define KERNEL_CONFORMANCE_ORDERS_4(a, b, c, d)                                                 \
  KERNEL_CONFORMANCE_PUT_4(a, b, c, d) KERNEL_CONFORMANCE_PUT_4(a, b, d, c) KERNEL_CONFORMANCE_PUT_4(a, c, b, d)                \
  KERNEL_CONFORMANCE_PUT_4(a, c, d, b) KERNEL_CONFORMANCE_PUT_4(a, d, b, c) KERNEL_CONFORMANCE_PUT_4(a, d, c, b)
