// The runtime's calls: selectors, classes, the look-up of methods.
#include "runtime.h"

#include "faults.h"

using namespace standin;

namespace {

// The message that runs on this thread, for what `stop` says.
thread_local const Object *receiver;
thread_local Selector selector;

bool is_class(const Object *object) { return object->isa == nullptr; }

const char *class_name(const Object *object) {
  return is_class(object) ? static_cast<const Class *>(object)->name : object->isa->name;
}

// Selectors, in chains by their first and last letters.
struct Interned {
  Interned *next;
  char name[1];
};

constexpr unsigned chain_count = 256;
Interned *chains[chain_count];
char busy;

Interned *&chain(const char *name) {
  const unsigned long length = strlen(name);
  const unsigned last = length ? static_cast<unsigned char>(name[length - 1]) : 0;
  return chains[(static_cast<unsigned char>(name[0]) * 31 + last + length) % chain_count];
}

bool is_interned(Selector name) {
  for (const Interned *it = chain(name); it; it = it->next) {
    if (it->name == name) return true;
  }
  return false;
}

Selector intern(const char *name) {
  while (__atomic_test_and_set(&busy, __ATOMIC_ACQUIRE)) sched_yield();
  Interned *&first = chain(name);
  Interned *it = first;
  while (it && strcmp(it->name, name) != 0) it = it->next;
  if (!it) {
    const unsigned long length = strlen(name);
    it = static_cast<Interned *>(calloc(1, sizeof(Interned) + length));
    memcpy(it->name, name, length);
    it->next = first;
    __atomic_store_n(&first, it, __ATOMIC_RELEASE);
  }
  __atomic_clear(&busy, __ATOMIC_RELEASE);
  return it->name;
}

Class *classes;

struct Loaded {
  const char *framework;
  Loaded *next;
};
Loaded *loaded;

const Method *find(const Methods &methods, Selector name) {
  for (unsigned i = 0; i < methods.count; ++i) {
    if (strcmp(methods.first[i].name, name) == 0) return &methods.first[i];
  }
  return nullptr;
}

const Method *find(const Object *object, Selector name) {
  if (faults().lack(name)) return nullptr;
  if (is_class(object)) {
    const Method *own = find(static_cast<const Class *>(object)->class_methods, name);
    return own ? own : find(common_class_methods, name);
  }
  const Method *own = find(object->isa->methods, name);
  return own ? own : find(common_methods, name);
}

}  // namespace

namespace standin {

void stop(const char *format, ...) {
  constexpr int standard_error = 2;
  dprintf(standard_error, "Metal stand-in: ");
  if (receiver && selector) {
    dprintf(standard_error, "%c[%s %s]: ", is_class(receiver) ? '+' : '-', class_name(receiver),
            selector);
  }
  __builtin_va_list arguments;
  __builtin_va_start(arguments, format);
  vdprintf(standard_error, format, arguments);
  __builtin_va_end(arguments);
  dprintf(standard_error, "\n");
  abort();
}

void leave_method() { receiver = nullptr; }

char *text(const char *format, ...) {
  char *result = nullptr;
  __builtin_va_list arguments;
  __builtin_va_start(arguments, format);
  if (vasprintf(&result, format, arguments) < 0) stop("no memory");
  __builtin_va_end(arguments);
  return result;
}

Class::Class(const char *name, const char *framework, Methods methods, Methods class_methods,
             void (*dispose)(Object *))
    : Object{},
      name(name),
      framework(framework),
      methods(methods),
      class_methods(class_methods),
      dispose(dispose),
      alive(0),
      next(classes) {
  classes = this;
}

bool is_loaded(const char *framework) {
  for (const Loaded *it = loaded; it; it = it->next) {
    if (strcmp(it->framework, framework) == 0) return true;
  }
  return false;
}

bool responds(const Object *object, Selector name) {
  if (!is_interned(name)) stop("its argument is no selector; ask sel_registerName for one");
  return find(object, name) != nullptr;
}

// How many objects live; their classes go to a file, or nowhere where it is negative.
unsigned report_living(int file) {
  unsigned all = 0;
  for (const Class *it = classes; it; it = it->next) {
    all += it->alive;
    if (it->alive && file >= 0) dprintf(file, "%u %s\n", it->alive, it->name);
  }
  return all;
}

bool is_known_class(const Object *object) {
  for (const Class *it = classes; it; it = it->next) {
    if (it == object) return true;
  }
  return false;
}

}  // namespace standin

STANDIN_EXPORT Selector sel_registerName(const char *name) { return intern(name); }

STANDIN_EXPORT const char *sel_getName(Selector name) { return name; }

STANDIN_EXPORT Class *objc_getClass(const char *name) {
  for (Class *it = classes; it; it = it->next) {
    if (strcmp(it->name, name) == 0 && is_loaded(it->framework)) return it;
  }
  return nullptr;
}

// The constructor of each framework's library calls it.
STANDIN_EXPORT void metal_standin_loaded(const char *framework) {
  Loaded *it = static_cast<Loaded *>(malloc(sizeof(Loaded)));
  *it = {framework, loaded};
  loaded = it;
}

// How many objects live that the program under test, a pool or another object holds; their classes
// go to standard error.
STANDIN_EXPORT unsigned metal_standin_living() { return report_living(2); }

extern "C" const void *standin_find_method(Object *object, Selector name,
                                           [[maybe_unused]] bool result_in_memory) {
  leave_method();
  if (!is_known_class(object)) require_object(object, nullptr);
  if (!name) stop("a message to a %s has no selector", class_name(object));
  if (!is_interned(name)) {
    stop("a message to a %s has no selector but %p; ask sel_registerName for one",
         class_name(object), static_cast<const void *>(name));
  }
  receiver = object;
  selector = name;
  const Method *method = find(object, name);
  if (!method) stop("unrecognized selector");
  if (object->uninitialized && strcmp(name, "init") != 0) stop("sent before init");
#if defined(__x86_64__)
  if (method->result_in_memory != result_in_memory) {
    stop(result_in_memory ? "sent with objc_msgSend_stret, but its result is in registers"
                          : "its result is in memory: send it with objc_msgSend_stret");
  }
#endif
  return method->code;
}

namespace {

// Where asked for, leaves behind who is alive when the process ends.
__attribute__((destructor)) void report_at_exit() {
  const char *path = getenv("METAL_STANDIN_LEAKS");
  if (!path) return;
  constexpr int write_create_append = 0x441;
  const int file = open(path, write_create_append, 0644);
  if (file < 0) return;
  dprintf(file, "%u alive\n", report_living(-1));
  report_living(file);
  close(file);
}

}  // namespace
