package io.github.easyneg.hub.internal;

import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import io.github.easyneg.internal.http.Proxies;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/**
 * Speaks HTTP with the Hub, and follows redirects by hand: the token goes to the endpoint's own
 * scheme, host and port, and after the first redirect elsewhere it is not sent at all.
 */
final class HubTransport {

  private static final int MOST_REDIRECTS = 10;

  // One for all: each client owns threads and pooled connections.
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .proxy(Proxies.ofProcess())
          .build();

  private final HubSettings.Connection connection;
  private final HubErrors errors;

  HubTransport(HubSettings.Connection connection) {
    this.connection = connection;
    this.errors = new HubErrors(connection);
  }

  /**
   * Requests headers. Follows redirects within the server, as of a renamed repository, and those of
   * a mirror to another Hub; but not the one to a storage, which carries the headers itself.
   */
  Reply head(Target target) throws TransientFailure {
    return follow(target, "HEAD", 0, connection.headTimeout());
  }

  /** Requests content, from a byte on; follows redirects to wherever it is stored. */
  Reply get(Target target, long from) throws TransientFailure {
    return follow(target, "GET", from, connection.readTimeout());
  }

  private Reply follow(Target target, String method, long from, Duration timeout)
      throws TransientFailure {
    URI uri = target.uri();
    boolean trusted = true;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Reply reply = send(target, request(uri, trusted, timeout, method, from), trusted);
      if (!reply.isRedirect()) {
        return errors.check(target, reply);
      }
      URI next = location(target, reply);
      if (method.equals("HEAD") && pointsToStorage(reply, next)) {
        return reply;
      }
      next = uri.resolve(next);
      Optional<String> danger = danger(uri, next);
      if (danger.isPresent()) {
        throw errors.badAnswer(target, danger.get());
      }
      trusted &= Quoted.origin(next).equals(Quoted.origin(connection.endpoint()));
      uri = next;
    }
    throw errors.badAnswer(target, "more than " + MOST_REDIRECTS + " redirects in a row");
  }

  private HttpRequest request(
      URI uri, boolean trusted, Duration timeout, String method, long from) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, BodyPublishers.noBody())
            .timeout(timeout)
            .header("User-Agent", "easyneg; java/" + Runtime.version().feature())
            // Compressed, its length and its place for a Range would not be the file's own.
            .header("Accept-Encoding", "identity");
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    if (trusted && connection.token().isPresent()) {
      request.header("Authorization", connection.token().get().authorization());
    }
    return request.build();
  }

  private Reply send(Target target, HttpRequest request, boolean trusted) throws TransientFailure {
    try {
      HttpResponse<TimedBody> response =
          HTTP.send(request, headers -> new TimedBody(connection.readTimeout()));
      return new Reply(
          response.statusCode(), response.headers(), request.uri(), trusted, response.body());
    } catch (SSLHandshakeException e) {
      throw new HuggingFaceHubException(
          Reason.UNREACHABLE,
          target.place()
              + ": "
              + Quoted.origin(request.uri())
              + " has no certificate that this Java trusts ("
              + Quoted.of(e)
              + "). Where a company's proxy intercepts connections, add its certificate to the"
              + " trust store (-Djavax.net.ssl.trustStore=..).",
          e);
    } catch (IOException e) {
      throw errors.unreachable(target, request.uri(), e);
    } catch (IllegalArgumentException e) {
      // So the JDK's client reports a Content-Length that is not a number.
      throw errors.badAnswer(target, "an answer that is not HTTP (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Attempts.interrupted(e);
    }
  }

  private static boolean pointsToStorage(Reply reply, URI next) {
    return next.getRawAuthority() != null && reply.header("X-Linked-Etag").isPresent();
  }

  private URI location(Target target, Reply reply) {
    Optional<String> location = reply.header("Location");
    if (location.isEmpty()) {
      reply.close();
      throw errors.badAnswer(target, "a redirect that does not say where to");
    }
    try {
      return new URI(location.get());
    } catch (URISyntaxException e) {
      throw errors.badAnswer(target, "a redirect to an invalid address");
    } finally {
      reply.close();
    }
  }

  /** Returns why not to follow a redirect, or nothing if it may be followed. */
  static Optional<String> danger(URI from, URI to) {
    boolean http = "http".equals(to.getScheme()) || "https".equals(to.getScheme());
    if (!http || to.getHost() == null) {
      return Optional.of("a redirect to an address that is not http or https");
    }
    if (to.getPort() > HubEnvironment.LARGEST_PORT) {
      return Optional.of("a redirect to an address that no server can have");
    }
    // Its query may be a signature, as good as a token for a while.
    return "https".equals(from.getScheme()) && "http".equals(to.getScheme())
        ? Optional.of("a redirect from https to plain http at " + Quoted.origin(to))
        : Optional.empty();
  }
}
