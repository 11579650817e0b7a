// Stands in for the driver's library and for NVRTC on machines without a card. Memory of the card is
// memory of this process. Kernels do not run: a launch does what the name of its kernel says. The
// README beside this file has the names.

typedef unsigned long size_t;
typedef unsigned int uint;

extern "C" {
void *malloc(size_t);
void free(void *);
void *memcpy(void *, const void *, size_t);
void *memset(void *, int, size_t);
char *strstr(const char *, const char *);
size_t strlen(const char *);
int pause(void);
int open(const char *, int, ...);
long read(int, void *, size_t);
int close(int);
struct Located {
  const char *file;
  void *base;
  const char *name;
  void *address;
};
int dladdr(const void *, Located *);
}

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

constexpr int SUCCESS = 0, INVALID_VALUE = 1, NOT_INITIALIZED = 3, NO_DEVICE = 100, NOT_FOUND = 500;
constexpr int ILLEGAL_ADDRESS = 700, TIMEOUT = 702, MISALIGNED = 716;

int sticky = SUCCESS; // an error of a kernel stays, as it does in a context
bool initialized = false;
int runs = 0;

// The words of the file `faults` beside this library.
const char *faults() {
  static char text[256];
  Located here;
  if (!text[0] && dladdr(reinterpret_cast<void *>(&faults), &here)) {
    char path[4096];
    size_t length = strlen(here.file);
    while (length > 0 && here.file[length - 1] != '/') {
      length--;
    }
    memcpy(path, here.file, length);
    memcpy(path + length, "faults", 7);
    int file = open(path, 0);
    long count = file < 0 ? 0 : read(file, text, sizeof text - 2);
    text[count < 0 ? 0 : count] = ' ';
    if (file >= 0) {
      close(file);
    }
  }
  return text;
}

bool ordered(const char *fault) { return strstr(faults(), fault) != nullptr; }

void copy(char *to, const char *from, size_t most) {
  size_t length = strlen(from);
  length = length < most - 1 ? length : most - 1;
  memcpy(to, from, length);
  to[length] = 0;
}

struct Function {
  char name[256];
  uint most; // bytes of shared memory that a launch may ask for
};

struct Launched {
  uint groups[3], each[3], threads[3];
};

float bits(uint it) {
  float value;
  memcpy(&value, &it, 4);
  return value;
}

uint threads(const Launched &grid) { return grid.threads[0] * grid.threads[1] * grid.threads[2]; }

// What the launch of a kernel does. Pointers of its arguments come first, in its text's order.
int run(const char *name, char *parameters, size_t size, uint shared) {
  auto is = [&](const char *word) { return strstr(name, word) != nullptr; };
  Launched grid;
  memcpy(&grid, parameters + size - sizeof grid, sizeof grid);
  auto pointer = [&](int i) { return *reinterpret_cast<uint **>(parameters + 8 * i); };
  uint n = threads(grid);
  runs++;
  if (is("known_answer")) {
    for (uint i = 0; i < n; i++) {
      uint group = i / 64;
      pointer(1)[i] = pointer(0)[group * 64 + 63 - i % 64] * *pointer(2) + group + (ordered("wrong-answer") ? 1 : 0);
    }
  } else if (is("simd_width")) {
    for (uint i = 0; i < 2 * n; i++) {
      pointer(0)[i] = 32;
    }
  } else if (is("subnormals")) {
    pointer(1)[0] = pointer(0)[0];
    pointer(1)[1] = 2 * pointer(0)[0];
  } else if (is("contraction")) {
    pointer(1)[0] = pointer(1)[1] = 0;
  } else if (is("bfloat")) {
    for (uint i = 0; i < n; i++) {
      uint value = pointer(0)[i];
      reinterpret_cast<unsigned short *>(pointer(1))[i] =
          static_cast<unsigned short>((value + 0x7FFF + (value >> 16 & 1)) >> 16);
    }
  } else if (is("illegal")) {
    return ILLEGAL_ADDRESS;
  } else if (is("misaligned")) {
    return MISALIGNED;
  } else if (is("watchdog")) {
    return TIMEOUT;
  } else if (is("endless")) {
    for (;;) {
      pause();
    }
  } else if (is("tiles")) { // tells where its threadgroup memory is, and how much there is
    pointer(0)[0] = *reinterpret_cast<uint *>(parameters + 8);
    pointer(0)[1] = *reinterpret_cast<uint *>(parameters + 12);
    pointer(0)[2] = shared;
  } else { // y = 2 x, and what the name says besides
    for (uint i = 0; i < n; i++) {
      float doubled = 2 * bits(pointer(0)[i]);
      memcpy(pointer(1) + i, &doubled, 4);
    }
    if (is("past")) {
      pointer(1)[n] = 1;
    }
    if (is("before")) {
      pointer(1)[-1] = 1;
    }
    if (is("input")) {
      pointer(0)[1] = 7;
    }
    if (is("flaky")) {
      memcpy(pointer(1), &runs, 4);
    }
  }
  return SUCCESS;
}

