// Queues, command buffers and encoders. What is encoded runs when somebody waits for it, so that who
// does not wait sees nothing.
#include "command.h"

#include "faults.h"

namespace standin {

namespace {

constexpr char framework[] = "Metal";

// MTLCommandBufferError.
constexpr long timed_out = 2, page_fault = 3, ignored = 4;

// After an error of these kinds a process gets no more work done.
bool banned;

// What drivers say, with the code that it comes with.
struct Driver_error {
  const char *name;
  long code;
  const char *words;
};

constexpr Driver_error driver_errors[] = {
    {"timeout", timed_out,
     "Caused GPU Timeout Error (00000002:kIOGPUCommandBufferCallbackErrorTimeout)"},
    {"hang", timed_out, "Caused GPU Hang Error (00000003:kIOGPUCommandBufferCallbackErrorHang)"},
    {"ignored", ignored,
     "Ignored (for causing prior/excessive GPU errors) "
     "(00000004:kIOGPUCommandBufferCallbackErrorSubmissionsIgnored)"},
    {"victim", 1,
     "Discarded (victim of GPU error/recovery) "
     "(00000005:kIOGPUCommandBufferCallbackErrorInnocentVictim)"},
    {"not-permitted", 7,
     "Insufficient Permission (to submit GPU work from background) "
     "(00000006:kIOGPUCommandBufferCallbackErrorBackgroundExecutionNotPermitted)"},
    {"out-of-memory", 8,
     "Insufficient Memory (00000008:kIOGPUCommandBufferCallbackErrorOutOfMemory)"},
    {"page-fault", page_fault,
     "Caused GPU Address Fault Error (0000000b:kIOGPUCommandBufferCallbackErrorPageFault)"},
    {"interactivity", 1,
     "Impacting Interactivity "
     "(0000000e:kIOGPUCommandBufferCallbackErrorImpactingInteractivity)"},
    {"interactivity-unnamed", 1, "Internal Error (0000000e:Internal Error)"},
};

const Driver_error &driver_error(const char *name) {
  for (const Driver_error &it : driver_errors) {
    if (strcmp(it.name, name) == 0) return it;
  }
  stop("%s is no driver error that the stand-in knows", name);
}

// Ends the process as an Objective-C exception does that nobody catches.
[[noreturn]] void raise_exception(const char *kernel) {
  constexpr int standard_error = 2;
  constexpr unsigned frames = 40;
  dprintf(standard_error,
          "2026-01-01 12:00:00.000 java[1:2] *** Terminating app due to uncaught exception "
          "'NSInvalidArgumentException', reason: '-[MTLCommandBuffer commit]: the dispatch of %s\n"
          "cannot be done, and this is a reason of its own line'\n*** First throw call stack:\n(\n",
          kernel);
  for (unsigned i = 0; i < frames; ++i) {
    dprintf(standard_error, "\t%u   CoreFoundation   0x%016x frame + %u\n", i, 0x1000 + i, 4 * i);
  }
  dprintf(standard_error,
          ")\nlibc++abi: terminating due to uncaught exception of type NSException\n");
  abort();
}

Autoreleased<MTLCommandBuffer> command_buffer(MTLCommandQueue &) {
  return {faults().has("nil-command-buffer") ? nullptr : make<MTLCommandBuffer>()};
}

const Method of_queue[] = {method<&command_buffer>("commandBuffer")};

Autoreleased<MTLComputeCommandEncoder> compute_encoder(MTLCommandBuffer &self) {
  if (self.status != MTLCommandBuffer::not_enqueued) stop("the command buffer is committed");
  if (self.encoder) stop("the encoder before it was not ended with endEncoding");
  MTLComputeCommandEncoder *encoder = make<MTLComputeCommandEncoder>();
  encoder->commands = hold(&self);
  encoder->bound = static_cast<Bound *>(calloc(most_bindings, sizeof(Bound)));
  encoder->threadgroup_memory =
      static_cast<unsigned long *>(calloc(most_bindings, sizeof(unsigned long)));
  self.encoder = encoder;
  return {encoder};
}

void commit(MTLCommandBuffer &self) {
  if (self.status != MTLCommandBuffer::not_enqueued) stop("committed twice");
  if (self.encoder) stop("committed without endEncoding");
  if (!self.first) stop("committed with nothing encoded");
  for (const Dispatch *it = self.first; it; it = it->next) {
    if (faults().has("exception", it->kernel->name)) raise_exception(it->kernel->name);
  }
  self.status = MTLCommandBuffer::committed;
}

double now() {
  constexpr int monotonic = 1;
  timespec time;
  clock_gettime(monotonic, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// The error that is ordered for one of the kernels; 0 for none.
long ordered_error(const MTLCommandBuffer &self) {
  for (const Dispatch *it = self.first; it; it = it->next) {
    const unsigned long code = faults().number("command-error", 0, it->kernel->name);
    if (code) return static_cast<long>(code);
  }
  const bool shared = self.first && self.first->next;
  return shared ? static_cast<long>(faults().number("shared-error", 0)) : 0;
}

void fail(MTLCommandBuffer &self, const char *driver) {
  const Driver_error &it = driver_error(driver);
  self.error = it.code;
  self.words = it.words;
}

// What the driver is ordered to say, and what it says of all work after a GPU has got stuck.
void order_driver_error(MTLCommandBuffer &self) {
  for (const Dispatch *it = self.first; it; it = it->next) {
    if (faults().has("wedge", it->kernel->name) || faults().has("silent-wedge", it->kernel->name)) {
      happens(happened("seen") < faults().number("wedge", 0, it->kernel->name) ? "seen" : "wedged");
    }
    char *word = faults().word("driver-error", it->kernel->name);
    if (word) fail(self, word);
    free(word);
  }
  if (!happened("wedged")) return;
  while (faults().ordered("silent-wedge")) pause();
  fail(self, "hang");
}

void run(MTLCommandBuffer &self) {
  self.error = banned ? ignored : ordered_error(self);
  if (!self.error) order_driver_error(self);
  if (self.error == timed_out || self.error == page_fault) banned = true;
  self.started = now();
  for (const Dispatch *it = self.first; it && !self.error; it = it->next) {
    while (faults().has("timeout", it->kernel->name)) pause();
    execute(*it);
  }
  self.ended = now();
  self.status = self.error ? MTLCommandBuffer::failed : MTLCommandBuffer::completed;
}

void wait(MTLCommandBuffer &self) {
  if (self.status == MTLCommandBuffer::not_enqueued) stop("waited for without commit");
  if (self.status == MTLCommandBuffer::committed) run(self);
}

unsigned long status(MTLCommandBuffer &self) { return self.status; }

const char *words(long code) {
  switch (code) {
    case 1: return "Internal Error";
    case timed_out: return "Caused GPU Timeout Error";
    case page_fault: return "Caused GPU Address Fault Error";
    case ignored: return "Ignored (for causing prior/excessive GPU errors)";
    case 8: return "Insufficient Memory";
    case 9: return "Invalid Resource";
    default: return "Error";
  }
}

Autoreleased<NSError> error(MTLCommandBuffer &self) {
  if (!self.error) return {nullptr};
  constexpr char aborted[] =
      "Execution of the command buffer was aborted due to an error during execution.";
  char *message = self.words ? text("%s %s", aborted, self.words)
                             : text("%s %s (%08lx)", aborted, words(self.error),
                                    static_cast<unsigned long>(self.error));
  NSError *it = NSError::of("MTLCommandBufferErrorDomain", self.error, message);
  free(message);
  return {it};
}

double gpu_start(MTLCommandBuffer &self) { return self.started; }
double gpu_end(MTLCommandBuffer &self) { return self.ended; }

const Method of_command_buffer[] = {
    method<&compute_encoder>("computeCommandEncoder"),
    method<&commit>("commit"),
    method<&wait>("waitUntilCompleted"),
    method<&status>("status"),
    method<&error>("error"),
    method<&gpu_start>("GPUStartTime"),
    method<&gpu_end>("GPUEndTime"),
};

void require_encoding(const MTLComputeCommandEncoder &self) {
  if (!self.commands) stop("sent after endEncoding");
}

void require_index(unsigned long index) {
  if (index >= most_bindings) stop("index %lu is not below %u", index, most_bindings);
}

void unbind(Bound &bound) {
  let_go(bound.buffer);
  free(bound.bytes);
  bound = {};
}

void set_pipeline(MTLComputeCommandEncoder &self, MTLComputePipelineState &pipeline) {
  require_encoding(self);
  let_go(self.pipeline);
  self.pipeline = hold(&pipeline);
}

void set_buffer(MTLComputeCommandEncoder &self, MTLBuffer *buffer, unsigned long offset,
                unsigned long index) {
  require_encoding(self);
  require_index(index);
  if (buffer && offset >= buffer->length) {
    stop("offset %lu is not below the length of the buffer, %lu", offset, buffer->length);
  }
  hold(buffer);
  unbind(self.bound[index]);
  self.bound[index] = {buffer, nullptr, 0, offset};
}

void set_bytes(MTLComputeCommandEncoder &self, const void *bytes, unsigned long length,
               unsigned long index) {
  constexpr unsigned long most_bytes = 4096;
  require_encoding(self);
  require_index(index);
  if (!length || length > most_bytes) stop("length %lu is not from 1 to %lu", length, most_bytes);
  unbind(self.bound[index]);
  unsigned char *copy = static_cast<unsigned char *>(aligned_alloc(256, (length + 255) / 256 * 256));
  memcpy(copy, bytes, length);
  self.bound[index] = {nullptr, copy, length, 0};
}

void set_threadgroup_memory(MTLComputeCommandEncoder &self, unsigned long length,
                            unsigned long index) {
  require_encoding(self);
  require_index(index);
  if (length % 16) stop("length %lu is not a multiple of 16", length);
  self.threadgroup_memory[index] = length;
}

void require_extent(const char *what, const Extent &it) {
  if (!it.width || !it.height || !it.depth) {
    stop("%s are %lu x %lu x %lu; none may be 0", what, it.width, it.height, it.depth);
  }
}

void require_bindings(const MTLComputeCommandEncoder &self, const Kernel &kernel) {
  unsigned long threadgroup_memory = 0;
  for (unsigned i = 0; i < most_bindings; ++i) threadgroup_memory += self.threadgroup_memory[i];
  if (threadgroup_memory > most_threadgroup_memory) {
    stop("%lu bytes of threadgroup memory, more than %lu", threadgroup_memory,
         most_threadgroup_memory);
  }
  for (unsigned i = 0; i < kernel.binding_count; ++i) {
    const Binding &it = kernel.bindings[i];
    if (!it.used) continue;
    if (it.kind == Binding::Kind::threadgroup) {
      if (!self.threadgroup_memory[it.index]) {
        stop("%s: missing threadgroup memory binding at index %lu for %s", kernel.name, it.index,
             it.name);
      }
      continue;
    }
    const Bound &bound = self.bound[it.index];
    if (!bound.is_bound()) {
      stop("%s: missing buffer binding at index %lu for %s", kernel.name, it.index, it.name);
    }
    if (bound.available() < it.bytes) {
      stop("%s: the %lu bytes bound at index %lu for %s are fewer than the %lu of its type",
           kernel.name, bound.available(), it.index, it.name, it.bytes);
    }
    // Metal asks for the alignment of the type, which is at most 16.
    const unsigned long power = it.bytes & -it.bytes, alignment = power < 16 ? power : 16;
    if (alignment && bound.offset % alignment) {
      stop("%s: offset %lu at index %lu for %s is not a multiple of %lu", kernel.name, bound.offset,
           it.index, it.name, alignment);
    }
    if (bound.bytes && it.written) {
      stop("%s: bytes are bound at index %lu for %s, which can be written", kernel.name, it.index,
           it.name);
    }
  }
}

// `grid` is zeros where threadgroups are counted.
void add_dispatch(MTLComputeCommandEncoder &self, Extent threadgroups, Extent threads, Extent grid) {
  require_encoding(self);
  if (!self.pipeline) stop("no pipeline is set");
  require_extent("threadgroups", threadgroups);
  require_extent("threads per threadgroup", threads);
  if (threads.width * threads.height * threads.depth > most_threads_per_threadgroup) {
    stop("%lu x %lu x %lu threads per threadgroup are more than %lu", threads.width, threads.height,
         threads.depth, most_threads_per_threadgroup);
  }
  require_bindings(self, *self.pipeline->kernel);
  Dispatch *it = static_cast<Dispatch *>(calloc(1, sizeof(Dispatch)));
  it->kernel = self.pipeline->kernel;
  it->threadgroups = threadgroups;
  it->threads = threads;
  it->grid = grid;
  memcpy(it->threadgroup_memory, self.threadgroup_memory, sizeof it->threadgroup_memory);
  for (unsigned i = 0; i < most_bindings; ++i) {
    const Bound &bound = self.bound[i];
    it->bound[i] = bound;
    hold(bound.buffer);
    if (bound.bytes) {
      const unsigned long room = (bound.length + 255) / 256 * 256;
      it->bound[i].bytes = static_cast<unsigned char *>(aligned_alloc(256, room));
      memcpy(it->bound[i].bytes, bound.bytes, bound.length);
    }
  }
  MTLCommandBuffer &commands = *self.commands;
  (commands.last ? commands.last->next : commands.first) = it;
  commands.last = it;
}

void dispatch(MTLComputeCommandEncoder &self, Extent threadgroups, Extent threads) {
  add_dispatch(self, threadgroups, threads, {});
}

unsigned long over(unsigned long size, unsigned long divisor) {
  return divisor ? (size + divisor - 1) / divisor : size;
}

void dispatch_threads(MTLComputeCommandEncoder &self, Extent grid, Extent threads) {
  require_extent("threads", grid);
  add_dispatch(self,
               {over(grid.width, threads.width), over(grid.height, threads.height),
                over(grid.depth, threads.depth)},
               threads, grid);
}

void end_encoding(MTLComputeCommandEncoder &self) {
  require_encoding(self);
  MTLCommandBuffer *commands = self.commands;
  self.commands = nullptr;
  commands->encoder = nullptr;
  let_go(commands);
}

const Method of_encoder[] = {
    method<&set_pipeline>("setComputePipelineState:"),
    method<&set_buffer>("setBuffer:offset:atIndex:"),
    method<&set_bytes>("setBytes:length:atIndex:"),
    method<&set_threadgroup_memory>("setThreadgroupMemoryLength:atIndex:"),
    method<&dispatch>("dispatchThreadgroups:threadsPerThreadgroup:"),
    method<&dispatch_threads>("dispatchThreads:threadsPerThreadgroup:"),
    method<&end_encoding>("endEncoding"),
};

}  // namespace

Class MTLCommandQueue::type = define<MTLCommandQueue>("MTLCommandQueue", framework, of_queue);
Class MTLCommandBuffer::type =
    define<MTLCommandBuffer>("MTLCommandBuffer", framework, of_command_buffer);
Class MTLComputeCommandEncoder::type =
    define<MTLComputeCommandEncoder>("MTLComputeCommandEncoder", framework, of_encoder);

void MTLCommandBuffer::dispose() {
  for (Dispatch *it = first; it;) {
    for (Bound &bound : it->bound) unbind(bound);
    Dispatch *next = it->next;
    free(it);
    it = next;
  }
}

void MTLComputeCommandEncoder::dispose() {
  if (commands) stop("an encoder is released without endEncoding");
  for (unsigned i = 0; i < most_bindings; ++i) unbind(bound[i]);
  let_go(pipeline);
  free(bound);
  free(threadgroup_memory);
}

}  // namespace standin
