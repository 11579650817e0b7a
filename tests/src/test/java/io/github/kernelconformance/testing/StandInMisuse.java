package io.github.kernelconformance.testing;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.github.kernelconformance.testing.StandInSession.Extent;

/** What nobody may do with Metal, and what the stand-in says to it. */
enum StandInMisuse {
  UNKNOWN_SELECTOR(
      "-[MTLDevice nameOfDevice]: unrecognized selector", it -> it.get(it.device, "nameOfDevice")),
  UNKNOWN_CLASS_METHOD(
      "+[NSString UTF8String]: unrecognized selector",
      it -> it.get(it.classNamed("NSString"), "UTF8String")),
  NO_SELECTOR("ask sel_registerName for one", it -> it.sendRaw(it.device, text("name"))),
  /** On x86-64, where there is another function for it. */
  STRUCT_THROUGH_THE_PLAIN_SEND(
      "-[MTLDevice maxThreadsPerThreadgroup]: its result is in memory: send it with"
          + " objc_msgSend_stret",
      it -> it.get(it.device, "maxThreadsPerThreadgroup")),
  NO_OBJECT("is no object", it -> it.get(new Memory(64), "name")),
  WRONG_CLASS_OF_ARGUMENT(
      "-[MTLDevice newLibraryWithSource:options:error:]: an argument that should be a NSString is a"
          + " MTLDevice",
      it -> it.get(it.device, "newLibraryWithSource:options:error:", it.device, null, null)),
  NIL_ARGUMENT(
      "-[MTLDevice newLibraryWithURL:error:]: an argument that should be a NSURL is nil",
      it -> it.get(it.device, "newLibraryWithURL:error:", null, null)),
  NO_OBJECT_FOR_ARGUMENT(
      "-[MTLLibrary newFunctionWithName:]: ",
      it -> it.get(it.library(), "newFunctionWithName:", text("twice"))),
  AUTORELEASED_WITHOUT_POOL(
      "-[MTLDevice name]: a NSString is autoreleased with no pool in place",
      it -> {
        it.pop(it.pool);
        it.get(it.device, "name");
      }),
  POOL_OUT_OF_TURN(
      "Metal stand-in: objc_autoreleasePoolPop(",
      it -> {
        it.push();
        it.pop(it.pool);
      }),
  POOL_POPPED_TWICE(
      "this thread has no pool",
      it -> {
        it.pop(it.pool);
        it.pop(it.pool);
      }),
  USE_AFTER_RELEASE(
      "was a MTLBuffer, used after its release",
      it -> {
        Pointer buffer = it.buffer();
        it.tell(buffer, "release");
        it.get(buffer, "contents");
      }),
  USE_AFTER_POP(
      "was a NSString, used after its release",
      it -> {
        Pointer pool = it.push();
        Pointer name = it.get(it.device, "name");
        it.pop(pool);
        it.get(name, "UTF8String");
      }),
  RELEASED_TWICE(
      "was a MTLBuffer, used after its release",
      it -> {
        Pointer buffer = it.buffer();
        it.tell(buffer, "release");
        it.tell(buffer, "release");
      }),
  RELEASE_OF_WHAT_IS_NOT_OWNED(
      "-[NSString release]: released more often than it was retained",
      it -> it.tell(it.get(it.device, "name"), "release")),
  INDEX_BEYOND_ARRAY(
      "-[NSArray objectAtIndex:]: index 1 is beyond the 1 objects",
      it -> it.get(it.allDevices(), "objectAtIndex:", 1L)),
  USE_BEFORE_INIT(
      "-[MTLCompileOptions setMathMode:]: sent before init",
      it -> it.tell(it.get(it.classNamed("MTLCompileOptions"), "alloc"), "setMathMode:", 0L)),
  NO_MATH_MODE(
      "-[MTLCompileOptions setMathMode:]: 3 is no math mode",
      it -> it.tell(it.get(it.classNamed("MTLCompileOptions"), "new"), "setMathMode:", 3L)),
  NO_LANGUAGE_VERSION(
      "-[MTLCompileOptions setLanguageVersion:]: 0.310 is no version of the Metal Shading Language",
      it ->
          it.tell(it.get(it.classNamed("MTLCompileOptions"), "new"), "setLanguageVersion:", 310L)),
  TWO_ENCODERS(
      "-[MTLCommandBuffer computeCommandEncoder]: the encoder before it was not ended",
      it -> {
        it.encoder();
        it.get(it.commands, "computeCommandEncoder");
      }),
  ENCODING_AFTER_ITS_END(
      "-[MTLComputeCommandEncoder setComputePipelineState:]: sent after endEncoding",
      it -> {
        Pointer encoder = it.encoder();
        it.tell(encoder, "endEncoding");
        it.tell(encoder, "setComputePipelineState:", it.pipeline());
      }),
  COMMIT_WITHOUT_END(
      "-[MTLCommandBuffer commit]: committed without endEncoding",
      it -> {
        it.encoder();
        it.tell(it.commands, "commit");
      }),
  COMMIT_OF_NOTHING(
      "-[MTLCommandBuffer commit]: committed with nothing encoded",
      it -> {
        it.tell(it.encoder(), "endEncoding");
        it.tell(it.commands, "commit");
      }),
  COMMIT_TWICE(
      "-[MTLCommandBuffer commit]: committed twice",
      it -> {
        it.encodeTwice();
        it.tell(it.commands, "commit");
        it.tell(it.commands, "commit");
      }),
  ENCODING_AFTER_COMMIT(
      "-[MTLCommandBuffer computeCommandEncoder]: the command buffer is committed",
      it -> {
        it.encodeTwice();
        it.tell(it.commands, "commit");
        it.get(it.commands, "computeCommandEncoder");
      }),
  WAITING_WITHOUT_COMMIT(
      "-[MTLCommandBuffer waitUntilCompleted]: waited for without commit",
      it -> {
        it.encodeTwice();
        it.tell(it.commands, "waitUntilCompleted");
      }),
  ENCODER_LET_GO_BEFORE_ITS_END(
      "an encoder is released without endEncoding",
      it -> {
        it.encoder();
        it.pop(it.pool);
      }),
  DISPATCH_WITHOUT_PIPELINE(
      "no pipeline is set", it -> it.dispatch(it.encoder(), new Extent(1, 1, 1))),
  MISSING_BUFFER(
      "twice: missing buffer binding at index 1 for out",
      it -> {
        Pointer encoder = it.encoder();
        it.tell(encoder, "setComputePipelineState:", it.pipeline());
        it.bind(encoder, it.buffer(), 0);
        it.dispatch(encoder, new Extent(32, 1, 1));
      }),
  TOO_SMALL_A_BUFFER(
      "twice: the 2 bytes bound at index 2 for count are fewer than the 4 of its type",
      it -> {
        Pointer encoder = it.encoder();
        it.tell(encoder, "setComputePipelineState:", it.pipeline());
        it.bind(encoder, it.buffer(), 0);
        it.bind(encoder, it.buffer(), 1);
        it.tell(encoder, "setBytes:length:atIndex:", new Memory(4), 2L, 2L);
        it.dispatch(encoder, new Extent(32, 1, 1));
      }),
  BYTES_TO_WRITE_TO(
      "twice: bytes are bound at index 1 for out, which can be written",
      it -> {
        Pointer encoder = it.encoder();
        it.tell(encoder, "setComputePipelineState:", it.pipeline());
        it.bind(encoder, it.buffer(), 0);
        it.tell(encoder, "setBytes:length:atIndex:", new Memory(4), 4L, 1L);
        it.dispatch(encoder, new Extent(32, 1, 1));
      }),
  TOO_LARGE_A_THREADGROUP(
      "32 x 33 x 1 threads per threadgroup are more than 1024",
      it -> {
        Pointer encoder = it.encoder();
        it.tell(encoder, "setComputePipelineState:", it.pipeline());
        it.dispatch(encoder, new Extent(32, 33, 1));
      }),
  OFFSET_BEYOND_BUFFER(
      "-[MTLComputeCommandEncoder setBuffer:offset:atIndex:]: offset 128 is not below the length of"
          + " the buffer, 128",
      it -> it.tell(it.encoder(), "setBuffer:offset:atIndex:", it.buffer(), 128L, 0L)),
  INDEX_BEYOND_BINDINGS(
      "index 31 is not below 31",
      it -> it.tell(it.encoder(), "setBuffer:offset:atIndex:", it.buffer(), 0L, 31L)),
  BUFFER_AT_ODD_OFFSET(
      "twice: offset 2 at index 0 for in is not a multiple of 4",
      it -> {
        Pointer encoder = it.encoder();
        it.tell(encoder, "setComputePipelineState:", it.pipeline());
        it.tell(encoder, "setBuffer:offset:atIndex:", it.buffer(), 2L, 0L);
        it.bind(encoder, it.buffer(), 1);
        it.count(encoder, 1);
        it.dispatch(encoder, new Extent(32, 1, 1));
      }),
  EMPTY_GRID(
      "threads per threadgroup are 32 x 0 x 1; none may be 0",
      it -> {
        Pointer encoder = it.encoder();
        it.tell(encoder, "setComputePipelineState:", it.pipeline());
        it.dispatch(encoder, new Extent(32, 0, 1));
      }),
  ODD_THREADGROUP_MEMORY(
      "-[MTLComputeCommandEncoder setThreadgroupMemoryLength:atIndex:]: length 24 is not a multiple"
          + " of 16",
      it -> it.tell(it.encoder(), "setThreadgroupMemoryLength:atIndex:", 24L, 0L));

  /** One thing to do. */
  interface Program {
    void run(StandInSession session);
  }

  final String message;
  final Program program;

  StandInMisuse(String message, Program program) {
    this.message = message;
    this.program = program;
  }

  private static Pointer text(String text) {
    Memory memory = new Memory(text.length() + 1L);
    memory.setString(0, text);
    return memory;
  }

  /**
   * @param arguments the name of a constant
   */
  public static void main(String[] arguments) {
    StandInMisuse misuse = valueOf(arguments[0]);
    misuse.program.run(new StandInSession());
    System.out.println("nothing was said to " + misuse);
  }
}
