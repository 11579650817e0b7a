package io.github.kernelconformance.device.host;

import com.sun.jna.Pointer;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.Finding.Access;
import io.github.kernelconformance.device.Finding.Site;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import java.util.Locale;
import java.util.Optional;

/** The engine's {@code Finding}; {@code launch.h} has the layout and the numbers of the kinds. */
record NativeFinding(Pointer memory) {

  static final long SIZE = 144;

  private static final int SIMD_WIDTH = 32;

  static final int OUT_OF_BOUNDS = 1;
  private static final int OVERWRITTEN = 2;
  static final int UNINITIALIZED = 3;
  private static final int UNBOUND = 4;
  static final int MISALIGNED = 5;
  static final int INPUT_WRITTEN = 6;
  private static final int WILD = 7;
  private static final int NULL = 8;
  static final int RACE = 9;
  private static final int DIVERGENCE = 10;
  private static final int BARRIER = 11;
  static final int ARRAY_INDEX = 12;
  static final int OVERFLOW = 13;
  static final int DIVISION = 14;
  private static final int CONVERSION = 15;
  private static final int INVALID_VALUE = 16;
  private static final int MISSING_FENCE = 18;
  private static final int GUARDED = 19;

  /** The kind, as the engine numbers it. */
  int number() {
    return memory.getInt(0);
  }

  /** From the start of what is the kernel's of a buffer or variable, if it is of an access. */
  long offset() {
    return memory.getLong(48);
  }

  /** How many the access has. */
  int bytes() {
    return memory.getInt(56);
  }

  /** The finding in the plugin's terms, without a line. */
  Finding decode(Launch launch) {
    int kind = number();
    Optional<Access> access =
        kind < DIVERGENCE || kind == MISSING_FENCE || kind == GUARDED
            ? Optional.of(access(launch))
            : Optional.empty();
    boolean two = kind == RACE || kind == MISSING_FENCE || kind == DIVERGENCE || kind == BARRIER;
    return new Finding(
        kind(kind),
        access.map(it -> message(kind, it)).orElseGet(() -> message(kind)),
        launch.kernel(),
        kind == OVERWRITTEN ? nobody() : site(8, launch),
        access,
        two ? Optional.of(site(24, launch)) : Optional.empty(),
        memory.getLong(40));
  }

  private static Finding.Kind kind(int kind) {
    return switch (kind) {
      case RACE -> Finding.Kind.RACE;
      case MISSING_FENCE -> Finding.Kind.MISSING_FENCE;
      case DIVERGENCE, BARRIER -> Finding.Kind.DIVERGENCE;
      case GUARDED -> Finding.Kind.MEMORY;
      default -> kind < RACE && kind != NULL ? Finding.Kind.MEMORY : Finding.Kind.UNDEFINED;
    };
  }

  private static Site nobody() {
    return new Site(0, "", 0, 0, -1, -1, -1, -1, -1);
  }

  private Site site(long at, Launch launch) {
    // The address is the one to return to; the call before it is what did it.
    long instruction = memory.getLong(at) - 1;
    int group = memory.getInt(at + 8);
    int thread = memory.getInt(at + 12);
    Size groups = launch.threadgroups();
    Pointer file = at == 8 ? memory.getPointer(88) : null;
    return new Site(
        instruction,
        file == null ? "" : file.getString(0),
        file == null ? 0 : memory.getInt(96),
        file == null ? 0 : memory.getInt(100),
        group % groups.width(),
        group / groups.width() % groups.height(),
        group / groups.width() / groups.height(),
        thread / SIMD_WIDTH,
        thread % SIMD_WIDTH);
  }

  private Access access(Launch launch) {
    int buffer = memory.getInt(4);
    String name =
        buffer > 0
            ? launch.arguments().get(buffer - 1).name()
            : Optional.ofNullable(memory.getPointer(80)).map(it -> variable(it)).orElse("");
    long offset = offset() - reach(launch);
    int bytes = bytes();
    return new Access(
        memory.getInt(60) != 0,
        name,
        name.isEmpty() ? 0 : offset,
        bytes,
        memory.getLong(64),
        name.isEmpty() ? 0 : Math.floorDiv(offset, bytes));
  }