// Kernels that leave elements as they were, or read them.
int partly(const char *name, char *parameters, size_t size, uint shared) {
  uint *y = *reinterpret_cast<uint **>(parameters + 8);
  uint before[2] = {y[0], y[1]};
  int result = run(name, parameters, size, shared);
  if (strstr(name, "unwritten")) {
    y[0] = before[0];
  }
  if (strstr(name, "remembers")) {
    y[1] = before[1] == 0xFFFFFFFF ? 1 : 2;
  }
  return result;
}

} // namespace

EXPORT int cuInit(uint flags) {
  if (flags != 0) {
    return INVALID_VALUE;
  }
  initialized = true;
  return ordered("no-device") ? NO_DEVICE : SUCCESS;
}

EXPORT int cuDriverGetVersion(int *version) {
  *version = ordered("old-driver") ? 11080 : ordered("driver-12") ? 12040 : 13000;
  return SUCCESS;
}

EXPORT int cuGetErrorName(int code, const char **name) {
  *name = code == ILLEGAL_ADDRESS ? "CUDA_ERROR_ILLEGAL_ADDRESS"
          : code == MISALIGNED    ? "CUDA_ERROR_MISALIGNED_ADDRESS"
          : code == TIMEOUT       ? "CUDA_ERROR_LAUNCH_TIMEOUT"
          : code == NO_DEVICE     ? "CUDA_ERROR_NO_DEVICE"
                                  : "CUDA_ERROR_INVALID_VALUE";
  return SUCCESS;
}

EXPORT int cuGetErrorString(int, const char **text) {
  *text = "the stand-in says so";
  return SUCCESS;
}

EXPORT int cuDeviceGetCount(int *count) {
  *count = ordered("no-card") ? 0 : 1;
  return initialized ? SUCCESS : NOT_INITIALIZED;
}

EXPORT int cuDeviceGet(int *device, int ordinal) {
  *device = 0;
  return ordinal == 0 ? SUCCESS : INVALID_VALUE;
}

EXPORT int cuDeviceGetName(char *name, int length, int) {
  copy(name, "NVIDIA Stand-in", static_cast<size_t>(length));
  return SUCCESS;
}

EXPORT int cuDeviceGetAttribute(int *value, int attribute, int) {
  switch (attribute) {
  case 10:
    *value = 32;
    return SUCCESS;
  case 75:
    *value = 9;
    return SUCCESS;
  case 76:
    *value = 0;
    return SUCCESS;
  case 97:
    *value = 232448;
    return SUCCESS;
  default:
    return INVALID_VALUE;
  }
}

EXPORT int cuDeviceTotalMem_v2(size_t *bytes, int) {
  *bytes = 1ul << 34;
  return SUCCESS;
}

EXPORT int cuDevicePrimaryCtxRetain(void **context, int) {
  *context = &sticky;
  return SUCCESS;
}

EXPORT int cuCtxSetCurrent(void *context) { return context == &sticky ? SUCCESS : INVALID_VALUE; }

EXPORT int cuStreamCreate(void **stream, uint) {
  *stream = &runs;
  return SUCCESS;
}

EXPORT int cuEventCreate(void **event, uint) {
  *event = malloc(1);
  return SUCCESS;
}

EXPORT int cuEventRecord(void *, void *stream) { return stream == &runs ? sticky : INVALID_VALUE; }

EXPORT int cuEventElapsedTime(float *milliseconds, void *, void *) {
  *milliseconds = 0.5f;
  return sticky;
}

EXPORT int cuStreamSynchronize(void *) { return sticky; }

EXPORT int cuMemAlloc_v2(void **address, size_t bytes) {
  *address = malloc(bytes);
  return bytes == 0 ? INVALID_VALUE : sticky;
}

EXPORT int cuMemFree_v2(void *address) {
  free(address);
  return sticky;
}

EXPORT int cuMemHostAlloc(void **address, size_t bytes, uint) {
  *address = malloc(bytes);
  return sticky;
}

EXPORT int cuMemFreeHost(void *address) {
  free(address);
  return sticky;
}

EXPORT int cuMemcpyHtoDAsync_v2(void *to, const void *from, size_t bytes, void *) {
  memcpy(to, from, bytes);
  return sticky;
}

EXPORT int cuMemcpyDtoHAsync_v2(void *to, const void *from, size_t bytes, void *) {
  memcpy(to, from, bytes);
  return sticky;
}

EXPORT int cuModuleLoadData(void **module, const void *image) {
  *module = const_cast<void *>(image);
  return strstr(static_cast<const char *>(image), "stand-in code") ? SUCCESS : INVALID_VALUE;
}

