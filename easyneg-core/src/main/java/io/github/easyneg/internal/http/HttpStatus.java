package io.github.easyneg.internal.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A server answered, but not with success. The message is what the server said, in one line. */
public final class HttpStatus extends IOException {
  private static final long serialVersionUID = 1L;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(303, "See Other"),
          Map.entry(307, "Temporary Redirect"),
          Map.entry(308, "Permanent Redirect"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(402, "Payment Required"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(407, "Proxy Authentication Required"),
          Map.entry(408, "Request Timeout"),
          Map.entry(410, "Gone"),
          Map.entry(413, "Content Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(424, "Failed Dependency"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"),
          Map.entry(529, "Overloaded"));

  private final int status;
  private final transient Optional<Duration> retryAfter;

  /**
   * Makes an exception.
   *
   * @param status the HTTP status
   * @param message what the server said, without secrets
   * @param retryAfter how long it asks to wait
   */
  public HttpStatus(int status, String message, Optional<Duration> retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Makes an exception of a server that names no time to wait. */
  public HttpStatus(int status, String message) {
    this(status, message, Optional.empty());
  }

  /** Returns the status. */
  public int status() {
    return status;
  }

  /** Returns how long the server asks to wait before the next request. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Returns {@code status 429 (Too Many Requests): slow down}, as far as that is known. */
  public String words() {
    String name = NAMES.get(status);
    String said = getMessage();
    return "status "
        + status
        + (name == null ? "" : " (" + name + ")")
        + (said == null || said.isEmpty() ? "" : ": " + said);
  }
}
