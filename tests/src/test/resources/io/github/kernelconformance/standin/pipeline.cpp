// Compute pipelines and their reflection.
#include "pipeline.h"

#include "faults.h"

namespace standin {

namespace {

constexpr char framework[] = "Metal";

unsigned long most_threads(MTLComputePipelineState &) { return most_threads_per_threadgroup; }
unsigned long execution_width(MTLComputePipelineState &self) {
  return faults().number("execution-width", simd_width, self.kernel->name);
}
unsigned long static_memory(MTLComputePipelineState &) { return 0; }

const Method of_pipeline[] = {
    method<&most_threads>("maxTotalThreadsPerThreadgroup"),
    method<&execution_width>("threadExecutionWidth"),
    method<&static_memory>("staticThreadgroupMemoryLength"),
};

template <typename T>
T *of(const Binding &binding) {
  T *object = make<T>();
  object->binding = &binding;
  return object;
}

Autoreleased<NSArray> bindings(MTLComputePipelineReflection &self) {
  NSArray *array = NSArray::of_capacity(self.kernel->binding_count);
  for (unsigned i = 0; i < self.kernel->binding_count; ++i) {
    const Binding &it = self.kernel->bindings[i];
    if (it.kind == Binding::Kind::buffer) {
      array->add(of<MTLBufferBinding>(it));
    } else {
      array->add(of<MTLThreadgroupBinding>(it));
    }
  }
  return {array};
}

Autoreleased<NSArray> arguments(MTLComputePipelineReflection &self) {
  NSArray *array = NSArray::of_capacity(self.kernel->binding_count);
  for (unsigned i = 0; i < self.kernel->binding_count; ++i) {
    array->add(of<MTLArgument>(self.kernel->bindings[i]));
  }
  return {array};
}

const Method of_reflection[] = {
    method<&bindings>("bindings"),
    method<&arguments>("arguments"),
};

template <typename T>
Autoreleased<NSString> name(T &self) {
  return {NSString::copy(self.binding->name)};
}
template <typename T>
unsigned long index(T &self) {
  return self.binding->index;
}
template <typename T>
long type(T &self) {
  return self.binding->kind == Binding::Kind::buffer ? 0 : 1;
}
template <typename T>
unsigned long access(T &self) {
  constexpr unsigned long read_only = 0, read_write = 1;
  return self.binding->written ? read_write : read_only;
}
template <typename T>
bool is_used(T &self) {
  return self.binding->used;
}
template <typename T>
unsigned long bytes(T &self) {
  return self.binding->bytes;
}
template <typename T>
unsigned long data(T &self) {
  return self.binding->data;
}

const Method of_buffer_binding[] = {
    method<&name<MTLBufferBinding>>("name"),
    method<&index<MTLBufferBinding>>("index"),
    method<&type<MTLBufferBinding>>("type"),
    method<&access<MTLBufferBinding>>("access"),
    method<&is_used<MTLBufferBinding>>("isUsed"),
    method<&bytes<MTLBufferBinding>>("bufferDataSize"),
    method<&data<MTLBufferBinding>>("bufferDataType"),
};
const Method of_threadgroup_binding[] = {
    method<&name<MTLThreadgroupBinding>>("name"),
    method<&index<MTLThreadgroupBinding>>("index"),
    method<&type<MTLThreadgroupBinding>>("type"),
    method<&access<MTLThreadgroupBinding>>("access"),
    method<&is_used<MTLThreadgroupBinding>>("isUsed"),
    method<&bytes<MTLThreadgroupBinding>>("threadgroupMemoryDataSize"),
};
const Method of_argument[] = {
    method<&name<MTLArgument>>("name"),
    method<&index<MTLArgument>>("index"),
    method<&type<MTLArgument>>("type"),
    method<&access<MTLArgument>>("access"),
    method<&is_used<MTLArgument>>("isActive"),
    method<&bytes<MTLArgument>>("bufferDataSize"),
    method<&data<MTLArgument>>("bufferDataType"),
    method<&bytes<MTLArgument>>("threadgroupMemoryDataSize"),
};

}  // namespace

Class MTLComputePipelineState::type =
    define<MTLComputePipelineState>("MTLComputePipelineState", framework, of_pipeline);
Class MTLComputePipelineReflection::type =
    define<MTLComputePipelineReflection>("MTLComputePipelineReflection", framework, of_reflection);
Class MTLBufferBinding::type =
    define<MTLBufferBinding>("MTLBufferBinding", framework, of_buffer_binding);
Class MTLThreadgroupBinding::type =
    define<MTLThreadgroupBinding>("MTLThreadgroupBinding", framework, of_threadgroup_binding);
Class MTLArgument::type = define<MTLArgument>("MTLArgument", framework, of_argument);

Owned<MTLComputePipelineState> new_pipeline(MTLDevice &, MTLFunction &function, unsigned long options,
                                            Out<MTLComputePipelineReflection> reflection,
                                            Out<NSError> error) {
  if (options > 3) stop("%lu is no set of pipeline options", options);
  const char *kernel = function.kernel->name;
  while (faults().has("endless-pipeline", kernel)) pause();
  usleep(static_cast<unsigned>(1000 * faults().number("slow-pipeline", 0, kernel)));
  char *refusal = faults().word("nil-pipeline", kernel);
  free(refusal);
  if (refusal) return {nullptr};
  if (function.kernel->bfloat && !has_bfloat()) {
    error.set(NSError::of("CompilerError", 2, "Compiler encountered an internal error"));
    return {nullptr};
  }
  if (reflection.wanted() && options) {
    MTLComputePipelineReflection *it = make<MTLComputePipelineReflection>();
    it->kernel = function.kernel;
    reflection.set(it);
  }
  MTLComputePipelineState *pipeline = make<MTLComputePipelineState>();
  pipeline->kernel = function.kernel;
  return {pipeline};
}

}  // namespace standin