EXPORT int cuModuleGetFunction(void **function, void *, const char *name) {
  auto *made = static_cast<Function *>(malloc(sizeof(Function)));
  copy(made->name, name, sizeof made->name);
  made->most = 49152;
  *function = made;
  return strstr(name, "kernel_conformance_") == name ? SUCCESS : NOT_FOUND;
}

// Types of two parameters by the layout of signature.h, and nothing of a third, which a thread's position is.
EXPORT int cuModuleGetGlobal_v2(void **address, size_t *bytes, void *, const char *name) {
  static uint floats[] = {4, 1, 4, 1, 4, 1, 4, 1, 0, 0, 0, 0};
  static uint reads_halves[] = {2, 1, 2, 5, 4, 1, 4, 1, 0, 0, 0, 0};
  static unsigned char existing[] = {1, 0, 2};
  bool tells = strstr(name, "doubles") || strstr(name, "halves");
  if (strstr(name, "_existing") && strstr(name, "halves")) {
    *address = existing;
    *bytes = sizeof existing;
    return SUCCESS;
  }
  if (!tells || !strstr(name, "_parameters")) {
    return NOT_FOUND;
  }
  *address = strstr(name, "halves") ? reads_halves : floats;
  *bytes = sizeof floats;
  return SUCCESS;
}

EXPORT int cuMemcpyDtoH_v2(void *to, const void *from, size_t bytes) {
  memcpy(to, from, bytes);
  return sticky;
}

EXPORT int cuFuncGetAttribute(int *value, int attribute, void *) {
  *value = attribute == 0 ? 1024 : 0;
  return SUCCESS;
}

EXPORT int cuFuncSetAttribute(void *function, int attribute, int value) {
  static_cast<Function *>(function)->most = static_cast<uint>(value);
  return attribute == 8 && value <= 232448 ? SUCCESS : INVALID_VALUE;
}

EXPORT int cuLaunchKernel(void *function, uint x, uint y, uint z, uint threads, uint one, uint other,
    uint shared, void *stream, void **parameters, void **extra) {
  if (!x || !y || !z || !threads || threads > 1024 || one != 1 || other != 1 || stream != &runs ||
      shared > static_cast<Function *>(function)->most || parameters || extra[0] != reinterpret_cast<void *>(1) || extra[2] != reinterpret_cast<void *>(2) ||
      extra[4]) {
    return INVALID_VALUE;
  }
  if (sticky == SUCCESS) {
    const char *name = static_cast<Function *>(function)->name;
    char *bytes = static_cast<char *>(extra[1]);
    size_t size = *static_cast<size_t *>(extra[3]);
    bool reads = strstr(name, "unwritten") || strstr(name, "remembers");
    sticky = reads ? partly(name, bytes, size, shared) : run(name, bytes, size, shared);
  }
  return SUCCESS; // what a kernel does shows later
}

EXPORT int nvrtcVersion(int *major, int *minor) {
  *major = ordered("nvrtc-11") ? 11 : 13;
  *minor = 0;
  return SUCCESS;
}

EXPORT int nvrtcGetNumSupportedArchs(int *count) {
  *count = 2;
  return SUCCESS;
}

EXPORT int nvrtcGetSupportedArchs(int *all) {
  all[0] = 80;
  all[1] = ordered("no-sm_90") ? 89 : 90;
  return SUCCESS;
}

EXPORT int nvrtcCreateProgram(char **program, const char *text, const char *, int count,
    const char **headers, const char **names) {
  for (int i = 0; i < count; i++) {
    if (!headers[i] || !names[i]) {
      return INVALID_VALUE;
    }
  }
  *program = static_cast<char *>(malloc(strlen(text) + 1));
  memcpy(*program, text, strlen(text) + 1);
  return SUCCESS;
}

EXPORT int nvrtcCompileProgram(const char *program, int count, const char **options) {
  bool architecture = false;
  for (int i = 0; i < count; i++) {
    architecture |= strstr(options[i], "--gpu-architecture=sm_90") != nullptr;
  }
  return !architecture ? 5 : strstr(program, "does_not_compile") ? 6 : SUCCESS;
}

static const char *log(const char *program) {
  return strstr(program, "does_not_compile") ? "file.metal(3): error: msl_exp is not here" : "";
}

EXPORT int nvrtcGetProgramLogSize(const char *program, size_t *size) {
  *size = strlen(log(program)) + 1;
  return SUCCESS;
}

EXPORT int nvrtcGetProgramLog(const char *program, char *text) {
  copy(text, log(program), strlen(log(program)) + 1);
  return SUCCESS;
}

EXPORT int nvrtcGetCUBINSize(const char *, size_t *size) {
  *size = 16;
  return SUCCESS;
}

EXPORT int nvrtcGetCUBIN(const char *, char *code) {
  copy(code, "stand-in code", 16);
  return SUCCESS;
}

EXPORT const char *nvrtcGetErrorString(int) { return "NVRTC_ERROR_STAND_IN"; }

EXPORT int nvrtcDestroyProgram(char **program) {
  free(*program);
  return SUCCESS;
}
