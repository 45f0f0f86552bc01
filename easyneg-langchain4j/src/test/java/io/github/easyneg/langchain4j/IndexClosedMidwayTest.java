package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.easyneg.index.Hit;
import io.github.easyneg.index.VectorIndex;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An index that is closed while another thread waits for its server. */
@Timeout(60)
class IndexClosedMidwayTest {
  private static final String COLLECTION =
      "{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"abc\",\"dimension\":3,"
          + "\"tenant\":\"default_tenant\",\"database\":\"default_database\","
          + "\"configuration_json\":{\"hnsw\":{\"space\":\"cosine\"}},"
          + "\"metadata\":{\"easyneg.fingerprint\":\"model\",\"easyneg.dimension\":3}}";

  private final HttpServer http;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  /** The end of the address at which the server falls silent. */
  private volatile String silentAt = "";

  private final ChromaIndex index;
  private final String url;

  IndexClosedMidwayTest() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    url = "http://127.0.0.1:" + http.getAddress().getPort();
    index = ChromaIndex.at(url, "abc");
  }

  @BeforeEach
  void start() {
    http.setExecutor(Executors.newCachedThreadPool());
    http.createContext("/", this::answer);
    http.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().endsWith(silentAt)) {
      asked.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    byte[] bytes = COLLECTION.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @AfterEach
  void stop() {
    over.countDown();
    http.stop(0);
  }

  private interface Call {
    void run() throws Exception;
  }

  /** Closes the index while a call waits, and says how the call ended. */
  private void requireClosedWhile(String doing, Call call) throws Exception {
    FutureTask<Boolean> interrupted =
        new FutureTask<>(
            () -> {
              assertThatThrownBy(call::run)
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessage(
                      "Chroma at "
                          + url
                          + ": the index was closed while "
                          + doing
                          + "; make another one.");
              return Thread.currentThread().isInterrupted();
            });
    new Thread(interrupted, "the user's").start();
    asked.await();

    index.close();
    index.close();

    assertThat(interrupted.get()).as("nobody interrupted the user's thread").isFalse();
    assertThatThrownBy(index::size)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("ChromaIndex(" + url + ", abc) is closed; make another one.");
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("easyneg-chroma")) {
        thread.join();
      }
    }
  }

  @Test
  void connectingEnds() throws Exception {
    requireClosedWhile("reading collection 'abc'", () -> index.open(3, "model"));
  }

  @Test
  void countingEnds() throws Exception {
    silentAt = "/count";
    index.open(3, "model");
    requireClosedWhile(
        "counting collection 'abc'", () -> assertThat(index.size()).as("no answer").isNegative());
  }

  @Test
  void searchingEnds() throws Exception {
    silentAt = "/query";
    index.open(3, "model");
    requireClosedWhile(
        "searching collection 'abc'",
        () -> assertThat(index.nearest(new float[] {1, 0, 0}, 1)).as("no answer").isNull());
  }

  @Test
  void aStoresSearchEndsAsItWouldAndLaterOnesAreRefused() throws Exception {
    VectorIndex adapted =
        LangChain4j.index(
            new InMemoryEmbeddingStore<TextSegment>() {
              @Override
              public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
                asked.countDown();
                try {
                  over.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return super.search(request);
              }
            });
    adapted.open(8, "model");
    adapted.upsert(Vectors.entries(1, 8, 1));
    FutureTask<List<Hit>> search =
        new FutureTask<>(() -> adapted.nearest(new float[] {1, 0, 0, 0, 0, 0, 0, 0}, 1));
    new Thread(search, "the user's").start();
    asked.await();

    adapted.close();
    adapted.close();
    over.countDown();

    try {
      assertThat(search.get()).hasSize(1);
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(adapted::size)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("LangChain4j.index() is closed; make another one.");
    assertThatThrownBy(() -> adapted.open(8, "model"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("LangChain4j.index() is closed; make another one.");
  }
}
