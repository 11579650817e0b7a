// Objects, classes, messages and autorelease pools, as far as the calls of libobjc go, and stricter:
// whatever would be a mistake on a Mac ends the process here, with a message that says what it was.
#pragma once

#include "libc.h"

namespace standin {

// Ends the process. What it says begins with the method that is running, if one is.
[[noreturn]] __attribute__((format(printf, 1, 2))) void stop(const char *format, ...);

// From here on no method is running.
void leave_method();

// The text of a format, to be freed.
__attribute__((format(printf, 1, 2))) char *text(const char *format, ...);

// The name of a method. Equal names have one address, and no other address is a selector.
using Selector = const char *;

struct Class;

// What every object begins with. It lives as long as anybody holds it: the program under test, which
// owns what `new` and `retain` gave it, or the stand-in itself and its pools.
struct Object {
  Class *isa;
  unsigned owned;
  unsigned held;
  bool uninitialized; // from `alloc`, without `init`
};

struct Method {
  Selector name;
  const void *code;
  bool result_in_memory; // so that x86-64 wants objc_msgSend_stret
};

struct Methods {
  const Method *first = nullptr;
  unsigned count = 0;

  constexpr Methods() = default;
  template <unsigned size>
  constexpr Methods(const Method (&methods)[size]) : first(methods), count(size) {}
};

// A class is an object too: it receives its class methods.
struct Class : Object {
  const char *name;
  const char *framework; // without which it does not exist
  Methods methods, class_methods;
  void (*dispose)(Object *);
  unsigned alive; // objects
  Class *next;

  Class(const char *name, const char *framework, Methods methods, Methods class_methods,
        void (*dispose)(Object *));
};

// Declares the class of a type, which has a `dispose` that lets go of what it holds.
template <typename T>
Class define(const char *name, const char *framework, Methods methods, Methods class_methods = {}) {
  return {name, framework, methods, class_methods,
          [](Object *object) { static_cast<T *>(object)->dispose(); }};
}

// Room for one object, zeroed. Its address is never used again, so that a stale pointer stays one.
constexpr unsigned most_object_bytes = 128;
void *allocate_object();

// A new object that the stand-in holds.
template <typename T>
T *make() {
  static_assert(sizeof(T) <= most_object_bytes);
  T *object = static_cast<T *>(allocate_object());
  object->isa = &T::type;
  object->held = 1;
  __atomic_fetch_add(&T::type.alive, 1, __ATOMIC_RELAXED);
  return object;
}

void let_go(Object *object);

template <typename T>
T *hold(T *object) {
  if (object) __atomic_fetch_add(&object->held, 1, __ATOMIC_RELAXED);
  return object;
}

// Hands the holder's share to the innermost pool.
void autorelease(Object *object);

// Gives the holder's share to the program under test.
void give(Object *object);

// Makes sure that this is a living object of a class, or of any where that is null.
void require_object(const Object *object, const Class *wanted);

// The messages that the program under test counts its shares with.
void retain(Object &object);
void release(Object &object);

// Whether an object or a class has a method.
bool responds(const Object *object, Selector name);

// Methods common to all objects, and to all classes.
extern const Methods common_methods, common_class_methods;

// Whether a framework's library was loaded, without which its classes do not exist.
bool is_loaded(const char *framework);

}  // namespace standin

#define STANDIN_EXPORT extern "C" __attribute__((visibility("default")))
