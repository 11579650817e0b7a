package io.github.kernelconformance.device.host;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows that the checks of a library see: known defects, of narrow widths too, have to be found,
 * and the same accesses without a defect have to be silent. {@code self_check.cpp} holds them.
 *
 * <p>Each worker pays for this when it loads a library, in a JVM that has just started. So there is
 * one launch, which is carried out again and again, and what the engine wrote is compared as it is.
 */
final class SelfCheck {

  /** The exported symbol of its kernel's entry, in each library with checks. */
  static final String SYMBOL = "kernel_conformance_self_check";

  private static final int BYTES = 64;

  /** Of its kernel. */
  static final Launch LAUNCH =
      new Launch(
          SYMBOL,
          new Size(1, 1, 1),
          new Size(64, 1, 1),
          List.of(
              new Argument.Input("in", new byte[BYTES]),
              new Argument.Output("out", BYTES),
              new Argument.Input("where", new byte[2 * Integer.BYTES])));

  /**
   * A defect, and its twin.
   *
   * @param name in words
   * @param access its number in the kernel
   * @param wrong where it is a defect
   * @param right where it is none
   * @param kind as the engine numbers it
   * @param bytes how many it touches; 0 if it is no access
   */
  private record Defect(
      Check check, String name, int access, int wrong, int right, int kind, int bytes) {

    private static Defect outside(String name, int access, int wrong, int right, int bytes) {
      return memory(name, access, wrong, right, NativeFinding.OUT_OF_BOUNDS, bytes);
    }

    private static Defect memory(
        String name, int access, int wrong, int right, int kind, int bytes) {
      return new Defect(Check.MEMORY, name, access, wrong, right, kind, bytes);
    }

    private static Defect race(String name, int access, int bytes) {
      return new Defect(Check.RACE, name, access, 0, 1, NativeFinding.RACE, bytes);
    }

    private static Defect undefined(String name, int access, int wrong, int right, int kind) {
      return new Defect(Check.UNDEFINED, name, access, wrong, right, kind, 0);
    }

    private boolean is(NativeFinding finding) {
      return finding.number() == kind
          && (bytes == 0 || (finding.bytes() == bytes && finding.offset() == wrong));
    }
  }

  private static final List<Defect> DEFECTS =
      List.of(
          Defect.outside("a read of 1 byte past the end of a buffer", 0, BYTES, BYTES - 1, 1),
          Defect.outside("a read of 1 byte before the start of a buffer", 0, -1, 0, 1),
          Defect.outside("a read of 2 bytes past the end of a buffer", 1, BYTES, BYTES - 2, 2),
          Defect.outside("a read of 4 bytes past the end of a buffer", 2, BYTES, BYTES - 4, 4),
          Defect.outside("a read of 8 bytes past the end of a buffer", 3, BYTES, BYTES - 8, 8),
          Defect.outside("a read of 3 bytes past the end of a buffer", 4, BYTES - 2, BYTES - 3, 3),
          Defect.memory("a misaligned read of 4 bytes", 2, 1, 4, NativeFinding.MISALIGNED, 4),
          Defect.outside("a write of 1 byte past the end of a buffer", 5, BYTES, BYTES - 1, 1),
          Defect.outside("a write of 2 bytes past the end of a buffer", 6, BYTES, BYTES - 2, 2),
          Defect.outside("a write of 4 bytes past the end of a buffer", 7, BYTES, BYTES - 4, 4),
          Defect.memory(
              "a read of 1 byte that nothing has written", 9, 9, 8, NativeFinding.UNINITIALIZED, 1),
          Defect.outside("a read of 1 byte past threadgroup memory", 10, BYTES, BYTES - 1, 1),
          Defect.outside("a read of 1 byte past an array of a thread", 11, 16, 15, 1),
          Defect.race("a race for 1 byte", 20, 1),
          Defect.race("a race for 4 bytes", 21, 4),
          Defect.undefined("an integer overflow", 30, 1, 0, NativeFinding.OVERFLOW),
          Defect.undefined("a division by zero", 31, 0, 1, NativeFinding.DIVISION),
          Defect.undefined("an index past an array", 32, 16, 15, NativeFinding.ARRAY_INDEX));

