package io.github.kernelconformance.device.metal;

/**
 * Every message that is sent to an Objective-C object. Unless a line says otherwise they are in
 * Apple's metal-cpp headers, in the class named above them.
 */
enum Selector {
  // NSObject, in Foundation/NSObject.hpp of metal-cpp
  NEW("new"),
  RELEASE("release"),
  RESPONDS_TO_SELECTOR("respondsToSelector:"),

  // NSString, NSURL
  STRING_WITH_UTF8_STRING("stringWithUTF8String:"),
  UTF8_STRING("UTF8String"),
  FILE_URL_WITH_PATH("fileURLWithPath:"),

  // NSError
  LOCALIZED_DESCRIPTION("localizedDescription"),
  DOMAIN("domain"),
  CODE("code"),

  // NSArray
  COUNT("count"),
  OBJECT_AT_INDEX("objectAtIndex:"),

  // MTLDevice
  NAME("name"),
  /** An MTLArchitecture, whose {@code name} is as above. */
  ARCHITECTURE("architecture"),
  HAS_UNIFIED_MEMORY("hasUnifiedMemory"),
  SUPPORTS_FAMILY("supportsFamily:"),
  MAX_THREADGROUP_MEMORY_LENGTH("maxThreadgroupMemoryLength"),
  MAX_BUFFER_LENGTH("maxBufferLength"),
  MAX_THREADS_PER_THREADGROUP("maxThreadsPerThreadgroup"),
  NEW_LIBRARY_WITH_SOURCE("newLibraryWithSource:options:error:"),
  NEW_LIBRARY_WITH_URL("newLibraryWithURL:error:"),
  NEW_COMMAND_QUEUE("newCommandQueue"),
  NEW_BUFFER_WITH_LENGTH("newBufferWithLength:options:"),
  NEW_PIPELINE("newComputePipelineStateWithFunction:options:reflection:error:"),

  // MTLCompileOptions
  SET_FAST_MATH_ENABLED("setFastMathEnabled:"),
  SET_MATH_MODE("setMathMode:"),
  SET_MATH_FUNCTIONS("setMathFloatingPointFunctions:"),
  SET_LANGUAGE_VERSION("setLanguageVersion:"),

  // MTLLibrary
  FUNCTION_NAMES("functionNames"),
  NEW_FUNCTION_WITH_NAME("newFunctionWithName:"),
  NEW_FUNCTION_WITH_CONSTANT_VALUES("newFunctionWithName:constantValues:error:"),

  // MTLFunctionConstantValues
  SET_CONSTANT_VALUE("setConstantValue:type:atIndex:"),

  // MTLComputePipelineState
  MAX_TOTAL_THREADS_PER_THREADGROUP("maxTotalThreadsPerThreadgroup"),
  THREAD_EXECUTION_WIDTH("threadExecutionWidth"),
  STATIC_THREADGROUP_MEMORY_LENGTH("staticThreadgroupMemoryLength"),

  // MTLComputePipelineReflection and its bindings; NAME as above
  BINDINGS("bindings"),
  ARGUMENTS("arguments"),
  INDEX("index"),
  TYPE("type"),
  IS_USED("isUsed"),
  /** What a binding's {@code isUsed} is called for an argument: MTLArgument.hpp of metal-cpp. */
  IS_ACTIVE("isActive"),
  ACCESS("access"),
  BUFFER_DATA_SIZE("bufferDataSize"),
  /** MTLArgument.hpp of metal-cpp, as the next. */
  BUFFER_DATA_TYPE("bufferDataType"),
  THREADGROUP_MEMORY_DATA_SIZE("threadgroupMemoryDataSize"),

  // MTLCommandQueue, MTLCommandBuffer
  COMMAND_BUFFER("commandBuffer"),
  COMPUTE_COMMAND_ENCODER("computeCommandEncoder"),
  COMMIT("commit"),
  WAIT_UNTIL_COMPLETED("waitUntilCompleted"),
  STATUS("status"),
  ERROR("error"),
  GPU_START_TIME("GPUStartTime"),
  GPU_END_TIME("GPUEndTime"),

  // MTLComputeCommandEncoder
  SET_PIPELINE("setComputePipelineState:"),
  SET_BUFFER("setBuffer:offset:atIndex:"),
  SET_THREADGROUP_MEMORY("setThreadgroupMemoryLength:atIndex:"),
  DISPATCH_THREADGROUPS("dispatchThreadgroups:threadsPerThreadgroup:"),
  /** Of a grid in threads: MTLComputeCommandEncoder.hpp of metal-cpp. */
  DISPATCH_THREADS("dispatchThreads:threadsPerThreadgroup:"),
  END_ENCODING("endEncoding"),

  // MTLBuffer
  CONTENTS("contents"),
  /** The name that shader validation tells of a buffer: MTLResource.hpp of metal-cpp. */
  SET_LABEL("setLabel:");

  private final String text;

  Selector(String text) {
    this.text = text;
  }

  /** The selector as {@code sel_registerName} takes it. */
  String text() {
    return text;
  }
}
