package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.AbsentDeviceException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.host.NativeCalls;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Hello;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Question;
import io.github.kernelconformance.worker.Protocol.Request;
import io.github.kernelconformance.worker.Protocol.Work;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The process that runs kernels, one after the other. It is started by {@link WorkerProcess}, which
 * writes a port and a token to its standard input and keeps that open for as long as it lives.
 */
final class WorkerMain {

  private WorkerMain() {}

  /**
   * Serves until the connection closes.
   *
   * @param arguments what work to expect, as {@link Services#expect} has it
   */
  public static void main(String[] arguments) throws IOException {
    BufferedReader parent =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int port = Integer.parseInt(parent.readLine());
    String token = parent.readLine();
    endWith(parent);
    try (Connection connection =
        new Connection(new Socket(InetAddress.getLoopbackAddress(), port))) {
      connection.send(Protocol.HELLO, new Hello(Protocol.VERSION, token));
      load(connection);
      Services.expect(List.of(arguments));
      serve(connection);
    }
    Runtime.getRuntime().halt(0);
  }

  /**
   * Ends this process when the other does, even while a kernel loops: its side of a pipe closes.
   */
  private static void endWith(BufferedReader parent) {
    Thread watchdog =
        new Thread(
            () -> {
              try {
                while (parent.read() >= 0) {
                  // nothing more is said
                }
              } catch (IOException e) {
                // as good as the end
              }
              Runtime.getRuntime().halt(1);
            },
            "parent-watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  /** While nobody waits: the other side may not know yet what there is to do. */
  private static void load(Connection connection) throws IOException {
    try {
      NativeCalls.load();
    } catch (LinkageError e) {
      connection.receive(Protocol.REQUEST);
      connection.send(Protocol.ANSWER, new Answer.Failed(e.toString()));
      throw e;
    }
  }

  private static void serve(Connection connection) throws IOException {
    Service service = Service.NONE;
    try {
      while (true) {
        Request request = connection.receive(Protocol.REQUEST);
        if (request instanceof Work work) {
          service.close();
          service = open(work, connection);
        } else {
          connection.send(Protocol.ANSWER, answer(service, request, () -> running(connection)));
        }
      }
    } catch (OutOfMemoryError e) { // of this JVM, so no kernel is to blame
      connection.send(
          Protocol.ANSWER,
          new Answer.Failed("A worker process ran out of memory for the buffers of a launch"));
    } catch (EOFException e) {
      // there is no more work
    } finally {
      service.close();
    }
  }

  private static void running(Connection connection) {
    try {
      connection.send(Protocol.ANSWER, new Answer.Running());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whatever goes wrong is an answer too. */
  private static Answer answer(Service service, Request request, Runnable running) {
    try {
      return request instanceof Job job
          ? service.answer(job, running)
          : service.answer((Question) request);
    } catch (DeviceException e) {
      return new Answer.Failed(e.getMessage());
    } catch (RuntimeException e) {
      return new Answer.Failed(e.toString());
    }
  }

  private static Service open(Work work, Connection connection) throws IOException {
    try {
      Service service = Services.open(work);
      connection.send(Protocol.ANSWER, service.ready());
      return service;
    } catch (AbsentDeviceException e) {
      connection.send(Protocol.ANSWER, new Answer.Absent(e.getMessage()));
      throw new EOFException();
    } catch (DeviceException e) {
      connection.send(Protocol.ANSWER, new Answer.Failed(e.getMessage()));
      throw new EOFException();
    } catch (IOException | RuntimeException | LinkageError e) {
      connection.send(Protocol.ANSWER, new Answer.Failed(e.toString()));
      throw e;
    }
  }
}
