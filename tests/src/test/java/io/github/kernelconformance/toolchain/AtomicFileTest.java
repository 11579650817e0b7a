package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  /** More than one system call writes, so that a torn file can be seen as one. */
  private static final int LENGTH = 100_000;

  private static final int REPLACEMENTS = 500;

  @TempDir private Path directory;

  @Test
  void aReaderNeverSeesAMissingOrTornFile() throws Exception {
    Path file = directory.resolve("file");
    AtomicFile.write(file, text(0));
    CountDownLatch reading = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<Void> reader =
          executor.submit(
              () -> {
                do {
                  String seen = Files.readString(file);
                  assertThat(seen).hasSize(LENGTH);
                  assertThat(seen.chars().distinct().count()).isEqualTo(1);
                  reading.countDown();
                } while (!done.get());
                return null;
              });
      reading.await();
      for (int i = 1; i <= REPLACEMENTS; i++) {
        String text = text(i);
        AtomicFile.write(file, out -> out.write(text));
      }
      done.set(true);
      reader.get();
    } finally {
      done.set(true);
      executor.shutdownNow();
    }
    assertThat(file).hasContent(text(REPLACEMENTS));
    assertThat(names()).containsExactly("file");
  }

  @Test
  void whatFailsLeavesTheFileAsItWas() throws IOException {
    Path file = directory.resolve("file");
    AtomicFile.write(file, "before");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write("half");
                      throw new IOException("the disk is full");
                    }))
        .hasMessage("the disk is full");

    assertThat(file).hasContent("before");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void aLinkStaysOne() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "before");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file.getFileName());

    AtomicFile.write(link, "after");

    assertThat(link).isSymbolicLink().hasContent("after");
    assertThat(file).hasContent("after");
  }

  /** From one file system to another there is no rename: Java refuses to make an atomic one. */
  @Test
  void aFileSystemThatCannotRenameIsReportedOnce() throws IOException {
    List<String> warnings = new ArrayList<>();
    Handler handler = handler(warnings);
    Logger logger = Logger.getLogger(AtomicFile.class.getName());
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try (FileSystem other =
        FileSystems.newFileSystem(directory.resolve("other.zip"), Map.of("create", "true"))) {
      Path file = Files.writeString(other.getPath("/file"), "before");
      for (int i = 0; i < 2; i++) {
        AtomicFile.replace(Files.writeString(directory.resolve("finished"), "after " + i), file);
        assertThat(Files.readString(file)).isEqualTo("after " + i);
      }
      AtomicFile.write(directory.resolve("file"), "atomic, and silent");
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("The file system of / cannot replace a file in one step.");
  }

  private static Handler handler(List<String> messages) {
    return new Handler() {
      @Override
      public void publish(LogRecord message) {
        messages.add(message.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static String text(int number) {
    return Character.toString('a' + number % 26).repeat(LENGTH);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(it -> it.getFileName().toString()).toList();
    }
  }
}
