package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about answers that no healthy Chroma server gives; no server is needed. */
final class ChromaAnswersTest {
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer http;
  private volatile int status;
  private volatile String body = "";

  ChromaAnswersTest() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    http.createContext(
        "/",
        exchange -> {
          int unused = requests.incrementAndGet();
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    http.start();
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "500 | {\"error\":\"E\",\"message\":\"disk full\"} | 3 | with status 500 (3 attempts):"
            + " reading collection 'abc': disk full. See the server's log.",
        "503 | overloaded. | 3 | with status 503 (3 attempts): reading collection 'abc':"
            + " overloaded. See the server's log.",
        "429 | slow down | 3 | with status 429 (3 attempts): reading collection 'abc': slow down."
            + " Wait a while and run again, or let the server allow more requests.",
        "401 | no | 1 | with status 401 (1 attempt): reading collection 'abc': no. Give the"
            + " server's token with ChromaOptions.token(..), and see that it may do this.",
        "413 | large | 1 | with status 413 (1 attempt): reading collection 'abc': large. Shorten"
            + " the passage, or raise the server's limit for a request.",
        "410 | v1 | 1 | with status 410 (1 attempt): reading collection 'abc': v1. Check that the"
            + " URL is that of a Chroma server with API V2 (0.6 or later), and that nobody deleted"
            + " the collection meanwhile.",
      })
  void statusesAreReportedWithARemedy(int code, String answer, int attempts, String message) {
    status = code;
    body = answer;
    assertOpenFails("answered " + message);
    assertThat(requests).hasValue(attempts);
  }

  @ParameterizedTest
  @CsvSource({
    "<html>hello</html>, ''",
    "[], ': the collection has no id'",
    "{}, ': the collection has no id'"
  })
  void whatIsNotChromasJsonIsReported(String answer, String found) {
    status = 200;
    body = answer;
    assertOpenFails(
        "gave an answer that is not Chroma's JSON (3 attempts): reading collection 'abc'"
            + found
            + ". Check that the URL given to ChromaIndex.at(..) is a Chroma server's.");
  }

  @Test
  void anInterruptedThreadAsksNothing() {
    Thread.currentThread().interrupt();
    assertOpenFails("interrupted while reading collection 'abc'.", ": ");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(requests).hasValue(0);
  }

  private void assertOpenFails(String message) {
    assertOpenFails(message, " ");
  }

  private void assertOpenFails(String message, String after) {
    String url = "http://127.0.0.1:" + http.getAddress().getPort();
    try (ChromaIndex index =
        ChromaIndex.at(
            url,
            "abc",
            ChromaOptions.defaults().attempts(3).pauses(Duration.ZERO, Duration.ZERO))) {
      assertThatThrownBy(() -> index.open(3, "model"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("Chroma at " + url + after + message);
    }
  }
}
