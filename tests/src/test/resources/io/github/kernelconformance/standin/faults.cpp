#include "faults.h"

#include "libc.h"
#include "program.h"
#include "runtime.h"

namespace standin {

namespace {

constexpr char separator = ',';

// What older systems lack.
struct Introduced {
  const char *selector;
  unsigned long macos;
};
constexpr Introduced introduced[] = {
    {"bindings", 13},
    {"architecture", 14},
    {"setMathMode:", 15},
    {"setMathFloatingPointFunctions:", 15},
};

const char *after(const char *order) {
  const char *end = strchr(order, separator);
  return end ? end + 1 : order + strlen(order);
}

}  // namespace

const char *Faults::find(const char *name, const char *kernel) const {
  const unsigned long length = strlen(name);
  for (const char *order = orders_; *order; order = after(order)) {
    if (strncmp(order, name, length) != 0) continue;
    const char *rest = order + length;
    const unsigned long rest_length = strcspn(rest, ",");
    if (rest_length && *rest != '=' && *rest != '@') continue;
    const unsigned long value_length = strcspn(rest, "@,");
    if (rest[value_length] == '@') {
      const char *only = rest + value_length + 1;
      const unsigned long only_length = strcspn(only, ",");
      if (!kernel || strlen(kernel) != only_length || strncmp(only, kernel, only_length) != 0) continue;
    }
    return *rest == '=' ? rest + 1 : "";
  }
  return nullptr;
}

bool Faults::has(const char *name, const char *kernel) const { return find(name, kernel); }

unsigned long Faults::number(const char *name, unsigned long otherwise, const char *kernel) const {
  const char *value = find(name, kernel);
  return value ? strtoul(value, nullptr, 10) : otherwise;
}

char *Faults::word(const char *name, const char *kernel) const {
  const char *value = find(name, kernel);
  if (!value) return nullptr;
  char *word = strndup(value, strcspn(value, ":@,"));
  const char *rest = value + strlen(word);
  if (*rest != ':') return word;
  if (happened(word) < strtoul(rest + 1, nullptr, 10)) {
    happens(word);
    return word;
  }
  free(word);
  return nullptr;
}

unsigned long Faults::macos() const {
  constexpr unsigned long usual = 15;
  return number("macos", usual);
}

bool Faults::lack(const char *selector) const {
  for (const Introduced &it : introduced) {
    if (strcmp(it.selector, selector) == 0 && macos() < it.macos) return true;
  }
  constexpr char without[] = "without=";
  constexpr unsigned long prefix = sizeof without - 1;
  const unsigned long length = strlen(selector);
  for (const char *order = orders_; *order; order = after(order)) {
    if (strncmp(order, without, prefix) == 0 && strcspn(order + prefix, ",") == length &&
        strncmp(order + prefix, selector, length) == 0) {
      return true;
    }
  }
  return false;
}

const Faults &faults() {
  static const Faults it(getenv("METAL_STANDIN_FAULTS"));
  return it;
}

namespace {

// A file with a byte for each time; null if there is no state.
char *state_file(const char *what) {
  const char *directory = getenv("METAL_STANDIN_STATE");
  if (!directory) return nullptr;
  mkdir(directory, 0755);
  return text("%s/%s", directory, what);
}

}  // namespace

unsigned long happened(const char *what) {
  char *path = state_file(what);
  unsigned long count = 0;
  if (path) free(read_file(path, count));
  free(path);
  return count;
}

void happens(const char *what) {
  char *path = state_file(what);
  if (!path) stop("the environment has no METAL_STANDIN_STATE");
  constexpr int write_create_append = 0x441;
  const int file = open(path, write_create_append, 0644);
  if (file < 0 || write(file, "x", 1) != 1) stop("cannot write %s", path);
  close(file);
  free(path);
}

}  // namespace standin
