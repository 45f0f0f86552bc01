package io.github.easyneg.internal.http;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to a server that is not trusted to answer well. A call ends within its timeout
 * whatever has come by then, since the JDK's own clock stops when the headers are there; an answer
 * has a largest size; redirects are not followed, because they could carry keys and data elsewhere;
 * and no message holds a secret.
 *
 * <p>Thread-safe.
 */
public final class ServerHttp {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(30);

  private final HttpClient http;
  private final Duration timeout;
  private final long mostBytes;
  private final Map<String, String> headers;
  private final List<Secret> secrets;

  /**
   * Makes a client.
   *
   * @param timeout of a call as a whole, from the connection to the last byte
   * @param mostBytes the largest answer
   * @param headers that every request has, such as keys
   * @param secrets that are in them or in an address
   * @param proxies that lie on the way
   */
  public ServerHttp(
      Duration timeout,
      long mostBytes,
      Map<String, String> headers,
      List<Secret> secrets,
      ProxySelector proxies) {
    // Version 1.1 in as many words: over plain HTTP the client would try to upgrade each
    // connection, and some servers stumble over that.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT)
            .proxy(proxies)
            .build();
    this.timeout = timeout;
    this.mostBytes = mostBytes;
    this.headers = Map.copyOf(headers);
    this.secrets = List.copyOf(secrets);
  }

  /**
   * Sends a request and returns the body of a successful answer.
   *
   * @param body null for none
   * @throws HttpStatus if the status is not one of success
   * @throws HttpTimeoutException if the answer is not whole in time
   * @throws AnswerTooLarge if it is too large
   * @throws IOException if the server cannot be reached, or answers with something else than HTTP
   */
  public byte[] send(String method, String url, byte @Nullable [] body)
      throws IOException, InterruptedException {
    return send(method, url, Map.of(), body);
  }

  /** Sends a request with headers of its own. */
  public byte[] send(String method, String url, Map<String, String> more, byte @Nullable [] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("User-Agent", "easyneg; java/" + Runtime.version().feature())
            .header("Accept", "application/json")
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::setHeader);
    more.forEach(request::setHeader);
    HttpResponse<byte[]> response = answer(request.build());
    if (response.statusCode() / 100 != 2) {
      throw refusal(response);
    }
    return response.body();
  }

  private HttpResponse<byte[]> answer(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, head -> new LimitedBody(mostBytes));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer within " + words(timeout));
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } finally {
      // Does nothing to a call that has ended; gives up one that has not.
      boolean unused = answer.cancel(true);
    }
  }

  private static IOException failure(Throwable cause) {
    for (Throwable c = cause; c != null; c = c.getCause()) {
      if (c instanceof AnswerTooLarge known) {
        return known;
      }
    }
    // So the JDK's client reports a header that is none.
    return cause instanceof IOException io
        ? io
        : new IOException("an answer that is not HTTP", cause);
  }

  /** Returns a duration as {@code 60 s} or {@code 500 ms}. */
  public static String words(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  private HttpStatus refusal(HttpResponse<byte[]> response) {
    String said = hidden(ServerWords.in(response.body()));
    if (response.statusCode() / 100 == 3) {
      said =
          "redirects to "
              + response.headers().firstValue("Location").map(ServerHttp::origin).orElse("nowhere")
              + ", where nothing was sent";
    }
    return new HttpStatus(
        response.statusCode(),
        said,
        response.headers().firstValue("Retry-After").flatMap(ServerHttp::pause));
  }

  /** Returns a text without any of the secrets. */
  public String hidden(String text) {
    String clean = text;
    for (Secret secret : secrets) {
      clean = secret.hiddenIn(clean);
    }
    return clean;
  }

  /** Path and query may hold keys; nobody needs them to find the server. */
  private static String origin(String location) {
    try {
      URI uri = URI.create(location);
      return uri.getHost() == null
          ? "another path"
          : uri.getScheme()
              + "://"
              + uri.getHost()
              + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    } catch (IllegalArgumentException e) {
      return "an invalid address";
    }
  }

  /** Reads seconds or a date, as RFC 9110 has it; anything else says nothing. */
  private static Optional<Duration> pause(String header) {
    try {
      return header.matches("\\d{1,12}")
          ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
          : Optional.of(
                  Duration.between(
                      Instant.now(),
                      ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)))
              .map(pause -> pause.isNegative() ? Duration.ZERO : pause);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
