package io.github.easyneg.cli.options;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.github.easyneg.internal.http.ServerHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets LangChain4j's models speak through {@link ServerHttp}: its own client limits neither the
 * size of an answer nor its time once the headers have arrived, and drops {@code Retry-After}.
 *
 * <p>Failures are thrown as {@link UncheckedIOException}. Thread-safe.
 */
final class ServerHttpClient implements HttpClient {
  private final ServerHttp http;

  private ServerHttpClient(ServerHttp http) {
    this.http = http;
  }

  /** Returns a builder that hands out this client; its own timeouts are not used. */
  static HttpClientBuilder builder(ServerHttp http) {
    return new Builder(http);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    try {
      String body = request.body();
      byte[] answer =
          http.send(
              request.method().name(),
              request.url(),
              headers(request),
              body == null ? null : body.getBytes(StandardCharsets.UTF_8));
      return SuccessfulHttpResponse.builder()
          .statusCode(200)
          .headers(Map.of("Content-Type", List.of("application/json")))
          // A server may repeat the key, and a message quote the answer.
          .body(http.hidden(new String(answer, StandardCharsets.UTF_8)))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedCall(e);
    }
  }

  private static Map<String, String> headers(HttpRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("User-Agent") && !values.isEmpty()) {
                headers.put(name, values.get(values.size() - 1));
              }
            });
    return headers;
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new AssertionError("no model that we make streams");
  }

  /** The thread was interrupted; its flag is set. */
  private static final class InterruptedCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InterruptedCall(InterruptedException e) {
      super("interrupted", e);
    }
  }

  private static final class Builder implements HttpClientBuilder {
    private final ServerHttp http;

    Builder(ServerHttp http) {
      this.http = http;
    }

    @Override
    public Duration connectTimeout() {
      return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return new ServerHttpClient(http);
    }
  }
}
