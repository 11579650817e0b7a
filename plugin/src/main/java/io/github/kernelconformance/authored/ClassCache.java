package io.github.kernelconformance.authored;

import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.toolchain.SealedFile;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiled contracts below the project's output directory, one file for each state of the sources.
 *
 * @param file named by a digest of all that its classes are made from
 */
record ClassCache(Path file) {

  /** The classes; empty if the file is not there or damaged. */
  Optional<List<CompiledClass>> read() throws IOException {
    if (!SealedFile.isIntact(file)) {
      return Optional.empty();
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      int count = in.readInt();
      List<CompiledClass> classes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String name = in.readUTF();
        String source = in.readUTF();
        classes.add(new CompiledClass(name, source, in.readNBytes(in.readInt())));
      }
      return Optional.of(classes);
    }
  }

  void write(List<CompiledClass> classes) throws IOException {
    Files.createDirectories(file.getParent());
    Path unfinished = AtomicFile.unfinished(file);
    try {
      AtomicFile.make(
          unfinished,
          bytes -> {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(classes.size());
            for (CompiledClass it : classes) {
              out.writeUTF(it.name());
              out.writeUTF(it.source());
              out.writeInt(it.bytes().length);
              out.write(it.bytes());
            }
            out.flush();
          });
      SealedFile.seal(unfinished);
      AtomicFile.replace(unfinished, file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
