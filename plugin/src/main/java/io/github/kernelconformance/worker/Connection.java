package io.github.kernelconformance.worker;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/**
 * Messages over a socket. Each is a frame: its length in four bytes, big-endian, and the value as
 * its codec writes it. For one thread at a time.
 */
final class Connection implements Closeable {

  /** Longer frames are not from us: a kernel may have written over anything. */
  private static final int LONGEST = 1 << 30;

  private static final int BUFFER = 1 << 16;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final Frame frame = new Frame();

  Connection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
    out = socket.getOutputStream();
  }

  <T> void send(Codec<T> codec, T value) throws IOException {
    frame.reset();
    DataOutputStream data = new DataOutputStream(frame);
    data.writeInt(0); // room for the length
    codec.write(value, data);
    frame.send(out);
  }

  /**
   * The next message.
   *
   * @throws java.net.SocketTimeoutException where none comes in the time set
   * @throws EOFException where the other side has ended
   */
  <T> T receive(Codec<T> codec) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a frame of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return codec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  /** How long {@link #receive} waits; forever unless set. */
  void timeout(Duration timeout) throws IOException {
    socket.setSoTimeout((int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE)));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** A buffer whose first four bytes become its length; sent in one write. */
  private static final class Frame extends ByteArrayOutputStream {

    private void send(OutputStream out) throws IOException {
      int length = count - Integer.BYTES;
      for (int i = 0; i < Integer.BYTES; i++) {
        buf[i] = (byte) (length >> (Integer.SIZE - Byte.SIZE * (i + 1)));
      }
      out.write(buf, 0, count);
    }
  }
}
