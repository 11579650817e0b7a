package io.github.kernelconformance.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The compiler of the stand-in for Metal: for its run-time compiler, and for {@code metal} of the
 * stand-in for Apple's tools. They are other processes, and call a script that asks this one, since
 * a JVM for each source would take most of the tests' time.
 */
final class StandInTools {

  private static final String SCRIPT =
      """
      #!/usr/bin/env bash
      exec 3<>/dev/tcp/%s/%d || exit 1
      printf '%%s\\0' %s "$PWD" "$METAL_STANDIN_FAULTS" "$#" "$@" >&3
      read -r -u 3 status
      cat <&3 >&2
      exit "$status"
      """;

  private final Path kernels;
  private final String token = UUID.randomUUID().toString();
  private final ServerSocket server;

  /**
   * Answers as long as this process lives.
   *
   * @param kernels where compiled kernels are kept
   */
  StandInTools(Path kernels) throws IOException {
    this.kernels = kernels;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /**
   * The command that has something compiled. Its arguments are {@code library} or {@code metal},
   * and what that takes.
   */
  String script() {
    return SCRIPT.formatted(server.getInetAddress().getHostAddress(), server.getLocalPort(), token);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "standin-tools");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server.accept();
        start(() -> answer(socket));
      } catch (IOException e) {
        // Whoever connected was gone again.
      }
    }
  }

  private void answer(Socket socket) {
    try (socket;
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      if (!word(in).equals(token)) {
        return;
      }
      Path directory = Path.of(word(in));
      String faults = word(in);
      List<String> arguments = new ArrayList<>();
      for (int left = Integer.parseInt(word(in)); left > 0; left--) {
        arguments.add(word(in));
      }
      ByteArrayOutputStream messages = new ByteArrayOutputStream();
      int exit = run(directory, faults, arguments, new PrintStream(messages, true));
      out.write((exit + "\n").getBytes(StandardCharsets.US_ASCII));
      messages.writeTo(out);
    } catch (IOException e) {
      // The process that asked has ended.
    }
  }

  private static String word(DataInputStream in) throws IOException {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    for (byte it = in.readByte(); it != 0; it = in.readByte()) {
      word.write(it);
    }
    return word.toString(StandardCharsets.UTF_8);
  }

  private int run(Path directory, String faults, List<String> arguments, PrintStream messages) {
    StandInCompiler compiler = new StandInCompiler(kernels, faults);
    List<String> rest = arguments.subList(1, arguments.size());
    try {
      switch (arguments.get(0)) {
        case "library" -> compiler.library(rest);
        case "metal" -> {
          return new StandInMetal(compiler, directory, rest, messages).run();
        }
        default -> throw new IllegalArgumentException(arguments.get(0));
      }
      return 0;
    } catch (Exception e) {
      e.printStackTrace(messages);
      return 1;
    }
  }
}
