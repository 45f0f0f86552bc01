package io.github.easyneg.langchain4j;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/** A running Chroma server that tests may kill and start again with the same data. */
abstract class ChromaServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Where it answers, for example {@code http://127.0.0.1:12345}. */
  abstract String url();

  /** Ends it at once, as {@code kill -9} does; its data stay. */
  abstract void kill() throws Exception;

  /** Starts it again, at the same address and with the same data. */
  abstract void start() throws Exception;

  /** Ends it for good. */
  @Override
  public abstract void close() throws IOException;

  /** Returns a collection's name that no other test has. */
  static String freshCollection() {
    return "test-" + UUID.randomUUID();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** A condition that a server being started must keep. */
  interface Alive {
    boolean get() throws Exception;
  }

  /** Waits until the server answers. */
  final void awaitReady(Alive alive) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (answers(url())) {
        return;
      }
      if (!alive.get()) {
        throw new IOException("the Chroma server ended before it answered");
      }
      Thread.sleep(50);
    }
    throw new IOException("the Chroma server did not answer within " + PATIENCE);
  }

  static boolean answers(String url) throws InterruptedException {
    try {
      HttpRequest heartbeat =
          HttpRequest.newBuilder(URI.create(url + "/api/v2/heartbeat"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return HTTP.send(heartbeat, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
