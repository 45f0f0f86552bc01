package io.github.easyneg.hub.internal;

import java.io.Closeable;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * An answer whose body has yet to be read.
 *
 * @param uri where it came from, after redirects
 * @param fromHub whether that is the endpoint itself, not a storage that it pointed to
 */
record Reply(int status, HttpHeaders headers, URI uri, boolean fromHub, TimedBody body)
    implements Closeable {

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  boolean isRedirect() {
    return status >= 300 && status < 400;
  }

  @Override
  public void close() {
    body.close();
  }
}
