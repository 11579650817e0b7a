#include "program.h"

#include "faults.h"
#include "runtime.h"

namespace standin {

namespace {

const char *required(const char *variable) {
  const char *value = getenv(variable);
  if (!value) stop("the environment has no %s", variable);
  return value;
}

char *read_text(const char *path) {
  unsigned long length;
  return read_file(path, length);
}

void write_file(const char *path, const char *bytes, unsigned long length) {
  constexpr int write_create_truncate = 0x241;
  const int file = open(path, write_create_truncate, 0644);
  while (file >= 0 && length) {
    const long written = write(file, bytes, length);
    if (written <= 0) break;
    bytes += written;
    length -= static_cast<unsigned long>(written);
  }
  if (file < 0 || length) stop("cannot write %s", path);
  close(file);
}

// FNV-1a, 64 bits.
unsigned long hash(unsigned long seed, const char *bytes, unsigned long length) {
  for (unsigned long i = 0; i < length; ++i) {
    seed = (seed ^ static_cast<unsigned char>(bytes[i])) * 0x100000001B3;
  }
  return seed;
}

// Reads the words and lines of the manifest.
class Reader {
 public:
  explicit Reader(const char *text) : rest_(text) {}

  bool at_end() const { return !*rest_; }

  char *until(char end) {
    const char ends[] = {end, 0};
    const unsigned long length = strcspn(rest_, ends);
    char *word = strndup(rest_, length);
    rest_ += length;
    if (*rest_) ++rest_;
    return word;
  }

  char *word() { return until(' '); }
  char *line() { return until('\n'); }

  unsigned long number(char end = ' ') {
    char *word = until(end);
    const unsigned long value = strtoul(word, nullptr, 10);
    free(word);
    return value;
  }

 private:
  const char *rest_;
};

template <typename T>
T *append(T *&list, unsigned &count) {
  list = static_cast<T *>(realloc(list, (count + 1) * sizeof(T)));
  T *it = &list[count++];
  memset(it, 0, sizeof(T));
  return it;
}

void *load(const char *path) {
  constexpr int now = 2;
  void *library = dlopen(path, now);
  if (!library) stop("%s", dlerror());
  return library;
}

void *symbol(void *library, const char *prefix, unsigned long index) {
  char *name = text("%s%lu", prefix, index);
  void *address = dlsym(library, name);
  if (!address) stop("%s", dlerror());
  free(name);
  return address;
}

// What the compiler found, for each parameter: 2 * bytes + whether it may be written; its MTLDataType.
struct Sizes {
  unsigned size, data;
};

void measure(Kernel &kernel, const Sizes *sizes) {
  for (unsigned i = 0; i < kernel.binding_count; ++i) {
    Binding &it = kernel.bindings[i];
    it.bytes = sizes[it.position].size / 2;
    it.written = sizes[it.position].size % 2;
    it.data = sizes[it.position].data;
  }
}

// The manifest has a line for each
//   library PATH
//   kernel ENTRY NUMBER PARAMETERS BFLOAT NAME   of the library before it
//   buffer POSITION INDEX USED NAME               of the kernel before it
//   threadgroup POSITION INDEX USED NAME
const Program *parse(const char *manifest) {
  Program *program = static_cast<Program *>(calloc(1, sizeof(Program)));
  void *library = nullptr;
  Kernel *kernel = nullptr;
  const Sizes *sizes = nullptr;
  Reader reader(manifest);
  while (!reader.at_end()) {
    const char *what = reader.word();
    if (strcmp(what, "library") == 0) {
      library = load(reader.line());
    } else if (strcmp(what, "kernel") == 0) {
      kernel = append(program->kernels, program->kernel_count);
      kernel->library = library;
      kernel->entry = reinterpret_cast<void (*)(void *const *)>(
          symbol(library, "kernel_conformance_entry_", reader.number()));
      sizes = static_cast<const Sizes *>(symbol(library, "standin_sizes_", reader.number()));
      kernel->parameters = static_cast<unsigned>(reader.number());
      kernel->bfloat = reader.number();
      kernel->name = reader.line();
    } else {
      Binding *binding = append(kernel->bindings, kernel->binding_count);
      binding->kind =
          strcmp(what, "buffer") == 0 ? Binding::Kind::buffer : Binding::Kind::threadgroup;
      binding->position = static_cast<unsigned>(reader.number());
      binding->index = reader.number();
      binding->used = reader.number();
      binding->name = reader.line();
      measure(*kernel, sizes);
    }
  }
  return program;
}

const Program *refused(char *messages) {
  Program *program = static_cast<Program *>(calloc(1, sizeof(Program)));
  program->messages = messages;
  return program;
}

}  // namespace

char *read_file(const char *path, unsigned long &length) {
  const int file = open(path, 0);
  if (file < 0) return nullptr;
  length = 0;
  unsigned long capacity = 65536;
  char *bytes = static_cast<char *>(malloc(capacity));
  for (long got; (got = read(file, bytes + length, capacity - length - 1)) > 0;) {
    length += static_cast<unsigned long>(got);
    if (length + 1 == capacity) bytes = static_cast<char *>(realloc(bytes, capacity *= 2));
  }
  close(file);
  bytes[length] = 0;
  return bytes;
}

const Kernel *Program::kernel(const char *name) const {
  for (unsigned i = 0; i < kernel_count; ++i) {
    if (strcmp(kernels[i].name, name) == 0) return &kernels[i];
  }
  return nullptr;
}

const Program *compile(const char *source, unsigned long length, unsigned language, bool checked,
                       const char *constants) {
  const char *root = required("METAL_STANDIN_DIRECTORY");
  unsigned long key = hash(0xCBF29CE484222325, source, length);
  key = hash(key * 4 + checked * 2 + faults().has("always-fuses"), constants, strlen(constants));
  char *directory = text("%s/%lx-%lu-%u", root, key, length, language);
  char *manifest_path = text("%s/manifest", directory);
  char *errors_path = text("%s/errors", directory);
  char *manifest = read_text(manifest_path), *errors = read_text(errors_path);
  if (!manifest && !errors) {
    mkdir(root, 0755);
    mkdir(directory, 0755);
    char *request = text("%s/request-%d", directory, getpid());
    char *values = text("%s-constants", request);
    write_file(request, source, length);
    write_file(values, constants, strlen(constants));
    char *command = text("'%s' library '%s' '%s' %u %d", required("METAL_STANDIN_COMPILER"), request,
                         directory, language, checked);
    if (system(command) != 0) stop("the compile helper failed: %s", command);
    manifest = read_text(manifest_path);
    errors = read_text(errors_path);
    if (!manifest && !errors) stop("the compile helper left nothing in %s", directory);
  }
  return manifest ? parse(manifest) : refused(errors);
}

}  // namespace standin