  private static final Defect INPUT_WRITTEN =
      Defect.memory("a write of 1 byte to an input", 8, 0, 0, NativeFinding.INPUT_WRITTEN, 1);

  private final Path library;
  private final Function launch;
  private final Object[] arguments;
  private final NativeLaunch prepared;
  private final Pointer in;
  private final Pointer out;
  private final Pointer where;

  private SelfCheck(Path library, Function launch, NativeLaunch prepared, Pointer[] parameters) {
    this.library = library;
    this.launch = launch;
    this.arguments = new Object[] {prepared.address()};
    this.prepared = prepared;
    this.in = parameters[0];
    this.out = parameters[1];
    this.where = parameters[2];
  }

  /** How much memory its buffers need. */
  static long size() {
    return layout().size();
  }

  private static BufferLayout layout() {
    return BufferLayout.of(LAUNCH.arguments(), true);
  }

  /**
   * Runs all of it that the library's checks are to see.
   *
   * @param checks as the engine numbers them
   * @param launch the engine's function
   * @param entry of its kernel
   * @param base memory for its buffers
   * @throws DeviceException if a check is blind, or sees what is not there
   */
  static void run(Path library, int checks, Function launch, Pointer entry, Pointer base)
      throws DeviceException {
    BufferLayout layout = layout();
    Pointer[] parameters = new Pointer[layout.offsets().size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = base.share(layout.offsets().get(i));
    }
    try (NativeLaunch prepared =
        new NativeLaunch(LAUNCH, entry, base, layout, parameters, checks)) {
      new SelfCheck(library, launch, prepared, parameters).run(checks);
    }
  }

  private void run(int checks) throws DeviceException {
    for (Defect defect : DEFECTS) {
      if (isAmong(defect.check(), checks)) {
        expect(defect);
        silent(defect);
      }
    }
    if (isAmong(Check.MEMORY, checks)) {
      expect(INPUT_WRITTEN);
    }
  }

  private static boolean isAmong(Check check, int checks) {
    return (checks >> check.ordinal() & 1) != 0;
  }

  private void expect(Defect defect) throws DeviceException {
    carryOut(defect.access(), defect.wrong());
    for (int i = 0; i < prepared.findingCount(); i++) {
      if (defect.is(prepared.finding(i))) {
        return;
      }
    }
    throw failure("blind", defect, "did not find " + defect.name());
  }

  private void silent(Defect defect) throws DeviceException {
    carryOut(defect.access(), defect.right());
    if (prepared.findingCount() != 0) {
      String message = prepared.finding(0).decode(LAUNCH).message();
      throw failure(
          "wrong",
          defect,
          "wrongly reported \"%s\" in a kernel without %s".formatted(message, defect.name()));
    }
  }

  private void carryOut(int access, int at) throws DeviceException {
    in.clear(BYTES);
    out.setMemory(0, BYTES, (byte) 0xFF);
    where.setInt(0, access);
    where.setInt(Integer.BYTES, at);
    prepared.forgetFindings();
    if (launch.invokeInt(arguments) != 0) {
      throw new DeviceException("No memory for the stacks of the self-check of " + library);
    }
  }

  private DeviceException failure(String what, Defect defect, String did) {
    return new DeviceException(
        ("The checks are %s: in its self-check, '%s' %s. No result of this run can be"
                + " trusted, so the run ends. Delete %s and the directory 'msl' of the plugin's"
                + " cache, and build again. If it happens again, the plugin has a defect on this"
                + " machine: please report it with what the goal 'doctor' prints. To go on without"
                + " this check, leave '%s' out of the parameter 'checks'.")
            .formatted(what, defect.check().id(), did, library, defect.check().id()));
  }
}
