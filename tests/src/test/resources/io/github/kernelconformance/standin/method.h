// Methods as plain functions. `method<&function>("name:")` makes a method of a function that takes
// its receiver first; the arguments that a message brings are checked against the function's
// parameters before it is called.
#pragma once

#include "runtime.h"

namespace standin {

// MTLSize: passed and returned in memory.
struct Extent {
  unsigned long width, height, depth;
};

// An object that the caller comes to own: what `new` and its like return.
template <typename T>
struct Owned {
  T *object;
};

// An object that goes to the innermost pool: what all others return.
template <typename T>
struct Autoreleased {
  T *object;
};

// Where a method leaves an autoreleased object besides its result; may be absent.
template <typename T>
class Out {
 public:
  explicit Out(T **place) : place_(place) {}

  bool wanted() const { return place_ != nullptr; }

  void set(T *object) const {
    if (place_) {
      autorelease(object);
      *place_ = object;
    } else {
      let_go(object);
    }
  }

 private:
  T **place_;
};

// How a parameter travels, and what is checked when it arrives.
template <typename P>
struct Parameter {
  using Raw = P;
  static P take(Raw raw) { return raw; }
};

template <typename T>
struct Parameter<T &> {
  using Raw = Object *;
  static T &take(Raw raw) {
    if (!raw) stop("an argument that should be a %s is nil", T::type.name);
    require_object(raw, &T::type);
    return static_cast<T &>(*raw);
  }
};

template <typename T>
struct Parameter<T *> {
  using Raw = Object *;
  static T *take(Raw raw) {
    if (raw) require_object(raw, &T::type);
    return static_cast<T *>(raw);
  }
};

template <>
struct Parameter<const void *> {
  using Raw = const void *;
  static const void *take(Raw raw) {
    if (!raw) stop("an address is null");
    return raw;
  }
};

template <>
struct Parameter<const char *> {
  using Raw = const char *;
  static const char *take(Raw raw) {
    if (!raw) stop("a C string is null");
    return raw;
  }
};

template <typename T>
struct Parameter<Out<T>> {
  using Raw = T **;
  static Out<T> take(Raw raw) { return Out<T>(raw); }
};

// How a result travels.
template <typename R>
struct Result {
  using Raw = R;
  template <typename Call>
  static Raw of(Call call) {
    return call();
  }
};

// A BOOL has eight bits; the rest of the register is anything.
template <>
struct Result<bool> {
  using Raw = unsigned long;
  template <typename Call>
  static Raw of(Call call) {
    return 0x5A5A5A00u + call();
  }
};

template <typename T>
struct Result<Owned<T>> {
  using Raw = Object *;
  template <typename Call>
  static Raw of(Call call) {
    T *object = call().object;
    if (object) give(object);
    return object;
  }
};

template <typename T>
struct Result<Autoreleased<T>> {
  using Raw = Object *;
  template <typename Call>
  static Raw of(Call call) {
    T *object = call().object;
    if (object) autorelease(object);
    return object;
  }
};

template <auto function>
struct Thunk;

template <typename R, typename Self, typename... P, R (*function)(Self &, P...)>
struct Thunk<function> {
  static constexpr bool result_in_memory = sizeof(typename Result<R>::Raw) > 16;

  // Method lookup has checked the receiver.
  static typename Result<R>::Raw call(Object *self, Selector, typename Parameter<P>::Raw... raw) {
    return Result<R>::of(
        [&] { return function(static_cast<Self &>(*self), Parameter<P>::take(raw)...); });
  }
};

template <typename Self, typename... P, void (*function)(Self &, P...)>
struct Thunk<function> {
  static constexpr bool result_in_memory = false;

  static void call(Object *self, Selector, typename Parameter<P>::Raw... raw) {
    function(static_cast<Self &>(*self), Parameter<P>::take(raw)...);
  }
};

template <auto function>
Method method(Selector name) {
  return {name, reinterpret_cast<const void *>(&Thunk<function>::call),
          Thunk<function>::result_in_memory};
}

}  // namespace standin