  /** How far a buffer begins before the kernel's pointer to it. */
  private int reach(Launch launch) {
    int buffer = memory.getInt(4);
    if (buffer == 0) {
      return 0;
    }
    Argument argument = launch.arguments().get(buffer - 1);
    return argument.offset() - argument.first();
  }

  /** A variable's own name; the compiler tells it with its function. */
  private static String variable(Pointer name) {
    String qualified = name.getString(0);
    return qualified.substring(qualified.lastIndexOf(':') + 1);
  }

  private String message(int kind, Access access) {
    long length = memory.getLong(72);
    String what = (access.write() ? "write of " : "read of ") + bytes(access.bytes());
    String where = what + " at " + place(access);
    return switch (kind) {
      case OUT_OF_BOUNDS ->
          where
              + text(
                  ", %,d %s the %s of its %s",
                  access.outBy(),
                  offset() < 0 ? "before" : "past",
                  offset() < 0 ? "start" : "end",
                  bytes(length));
      case OVERWRITTEN ->
          text(
              "%s was written up to %s %s its %s",
              access.buffer(),
              bytes(access.outBy()),
              offset() < 0 ? "before" : "past",
              bytes(length));
      case GUARDED ->
          text(
              "%s at byte %,d of %s, %s the %s of its %s",
              access.write() ? "write" : "read",
              access.offset(),
              access.buffer(),
              offset() < 0 ? "before" : "past",
              offset() < 0 ? "start" : "end",
              bytes(length));
      case UNINITIALIZED -> where + ", which nothing has written";
      case UNBOUND -> where + ", an argument that is not bound";
      case MISALIGNED -> where + ", which is not aligned to its type";
      case INPUT_WRITTEN -> where + ", which is an input";
      case NULL -> what + " through a null pointer";
      case WILD -> what + " at an address that is in no buffer";
      case MISSING_FENCE ->
          where
              + (access.write()
                  ? ", which another thread also accesses"
                  : ", which another thread writes")
              + "; the barrier between them has mem_none and orders no memory";
      default ->
          where
              + (access.write()
                  ? ", which another thread also accesses, and no barrier orders them"
                  : ", which another thread writes, and no barrier orders them");
    };
  }

  private static String place(Access access) {
    return access.bytes() > 0 && access.offset() % access.bytes() == 0
        ? text("%s[%d] (byte %,d)", access.buffer(), access.element(), access.offset())
        : text("byte %,d of %s", access.offset(), access.buffer());
  }

  private static String bytes(long count) {
    return count == 1 ? "1 byte" : text("%,d bytes", count);
  }

  private String message(int kind) {
    long left = memory.getLong(120);
    long right = memory.getLong(128);
    return switch (kind) {
      case DIVERGENCE -> "not all active lanes reach a SIMD-group operation";
      case BARRIER -> "not all threads of the threadgroup wait at the same barrier";
      case ARRAY_INDEX -> text("index %d is outside of an array of type %s", left, text(104));
      case OVERFLOW, DIVISION ->
          kind == DIVISION && right == 0
              ? text("%d is divided by zero", left)
              : text("%d %s %d does not fit in %s", left, text(136), right, text(104));
      case CONVERSION -> text("%s does not fit in %s", floating(left, text(112)), text(104));
      case INVALID_VALUE -> text("%d is not a value of %s", left, text(104));
      default -> "a function that should return a value ends without returning one";
    };
  }

  /** The same in every locale. */
  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  private String text(long at) {
    Pointer pointer = memory.getPointer(at);
    return pointer == null ? "" : pointer.getString(0).replace("'", "");
  }

  private static String floating(long bits, String type) {
    return switch (type) {
      case "float" -> Float.toString(Float.intBitsToFloat((int) bits));
      case "double" -> Double.toString(Double.longBitsToDouble(bits));
      default -> "a " + type;
    };
  }
}
