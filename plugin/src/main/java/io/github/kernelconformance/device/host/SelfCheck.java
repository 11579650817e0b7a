package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Parameter;
import io.github.kernelconformance.msl.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows that the checks of a library see: known defects, of narrow widths too, have to be found,
 * and the same accesses without a defect have to be silent. {@code self_check.cpp} holds them.
 */
final class SelfCheck {

  /** The exported symbol of its entry, in each library with checks. */
  static final String SYMBOL = "kernel_conformance_self_check";

  /** What a launch of it needs. */
  static final Kernel KERNEL =
      new Kernel(
          SYMBOL,
          SYMBOL,
          SYMBOL,
          "",
          List.of(buffer("in", 0), buffer("out", 1), buffer("where", 2)),
          new SourceLocation("self_check.cpp", 1));

  private static final int BYTES = 64;

  /**
   * A defect, and its twin.
   *
   * @param name in words
   * @param access its number in the kernel
   * @param wrong where it is a defect
   * @param right where it is none
   * @param bytes how many it touches; 0 where it is no access
   */
  private record Defect(
      Check check, String name, int access, int wrong, int right, Finding.Kind kind, int bytes) {

    private static Defect memory(String name, int access, int wrong, int right, int bytes) {
      return new Defect(Check.MEMORY, name, access, wrong, right, Finding.Kind.MEMORY, bytes);
    }

    private static Defect race(String name, int access, int bytes) {
      return new Defect(Check.RACE, name, access, 0, 1, Finding.Kind.RACE, bytes);
    }

    private static Defect undefined(String name, int access, int wrong, int right) {
      return new Defect(Check.UNDEFINED, name, access, wrong, right, Finding.Kind.UNDEFINED, 0);
    }

    private boolean isAmong(List<Finding> findings) {
      return findings.stream()
          .anyMatch(
              it ->
                  it.kind() == kind
                      && it.access().map(access -> access.bytes() == bytes).orElse(bytes == 0));
    }
  }

  private static final List<Defect> DEFECTS =
      List.of(
          Defect.memory("a read of 1 byte past the end of a buffer", 0, BYTES, BYTES - 1, 1),
          Defect.memory("a read of 1 byte before the start of a buffer", 0, -1, 0, 1),
          Defect.memory("a read of 2 bytes past the end of a buffer", 1, BYTES, BYTES - 2, 2),
          Defect.memory("a read of 4 bytes past the end of a buffer", 2, BYTES, BYTES - 4, 4),
          Defect.memory("a read of 8 bytes past the end of a buffer", 3, BYTES, BYTES - 8, 8),
          Defect.memory("a read of 3 bytes past the end of a buffer", 4, BYTES - 2, BYTES - 3, 3),
          Defect.memory("a misaligned read of 4 bytes", 2, 1, 4, 4),
          Defect.memory("a write of 1 byte past the end of a buffer", 5, BYTES, BYTES - 1, 1),
          Defect.memory("a write of 2 bytes past the end of a buffer", 6, BYTES, BYTES - 2, 2),
          Defect.memory("a write of 4 bytes past the end of a buffer", 7, BYTES, BYTES - 4, 4),
          Defect.memory("a read of 1 byte that nothing has written", 9, 9, 8, 1),
          Defect.memory("a read of 1 byte past threadgroup memory", 10, BYTES, BYTES - 1, 1),
          Defect.memory("a read of 1 byte past an array of a thread", 11, 16, 15, 1),
          Defect.race("a race for 1 byte", 20, 1),
          Defect.race("a race for 4 bytes", 21, 4),
          Defect.undefined("an integer overflow", 30, 1, 0),
          Defect.undefined("a division by zero", 31, 0, 1),
          Defect.undefined("an index past an array", 32, 16, 15));

  private static final Defect INPUT_WRITTEN =
      Defect.memory("a write of 1 byte to an input", 8, 0, 0, 1);

  /** Runs a launch of the kernel once. */
  interface Runner {
    List<Finding> run(Launch launch) throws DeviceException;
  }

  private SelfCheck() {}

  /**
   * Runs all of it that the library's checks are to see.
   *
   * @param checks as the engine numbers them
   * @throws DeviceException if a check is blind, or sees what is not there
   */
  static void run(Path library, int checks, Runner runner) throws DeviceException {
    for (Defect defect : DEFECTS) {
      if ((checks >> defect.check().ordinal() & 1) != 0) {
        expect(library, defect, runner.run(launch(defect.access(), defect.wrong())));
        silent(library, defect, runner.run(launch(defect.access(), defect.right())));
      }
    }
    if ((checks >> Check.MEMORY.ordinal() & 1) != 0) {
      Defect written = INPUT_WRITTEN;
      expect(library, written, runner.run(launch(written.access(), written.wrong())));
    }
  }

  private static void expect(Path library, Defect defect, List<Finding> findings)
      throws DeviceException {
    if (!defect.isAmong(findings)) {
      throw failure(library, "blind", defect, "did not find " + defect.name());
    }
  }

  private static void silent(Path library, Defect defect, List<Finding> findings)
      throws DeviceException {
    if (!findings.isEmpty()) {
      throw failure(
          library,
          "wrong",
          defect,
          "reported \"%s\" where there is not %s"
              .formatted(findings.get(0).message(), defect.name()));
    }
  }

  private static DeviceException failure(Path library, String what, Defect defect, String did) {
    return new DeviceException(
        ("The checks are %s: in its self-check, '%s' %s. No result of this run would mean anything,"
                + " so it ends. Delete %s and the directory 'msl' of the plugin's cache, and build"
                + " again. If it happens again, the plugin has a defect on this machine: please"
                + " report it with what the goal 'doctor' prints. 'checks' without '%s' goes on"
                + " without that check.")
            .formatted(what, defect.check().id(), did, library, defect.check().id()));
  }

  private static Launch launch(int access, int at) {
    byte[] where =
        ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(access).putInt(at).array();
    return new Launch(
        SYMBOL,
        new Size(1, 1, 1),
        new Size(64, 1, 1),
        List.of(
            new Argument.Input("in", new byte[BYTES]),
            new Argument.Output("out", BYTES),
            new Argument.Input("where", where)));
  }

  private static Parameter buffer(String name, int index) {
    return new Parameter(
        name, "device uchar*", "buffer", index, "", new SourceLocation("self_check.cpp", 1));
  }
}
