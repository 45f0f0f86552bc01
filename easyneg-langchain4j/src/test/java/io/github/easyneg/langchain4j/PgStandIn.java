package io.github.easyneg.langchain4j;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks just enough of PostgreSQL's protocol to turn everybody away in words of its
 * own, or to say nothing at all.
 */
final class PgStandIn implements AutoCloseable {
  private static final int ENCRYPTION = 80877103;
  private static final int KERBEROS = 80877104;

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String state;
  private final String message;
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * Starts one.
   *
   * @param state the SQL state of the refusal; empty for silence
   * @param message the words of the refusal
   */
  PgStandIn(String state, String message) throws IOException {
    this.state = state;
    this.message = message;
    Thread thread = new Thread(this::serve, "pg-stand-in");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "postgresql://127.0.0.1:" + socket.getLocalPort() + "/rag";
  }

  /** How often somebody asked to be let in. */
  int asked() {
    return asked.get();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        answer(socket.accept());
      } catch (IOException e) {
        // The client went away, or the test is over.
      }
    }
  }

  private void answer(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    while (true) {
      byte[] packet = new byte[in.readInt() - 4];
      in.readFully(packet);
      int code = java.nio.ByteBuffer.wrap(packet).getInt();
      if (code != ENCRYPTION && code != KERBEROS) {
        break;
      }
      out.write('N');
    }
    int unused = asked.incrementAndGet();
    if (state.isEmpty()) {
      return;
    }
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    for (String field : new String[] {"SFATAL", "VFATAL", "C" + state, "M" + message}) {
      fields.writeBytes(field.getBytes(StandardCharsets.UTF_8));
      fields.write(0);
    }
    fields.write(0);
    out.write('E');
    out.writeInt(fields.size() + 4);
    fields.writeTo(out);
    client.close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
