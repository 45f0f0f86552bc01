package io.github.easyneg.hub.internal;

import io.github.easyneg.internal.text.Excerpt;
import java.net.URI;

/** Texts from elsewhere, sanitised for a message. */
final class Quoted {

  private static final int LONGEST = 200;

  private Quoted() {}

  /** Returns {@code text} on one line, without control characters, and not too long. */
  static String clean(String text) {
    return Excerpt.cut(
        text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]+", " ").strip(), LONGEST);
  }

  /** Returns an address without its query, which may hold a signature. */
  static String address(URI uri) {
    return clean(origin(uri) + (uri.getRawPath() == null ? "" : uri.getRawPath()));
  }

  /** Returns scheme, host and port. */
  static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  /** Returns what an exception says, where that is more than its name. */
  static String of(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : name + ": " + clean(message);
  }
}
