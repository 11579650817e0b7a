package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The jar {@code org.bytedeco:llvm} with a platform's classifier. Only what compiles, links and
 * finds lines is unpacked, into a directory named by the digest of just these entries.
 */
final class ClangJar {

  /** File in the jar to its name when unpacked, which is the one the dynamic linker looks for. */
  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "clang", "clang",
              "lld", "ld.lld",
              "llvm-symbolizer", "llvm-symbolizer",
              "libLLVM.so", "libLLVM.so.20.1",
              "libclang-cpp.so", "libclang-cpp.so.20.1"));

  private ClangJar() {}

  /**
   * Unpacks what is missing or has another length than in the jar.
   *
   * @param thorough whether to look at the content too, which takes about as long as to unpack it
   */
  static Clang unpack(Path jar, Platform platform, Path cache, boolean thorough)
      throws ToolchainException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Map<String, ZipEntry> entries = entries(zip, jar, platform);
      String digest = digest(entries);
      Path directory =
          AtomicDirectory.ensure(
              cache.resolve("clang").resolve(digest),
              it -> areIn(it, entries, thorough),
              part -> {
                for (var entry : entries.entrySet()) {
                  Path file = part.resolve(entry.getKey());
                  try (InputStream in = zip.getInputStream(entry.getValue())) {
                    Files.copy(in, file);
                  }
                  Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
              });
      return new Clang(directory.resolve("clang"), directory.resolve("ld.lld"), "", digest);
    } catch (IOException e) {
      throw new ToolchainException(
          "Cannot unpack clang from " + jar + " into " + cache + ": " + e, e);
    }
  }

  private static boolean areIn(Path directory, Map<String, ZipEntry> entries, boolean thorough)
      throws IOException {
    for (var entry : entries.entrySet()) {
      Path file = directory.resolve(entry.getKey());
      if (!Files.isExecutable(file)
          || Files.size(file) != entry.getValue().getSize()
          || thorough && checkSum(file) != entry.getValue().getCrc()) {
        return false;
      }
    }
    return true;
  }

  private static long checkSum(Path file) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(file), sum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return sum.getValue();
  }

  private static Map<String, ZipEntry> entries(ZipFile zip, Path jar, Platform platform)
      throws ToolchainException {
    Map<String, ZipEntry> entries = new TreeMap<>();
    for (var file : FILES.entrySet()) {
      String name = "org/bytedeco/llvm/" + platform.classifier() + "/" + file.getKey();
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new ToolchainException(jar + " holds no " + name + "; is it the right artifact?");
      }
      entries.put(file.getValue(), entry);
    }
    return entries;
  }

  /** Names, sizes and check sums from the jar's directory: reading 147 MB would take longer. */
  private static String digest(Map<String, ZipEntry> entries) {
    var sha = Digests.sha256();
    for (var entry : entries.entrySet()) {
      sha.update(entry.getKey().getBytes(StandardCharsets.UTF_8));
      ByteBuffer numbers = ByteBuffer.allocate(16);
      numbers.putLong(entry.getValue().getSize()).putLong(entry.getValue().getCrc());
      sha.update(numbers.array());
    }
    return HexFormat.of().formatHex(sha.digest(), 0, 16);
  }
}
