// The device: what it is, and what it makes.
#include "device.h"

#include "command.h"
#include "faults.h"
#include "pipeline.h"

namespace standin {

namespace {

constexpr char framework[] = "Metal";
constexpr long apple = 1000, apple_1 = 1001, apple_5 = 1005, mac_2 = 2002, metal_3 = 5001, metal_4 = 5002;
constexpr unsigned long usual_family = 9, macos_of_metal_4 = 26;
constexpr unsigned long most_buffer_length = 1ul << 32;

bool is_paravirtual() { return faults().has("paravirtual") || faults().has("paravirtual-zeros"); }

Autoreleased<NSString> name(MTLDevice &) {
  return {NSString::copy(is_paravirtual() ? "Apple Paravirtual device" : "Apple Stand-in")};
}
Autoreleased<MTLArchitecture> architecture(MTLDevice &) { return {make<MTLArchitecture>()}; }
Autoreleased<NSString> name_of_architecture(MTLArchitecture &) {
  return {NSString::copy("applegpu_standin")};
}
unsigned long registry_id(MTLDevice &) { return 0x100000A5Aul; }
bool has_unified_memory(MTLDevice &) { return true; }
bool supports_family(MTLDevice &, long family) {
  if (is_paravirtual()) return family >= apple_1 && family <= apple_5;
  const long newest = apple + static_cast<long>(faults().number("apple-family", usual_family));
  return (family >= apple_1 && family <= newest) || family == mac_2 || family == metal_3 ||
         (family == metal_4 && faults().macos() >= macos_of_metal_4);
}
unsigned long threadgroup_memory(MTLDevice &) { return most_threadgroup_memory; }
unsigned long buffer_length(MTLDevice &) { return most_buffer_length; }
Extent threads_per_threadgroup(MTLDevice &) { return {1024, 1024, 1024}; }

Owned<MTLLibrary> new_library_with_source(MTLDevice &, NSString &source, MTLCompileOptions *options,
                                          Out<NSError> error) {
  const unsigned language = options && options->language ? options->language : newest_language();
  MTLLibrary *library = library_of(source.text, strlen(source.text), language, error);
  if (library && strstr(source.text, "if constexpr") &&
      !strstr(source.text, "#pragma clang diagnostic ignored \"-Wc++17-extensions\"")) {
    error.set(NSError::of(library_domain, compile_warning,
                          "program_source:1:1: warning: constexpr if is a C++17 extension"));
  }
  return {library};
}

Owned<MTLLibrary> new_library_with_url(MTLDevice &, NSURL &url, Out<NSError> error) {
  return {library_in(url.path, error)};
}

Owned<MTLCommandQueue> new_queue(MTLDevice &) {
  return {faults().has("nil-queue") ? nullptr : make<MTLCommandQueue>()};
}

Owned<MTLBuffer> new_buffer(MTLDevice &, unsigned long length, unsigned long options) {
  if (options) stop("only shared buffers are known: options 0, not %lu", options);
  if (!length) stop("a buffer of no bytes");
  if (faults().has("nil-buffer") || length > most_buffer_length) return {nullptr};
  constexpr unsigned long page = 65536;
  constexpr int read_write = 3, private_anonymous = 0x22;
  const unsigned long mapped = (length + page - 1) / page * page;
  void *contents = mmap(nullptr, mapped, read_write, private_anonymous, -1, 0);
  if (contents == reinterpret_cast<void *>(-1)) return {nullptr};
  MTLBuffer *buffer = make<MTLBuffer>();
  buffer->contents = static_cast<unsigned char *>(contents);
  buffer->length = length;
  buffer->mapped = mapped;
  return {buffer};
}

const Method of_device[] = {
    method<&name>("name"),
    method<&architecture>("architecture"),
    method<&registry_id>("registryID"),
    method<&has_unified_memory>("hasUnifiedMemory"),
    method<&supports_family>("supportsFamily:"),
    method<&threadgroup_memory>("maxThreadgroupMemoryLength"),
    method<&buffer_length>("maxBufferLength"),
    method<&threads_per_threadgroup>("maxThreadsPerThreadgroup"),
    method<&new_library_with_source>("newLibraryWithSource:options:error:"),
    method<&new_library_with_url>("newLibraryWithURL:error:"),
    method<&new_queue>("newCommandQueue"),
    method<&new_buffer>("newBufferWithLength:options:"),
    method<&new_pipeline>("newComputePipelineStateWithFunction:options:reflection:error:"),
};

const Method of_architecture[] = {method<&name_of_architecture>("name")};

void *contents(MTLBuffer &self) { return self.contents; }
void set_label(MTLBuffer &self, NSString *label) {
  free(self.label);
  self.label = label ? strdup(label->text) : nullptr;
}

const Method of_buffer[] = {method<&contents>("contents"), method<&set_label>("setLabel:")};

MTLDevice *device() { return faults().has("no-device") ? nullptr : make<MTLDevice>(); }

}  // namespace

Class MTLDevice::type = define<MTLDevice>("MTLDevice", framework, of_device);
Class MTLArchitecture::type = define<MTLArchitecture>("MTLArchitecture", framework, of_architecture);
Class MTLBuffer::type = define<MTLBuffer>("MTLBuffer", framework, of_buffer);

// Later accesses to what it held end the process.
void MTLBuffer::dispose() {
  free(label);
  munmap(contents, mapped);
}

bool has_bfloat() { return !is_paravirtual(); }

}  // namespace standin

using namespace standin;

// For libMetal.so, which has Metal's functions under their names.
STANDIN_EXPORT Object *metal_standin_default_device() {
  // On a Mac it wants CoreGraphics in the process.
  MTLDevice *it = is_loaded("CoreGraphics") && !faults().has("no-default-device") ? device() : nullptr;
  if (it) give(it);
  return it;
}

STANDIN_EXPORT Object *metal_standin_all_devices() {
  NSArray *devices = NSArray::of_capacity(1);
  if (MTLDevice *it = device()) devices->add(it);
  give(devices);
  return devices;
}
