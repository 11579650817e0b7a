// Runs dispatches with the engine of the host device.
#include "command.h"
#include "faults.h"
#include "launch.h"

using kernel_conformance::Buffer_description;
using kernel_conformance::Buffer_use;
using kernel_conformance::Finding;
using kernel_conformance::Finding_kind;
using kernel_conformance::Launch;

namespace standin {

namespace {

using Arena = unsigned char *(*)(unsigned long);
using Launcher = int (*)(Launch *);

template <typename Function>
Function engine(const Kernel &kernel, const char *name) {
  void *address = dlsym(kernel.library, name);
  if (!address) stop("%s", dlerror());
  return reinterpret_cast<Function>(address);
}

// A buffer or the threadgroup memory of a dispatch, once, however often it is bound.
struct Used {
  unsigned char *begin; // of the whole buffer
  unsigned long length;
  unsigned char *placed; // where the kernel finds it
  Buffer_use use;
};

constexpr unsigned most_findings = 32;

// What a dispatch needs in memory, while it runs.
class Execution {
 public:
  explicit Execution(const Dispatch &dispatch) : dispatch_(dispatch), kernel_(*dispatch.kernel) {
    for (unsigned i = 0; i < most_bindings; ++i) {
      const unsigned long length = dispatch.threadgroup_memory[i];
      void *memory = length ? aligned_alloc(256, (length + 255) / 256 * 256) : nullptr;
      threadgroup_memory_[i] = static_cast<unsigned char *>(memory);
    }
    for (unsigned i = 0; i < kernel_.binding_count; ++i) use(kernel_.bindings[i]);
  }

  ~Execution() {
    for (void *it : threadgroup_memory_) free(it);
  }

  Execution(const Execution &) = delete;
  Execution &operator=(const Execution &) = delete;

  void run() {
    if (validates()) {
      run_checked();
    } else if (faults().has("paravirtual-zeros")) {
      run_to_zeros();
    } else {
      launch(0);
    }
  }

 private:
  void use(const Binding &binding) {
    unsigned char *begin = beginning(binding);
    if (binding.kind == Binding::Kind::threadgroup) {
      const unsigned long length = dispatch_.threadgroup_memory[binding.index];
      used_[count_++] = {begin, length, begin, Buffer_use::threadgroup};
      return;
    }
    const Buffer_use use = binding.written ? Buffer_use::output : Buffer_use::input;
    for (unsigned i = 0; i < count_; ++i) {
      if (used_[i].begin == begin) {
        if (binding.written) used_[i].use = use;
        return;
      }
    }
    const Bound &bound = dispatch_.bound[binding.index];
    const unsigned long length = bound.buffer ? bound.buffer->length : bound.length;
    used_[count_++] = {begin, length, begin, use};
  }

  // Where the memory of an argument begins that the dispatch has for it.
  unsigned char *beginning(const Binding &binding) const {
    if (binding.kind == Binding::Kind::threadgroup) return threadgroup_memory_[binding.index];
    const Bound &bound = dispatch_.bound[binding.index];
    return bound.buffer ? bound.buffer->contents : bound.bytes;
  }

  // The engine's checks see what is in its own memory.
  void run_checked() {
    constexpr unsigned long gap = 1 << 18, alignment = 256;
    unsigned long size = gap;
    for (unsigned i = 0; i < count_; ++i) {
      size += (used_[i].length + alignment - 1) / alignment * alignment + gap;
    }
    unsigned char *at = engine<Arena>(kernel_, "kernel_conformance_arena")(size) + gap;
    for (unsigned i = 0; i < count_; ++i) {
      Used &it = used_[i];
      it.placed = at;
      memcpy(at, it.begin, it.length);
      at += (it.length + alignment - 1) / alignment * alignment + gap;
    }
    launch(kernel_conformance::check_memory);
    for (unsigned i = 0; i < count_; ++i) {
      if (used_[i].use == Buffer_use::output) memcpy(used_[i].begin, used_[i].placed, used_[i].length);
    }
  }

  // Whatever the kernel changes becomes 0.
  void run_to_zeros() {
    unsigned char *before[2 * most_bindings];
    for (unsigned i = 0; i < count_; ++i) {
      before[i] = static_cast<unsigned char *>(malloc(used_[i].length));
      memcpy(before[i], used_[i].begin, used_[i].length);
    }
    launch(0);
    for (unsigned i = 0; i < count_; ++i) {
      for (unsigned long byte = 0; byte < used_[i].length; ++byte) {
        if (used_[i].begin[byte] != before[i][byte]) used_[i].begin[byte] = 0;
      }
      free(before[i]);
    }
  }

  unsigned char *address(const Binding &binding) const {
    const bool threadgroup = binding.kind == Binding::Kind::threadgroup;
    const unsigned long offset = threadgroup ? 0 : dispatch_.bound[binding.index].offset;
    const unsigned char *begin = beginning(binding);
    for (unsigned i = 0; i < count_; ++i) {
      if (used_[i].begin == begin) return used_[i].placed + offset;
    }
    return nullptr;
  }

  void launch(unsigned checks) {
    void **arguments = static_cast<void **>(calloc(kernel_.parameters + 1, sizeof(void *)));
    for (unsigned i = 0; i < kernel_.binding_count; ++i) {
      arguments[kernel_.bindings[i].position] = address(kernel_.bindings[i]);
    }
    Buffer_description buffers[2 * most_bindings];
    for (unsigned i = 0; i < count_; ++i) {
      buffers[i] = {used_[i].placed, used_[i].length, used_[i].use, 0};
    }
    Finding findings[most_findings];
    Launch launch = {};
    launch.kernel = kernel_.entry;
    launch.arguments = arguments;
    launch.buffers = buffers;
    launch.buffer_count = checks ? count_ : 0; // the engine writes beside what it is told of
    launch.findings = findings;
    launch.finding_capacity = most_findings;
    launch.checks = checks;
    copy(dispatch_.threadgroups, launch.threadgroups);
    copy(dispatch_.threads, launch.threads);
    if (engine<Launcher>(kernel_, "kernel_conformance_launch")(&launch)) {
      stop("the engine cannot launch %s", kernel_.name);
    }
    for (unsigned i = 0; i < launch.finding_count; ++i) report(findings[i]);
    free(arguments);
  }

  static void copy(const Extent &from, unsigned *to) {
    to[0] = static_cast<unsigned>(from.width);
    to[1] = static_cast<unsigned>(from.height);
    to[2] = static_cast<unsigned>(from.depth);
  }

  // As shader validation words it.
  void report(const Finding &it) const {
    const char *where = getenv("MTL_SHADER_VALIDATION_REPORT_TO_STDERR");
    if (!where || strcmp(where, "1") != 0) return;
    const bool beside = it.kind == Finding_kind::out_of_bounds && it.buffer;
    if (!beside && it.kind != Finding_kind::wild) return;
    constexpr int standard_error = 2;
    dprintf(standard_error, "Invalid device %s at offset %ld, executing kernel function: \"%s\"\n",
            it.write ? "store" : "load", it.offset, kernel_.name);
    if (beside) {
      dprintf(standard_error, "buffer: <unnamed>, length:%lu, resident:Read Write\n",
              used_[it.buffer - 1].length);
    }
  }

  const Dispatch &dispatch_;
  const Kernel &kernel_;
  Used used_[2 * most_bindings];
  unsigned count_ = 0;
  unsigned char *threadgroup_memory_[most_bindings];
};

}  // namespace

void execute(const Dispatch &dispatch) { Execution(dispatch).run(); }

}  // namespace standin
