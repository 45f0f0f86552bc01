package io.github.easyneg.langchain4j;

import io.github.easyneg.langchain4j.internal.remote.Patience;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.UUID;

/** A server with vectors that tests may kill and start again with the same data. */
abstract class TestServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String url;
  private final ServerProcess process;

  TestServer(String url, ServerProcess process) {
    this.url = url;
    this.process = process;
  }

  /** Where it answers, with the parameters that a client needs. */
  final String url() {
    return url;
  }

  /** Returns an index in it that is not open. */
  final ServerIndex index(String name) {
    return index(url, name, Patience.WITH_A_STORE);
  }

  /**
   * Returns an index in it that is not open.
   *
   * @param address {@link #url} or {@link #through}
   */
  abstract ServerIndex index(String address, String name, Patience patience);

  /** Tells whether it answers. */
  abstract boolean answers() throws Exception;

  /** Returns a proxy before this server. */
  abstract FaultyProxy proxy() throws IOException;

  /** Returns where it is reached through a proxy. */
  final String through(FaultyProxy proxy) {
    return url.replaceFirst("//[^/?]*", "//127.0.0.1:" + proxy.port());
  }

  /** Starts it and waits until it answers; after {@link #kill}, with the same data. */
  final void start() throws Exception {
    process.start();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (answers()) {
        return;
      }
      if (!process.isAlive()) {
        throw new IOException("the server at " + url + " ended before it answered");
      }
      Thread.sleep(50);
    }
    throw new IOException("the server at " + url + " did not answer within " + PATIENCE);
  }

  /** Ends it at once, as {@code kill -9} does; its data stay. */
  final void kill() throws Exception {
    process.kill();
  }

  /** Ends it for good. */
  @Override
  public final void close() throws IOException {
    process.close();
  }

  /** Returns a name of a collection or table that no other test has. */
  static String freshName() {
    return "test_" + UUID.randomUUID().toString().replace('-', '_');
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
