package io.github.easyneg.langchain4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server, and does to an answer what a bad network does. */
final class FaultyProxy implements AutoCloseable {
  private static final int NEVER = Integer.MAX_VALUE;

  private final ServerSocket socket;
  private final URI target;
  private final Answers answers;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger faults = new AtomicInteger();
  private volatile int faultsLeft;
  private volatile int bytesBefore = NEVER;
  private volatile boolean stalls;

  /** Stands before an HTTP server. */
  FaultyProxy(String target) throws IOException {
    this(target, FaultyProxy::isHttp);
  }

  /**
   * Stands before a server.
   *
   * @param answers tells whether a piece of what it sends begins an answer
   */
  FaultyProxy(String target, Answers answers) throws IOException {
    this.target = URI.create(target);
    this.answers = answers;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The next {@code times} answers stop after some bytes, and nothing follows. */
  synchronized void stall(int times, int afterBytes) {
    arm(times, afterBytes, true);
  }

  /** The next {@code times} answers stop after some bytes, and the connection breaks. */
  synchronized void cut(int times, int afterBytes) {
    arm(times, afterBytes, false);
  }

  private void arm(int times, int afterBytes, boolean stalls) {
    this.stalls = stalls;
    this.bytesBefore = afterBytes;
    this.faultsLeft = times;
    this.faults.set(0);
  }

  /** How many answers were spoilt since the last order. */
  int faults() {
    return faults.get();
  }

  private synchronized boolean takeFault() {
    if (faultsLeft == 0) {
      return false;
    }
    faultsLeft--;
    int unused = faults.incrementAndGet();
    return true;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = socket.accept();
      Socket server = new Socket(target.getHost(), target.getPort());
      open.add(client);
      open.add(server);
      start(() -> forward(client.getInputStream(), server.getOutputStream()));
      start(() -> answer(client, server));
    }
  }

  private static void forward(InputStream from, OutputStream to) throws IOException {
    long unused = from.transferTo(to);
  }

  private void answer(Socket client, Socket server) throws IOException, InterruptedException {
    InputStream from = server.getInputStream();
    OutputStream to = client.getOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
      // An answer's first piece decides; pieces of an answer that passes are not told apart.
      if (answers.begin(buffer, n) && takeFault()) {
        to.write(buffer, 0, Math.min(bytesBefore, n));
        to.flush();
        if (stalls) {
          end.await();
        }
        client.close();
        server.close();
        return;
      }
      to.write(buffer, 0, n);
      to.flush();
    }
  }

  /** Tells where answers begin. */
  interface Answers {
    boolean begin(byte[] piece, int length);
  }

  private static boolean isHttp(byte[] buffer, int n) {
    return n >= 4 && buffer[0] == 'H' && buffer[1] == 'T' && buffer[2] == 'T' && buffer[3] == 'P';
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // A connection that ended: the client's test says whether that was right.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "faulty-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    end.countDown();
    try {
      socket.close();
      for (Socket each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
