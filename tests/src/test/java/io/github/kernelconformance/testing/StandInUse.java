package io.github.kernelconformance.testing;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.github.kernelconformance.testing.StandInSession.Extent;

/**
 * Uses Metal as it should be, and tells on standard output what came of it, up to the first thing
 * that could not be had.
 */
final class StandInUse {

  private final StandInSession metal = new StandInSession();
  private final String source;

  private StandInUse(String source) {
    this.source = source;
  }

  /**
   * @param arguments the text of the kernel {@code twice}; how many numbers it is told to double
   */
  public static void main(String[] arguments) {
    StandInUse use = new StandInUse(arguments[0]);
    use.device();
    use.kernel(Integer.parseInt(arguments[1]));
    use.metal.pop(use.metal.pool);
    System.out.println("alive " + use.metal.living());
  }

  private void device() {
    Pointer all = metal.allDevices();
    System.out.println("devices " + metal.number(all, "count"));
    metal.tell(all, "release");
    Pointer device = metal.device;
    if (device == null) {
      System.out.println("device nil");
      return;
    }
    Extent most = metal.extent(device, "maxThreadsPerThreadgroup");
    System.out.printf(
        "device %s, unified %b, Apple5 %b, Apple9 %b, Metal3 %b, Mac2 %b, %d x %d x %d%n",
        metal.text(metal.get(device, "name")),
        metal.flag(device, "hasUnifiedMemory"),
        metal.flag(device, "supportsFamily:", 1005L),
        metal.flag(device, "supportsFamily:", 1009L),
        metal.flag(device, "supportsFamily:", 5001L),
        metal.flag(device, "supportsFamily:", 2002L),
        most.width,
        most.height,
        most.depth);
    Pointer options = metal.get(metal.classNamed("MTLCompileOptions"), "new");
    System.out.println("setMathMode: " + metal.responds(options, "setMathMode:"));
    metal.tell(options, "release");
  }

  private void kernel(int count) {
    PointerByReference error = new PointerByReference();
    Pointer library = metal.library(source, error);
    tell("library", library, error.getValue());
    Pointer function = library == null ? null : metal.function(library, "twice");
    tell("function", function, null);
    error.setValue(null);
    Pointer pipeline = function == null ? null : pipeline(function, error);
    tell("pipeline", pipeline, error.getValue());
    if (pipeline != null) {
      run(pipeline, count);
    }
    for (Pointer it : new Pointer[] {pipeline, function, library, metal.device}) {
      metal.tell(it, "release");
    }
  }

  private Pointer pipeline(Pointer function, PointerByReference error) {
    PointerByReference reflection = new PointerByReference();
    Pointer pipeline =
        metal.get(
            metal.device,
            "newComputePipelineStateWithFunction:options:reflection:error:",
            function,
            3L,
            reflection,
            error);
    if (pipeline != null) {
      Pointer bindings = metal.get(reflection.getValue(), "bindings");
      for (long i = 0; i < metal.number(bindings, "count"); i++) {
        Pointer it = metal.get(bindings, "objectAtIndex:", i);
        long type = metal.number(it, "type");
        System.out.printf(
            "binding %s, index %d, type %d, access %d, %d bytes%n",
            metal.text(metal.get(it, "name")),
            metal.number(it, "index"),
            type,
            metal.number(it, "access"),
            metal.number(it, type == 0 ? "bufferDataSize" : "threadgroupMemoryDataSize"));
      }
      System.out.println("width " + metal.number(pipeline, "threadExecutionWidth"));
    }
    return pipeline;
  }

  private void run(Pointer pipeline, int count) {
    Pointer in = metal.buffer();
    Pointer out = metal.buffer();
    for (int i = 0; i < StandInSession.COUNT; i++) {
      metal.get(in, "contents").setFloat((long) i * Float.BYTES, i);
    }
    Pointer encoder = metal.encoder();
    metal.tell(encoder, "setComputePipelineState:", pipeline);
    metal.bind(encoder, in, 0);
    metal.bind(encoder, out, 1);
    metal.count(encoder, count);
    metal.tell(encoder, "setThreadgroupMemoryLength:atIndex:", 256L, 0L);
    metal.dispatch(encoder, new Extent(2 * StandInSession.COUNT, 1, 1));
    metal.tell(encoder, "endEncoding");
    metal.tell(metal.commands, "commit");
    System.out.println("before " + last(out));
    System.out.flush();
    metal.tell(metal.commands, "waitUntilCompleted");
    double time =
        metal.real(metal.commands, "GPUEndTime") - metal.real(metal.commands, "GPUStartTime");
    System.out.printf("status %d, time %b%n", metal.number(metal.commands, "status"), time >= 0);
    tell("after " + last(out) + ",", metal.commands, metal.get(metal.commands, "error"));
    metal.tell(in, "release");
    metal.tell(out, "release");
  }

  private float last(Pointer buffer) {
    return metal.get(buffer, "contents").getFloat((StandInSession.COUNT - 1L) * Float.BYTES);
  }

  private void tell(String what, Pointer object, Pointer error) {
    System.out.println(
        what
            + (object == null ? " nil, " : " there, ")
            + (error == null
                ? "no error"
                : "error %s %d: %s"
                    .formatted(
                        metal.text(metal.get(error, "domain")),
                        metal.number(error, "code"),
                        metal.text(metal.get(error, "localizedDescription")))));
  }
}
