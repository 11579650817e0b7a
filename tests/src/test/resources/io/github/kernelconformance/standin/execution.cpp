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

// A buffer of a dispatch, once, however often it is bound; or memory of its threadgroups.
struct Used {
  unsigned char *begin; // of the whole buffer; null for threadgroup memory
  unsigned long index;  // of threadgroup memory
  unsigned long length;
  unsigned char *placed; // where the kernel finds it
  const char *label;
  Buffer_use use;
};

constexpr unsigned most_used = 2 * most_bindings, most_findings = 32;
constexpr unsigned long alignment = 256;

unsigned long aligned(unsigned long length) {
  return (length + alignment - 1) / alignment * alignment;
}

// What a dispatch needs in memory, while it runs.
class Execution {
 public:
  explicit Execution(const Dispatch &dispatch) : dispatch_(dispatch), kernel_(*dispatch.kernel) {
    for (unsigned i = 0; i < kernel_.binding_count; ++i) {
      const Binding &it = kernel_.bindings[i];
      if (it.kind == Binding::Kind::buffer) {
        if (dispatch.bound[it.index].is_bound()) use(it);
      } else {
        used_[count_++] = {nullptr, it.index, dispatch.threadgroup_memory[it.index], nullptr, nullptr,
                           Buffer_use::threadgroup};
      }
    }
  }

  void run() {
    if (validates()) {
      run_checked();
    } else if (faults().has("paravirtual-zeros")) {
      run_to_zeros();
    } else {
      run_unchecked();
    }
  }

 private:
  void use(const Binding &binding) {
    const Bound &bound = dispatch_.bound[binding.index];
    unsigned char *begin = start(bound);
    const Buffer_use use = binding.written ? Buffer_use::output : Buffer_use::input;
    for (unsigned i = 0; i < count_; ++i) {
      if (used_[i].begin == begin) {
        if (binding.written) used_[i].use = use;
        return;
      }
    }
    const unsigned long length = bound.buffer ? bound.buffer->length : bound.length;
    const char *label = bound.buffer && bound.buffer->label ? bound.buffer->label : "<unnamed>";
    used_[count_++] = {begin, 0, length, begin, label, use};
  }

  static unsigned char *start(const Bound &bound) {
    return bound.buffer ? bound.buffer->contents : bound.bytes;
  }

  // The engine's checks see what is in its own memory.
  void run_checked() {
    constexpr unsigned long gap = 1 << 18;
    unsigned long size = gap;
    for (unsigned i = 0; i < count_; ++i) size += aligned(used_[i].length) + gap;
    unsigned char *at = engine<Arena>(kernel_, "kernel_conformance_arena")(size);
    if (!at) stop("no memory");
    at += gap;
    for (unsigned i = 0; i < count_; ++i) {
      Used &it = used_[i];
      it.placed = at;
      if (it.begin) memcpy(at, it.begin, it.length);
      at += aligned(it.length) + gap;
    }
    launch(used_, count_, kernel_conformance::check_memory);
    for (unsigned i = 0; i < count_; ++i) {
      const Used &it = used_[i];
      if (it.use == Buffer_use::output) memcpy(it.begin, it.placed, it.length);
    }
  }

  // The engine is told of threadgroup memory only, since it writes beside what it is told of.
  void run_unchecked() {
    constexpr unsigned long guard = 256;
    Used threadgroup[most_bindings];
    unsigned count = 0;
    for (unsigned i = 0; i < count_; ++i) {
      Used &it = used_[i];
      if (it.use != Buffer_use::threadgroup) continue;
      it.placed = static_cast<unsigned char *>(
                      aligned_alloc(alignment, aligned(it.length) + 2 * guard)) +
                  guard;
      threadgroup[count++] = it;
    }
    launch(threadgroup, count, 0);
    for (unsigned i = 0; i < count; ++i) free(threadgroup[i].placed - guard);
  }

  // Whatever the kernel changes becomes 0.
  void run_to_zeros() {
    unsigned char *before[most_used] = {};
    for (unsigned i = 0; i < count_; ++i) {
      if (!used_[i].begin) continue;
      before[i] = static_cast<unsigned char *>(malloc(used_[i].length));
      memcpy(before[i], used_[i].begin, used_[i].length);
    }
    run_unchecked();
    for (unsigned i = 0; i < count_; ++i) {
      for (unsigned long byte = 0; before[i] && byte < used_[i].length; ++byte) {
        if (used_[i].begin[byte] != before[i][byte]) used_[i].begin[byte] = 0;
      }
      free(before[i]);
    }
  }

  unsigned char *address(const Binding &binding) const {
    const bool threadgroup = binding.kind == Binding::Kind::threadgroup;
    const Bound &bound = dispatch_.bound[binding.index];
    for (unsigned i = 0; i < count_; ++i) {
      const Used &it = used_[i];
      if (threadgroup && !it.begin && it.index == binding.index) return it.placed;
      if (!threadgroup && it.begin && it.begin == start(bound)) return it.placed + bound.offset;
    }
    return nullptr;
  }

  // `told`: what the engine is told of.
  void launch(const Used *told, unsigned count, unsigned checks) {
    void **arguments = static_cast<void **>(calloc(kernel_.parameters + 1, sizeof(void *)));
    for (unsigned i = 0; i < kernel_.binding_count; ++i) {
      arguments[kernel_.bindings[i].position] = address(kernel_.bindings[i]);
    }
    Buffer_description buffers[most_used];
    for (unsigned i = 0; i < count; ++i) {
      constexpr unsigned guard = 256;
      buffers[i] = {told[i].placed, told[i].length, told[i].use, guard};
    }
    Finding findings[most_findings];
    Launch launch = {};
    launch.kernel = kernel_.entry;
    launch.arguments = arguments;
    launch.buffers = buffers;
    launch.buffer_count = count;
    launch.findings = findings;
    launch.finding_capacity = most_findings;
    launch.checks = checks;
    copy(dispatch_.threadgroups, launch.threadgroups);
    copy(dispatch_.grid, launch.grid);
    copy(dispatch_.threads, launch.threads);
    if (engine<Launcher>(kernel_, "kernel_conformance_launch")(&launch)) {
      stop("the engine cannot launch %s", kernel_.name);
    }
    for (unsigned i = 0; checks && i < launch.finding_count; ++i) report(findings[i]);
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
    const Used *buffer =
        it.kind == Finding_kind::out_of_bounds && it.buffer ? &used_[it.buffer - 1] : nullptr;
    if (!buffer && it.kind != Finding_kind::wild) return;
    const bool threadgroup = buffer && !buffer->begin;
    constexpr int standard_error = 2;
    dprintf(standard_error, "Invalid %s %s at offset %lu, executing kernel function: \"%s\" \n",
            threadgroup ? "threadgroup" : "device", it.write ? "store" : "load",
            static_cast<unsigned long>(it.offset), kernel_.name);
    if (buffer && !threadgroup) {
      dprintf(standard_error, "buffer: %s, length:%lu, resident:Read Write\n", buffer->label,
              buffer->length);
    }
    dprintf(standard_error, "encoder: \"0\", dispatch: 0\n\n");
  }

  const Dispatch &dispatch_;
  const Kernel &kernel_;
  Used used_[most_used];
  unsigned count_ = 0;
};

}  // namespace

void execute(const Dispatch &dispatch) { Execution(dispatch).run(); }

}  // namespace standin
