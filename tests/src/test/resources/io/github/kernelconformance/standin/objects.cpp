// The life of objects: who holds them, and pools.
#include "runtime.h"

using namespace standin;

namespace {

// Objects live in chunks of slots, so that any address can be told to be an object or not.
struct Chunk {
  Chunk *next;
  unsigned used;
  alignas(16) unsigned char slots[8192 * most_object_bytes];
};
Chunk *chunks;
char busy;

bool is_object(const void *address) {
  for (const Chunk *it = chunks; it; it = it->next) {
    const auto offset =
        static_cast<unsigned long>(static_cast<const unsigned char *>(address) - it->slots);
    if (offset < it->used * most_object_bytes) return offset % most_object_bytes == 0;
  }
  return false;
}

bool is_alive(const Object *object) { return object->owned || object->held; }

void dispose_if_free(Object *object) {
  if (is_alive(object)) return;
  __atomic_fetch_sub(&object->isa->alive, 1, __ATOMIC_RELAXED);
  object->isa->dispose(object);
}

// An autorelease pool. It is known by its number, so that one that is gone is never mistaken.
struct Pool {
  Pool *outer;
  unsigned long number;
  Object **objects;
  unsigned count, capacity;
};
thread_local Pool *innermost;
unsigned long last_number;

void take_out_of(unsigned &count) { __atomic_fetch_sub(&count, 1, __ATOMIC_ACQ_REL); }

}  // namespace

namespace standin {

void *allocate_object() {
  while (__atomic_test_and_set(&busy, __ATOMIC_ACQUIRE)) sched_yield();
  if (!chunks || chunks->used == sizeof(chunks->slots) / most_object_bytes) {
    constexpr int read_write = 3, private_anonymous_no_reserve = 0x4022;
    void *memory = mmap(nullptr, sizeof(Chunk), read_write, private_anonymous_no_reserve, -1, 0);
    if (memory == reinterpret_cast<void *>(-1)) stop("no memory");
    Chunk *chunk = static_cast<Chunk *>(memory);
    chunk->next = chunks;
    chunks = chunk;
  }
  void *slot = chunks->slots + chunks->used++ * most_object_bytes;
  __atomic_clear(&busy, __ATOMIC_RELEASE);
  return slot;
}

void require_object(const Object *object, const Class *wanted) {
  if (!is_object(object)) {
    const char *expected = wanted ? wanted->name : "object";
    stop("%p is no %s", static_cast<const void *>(object), expected);
  }
  if (!is_alive(object)) {
    stop("%p was a %s, used after its release", static_cast<const void *>(object),
         object->isa->name);
  }
  if (wanted && object->isa != wanted) {
    stop("an argument that should be a %s is a %s", wanted->name, object->isa->name);
  }
}

void let_go(Object *object) {
  if (!object) return;
  take_out_of(object->held);
  dispose_if_free(object);
}

void give(Object *object) {
  __atomic_fetch_add(&object->owned, 1, __ATOMIC_RELAXED);
  take_out_of(object->held);
}

void autorelease(Object *object) {
  Pool *pool = innermost;
  if (!pool) stop("a %s is autoreleased with no pool in place", object->isa->name);
  if (pool->count == pool->capacity) {
    pool->capacity = pool->capacity ? 2 * pool->capacity : 16;
    void *larger = realloc(pool->objects, pool->capacity * sizeof(Object *));
    if (!larger) stop("no memory");
    pool->objects = static_cast<Object **>(larger);
  }
  pool->objects[pool->count++] = object;
}

void retain(Object &object) { __atomic_fetch_add(&object.owned, 1, __ATOMIC_RELAXED); }

void release(Object &object) {
  if (!object.owned) stop("released more often than it was retained");
  take_out_of(object.owned);
  dispose_if_free(&object);
}

}  // namespace standin

STANDIN_EXPORT void *objc_autoreleasePoolPush() {
  Pool *pool = static_cast<Pool *>(calloc(1, sizeof(Pool)));
  if (!pool) stop("no memory");
  pool->outer = innermost;
  pool->number = __atomic_add_fetch(&last_number, 1, __ATOMIC_RELAXED);
  innermost = pool;
  return reinterpret_cast<void *>(pool->number);
}

STANDIN_EXPORT void objc_autoreleasePoolPop(void *token) {
  leave_method();
  Pool *pool = innermost;
  const auto number = reinterpret_cast<unsigned long>(token);
  if (!pool) stop("objc_autoreleasePoolPop(%lu): this thread has no pool", number);
  if (pool->number != number) {
    stop("objc_autoreleasePoolPop(%lu): the innermost pool of this thread is %lu", number,
         pool->number);
  }
  // What the last objects hold may itself be autoreleased, into this pool.
  while (pool->count) let_go(pool->objects[--pool->count]);
  innermost = pool->outer;
  free(pool->objects);
  free(pool);
}
