package io.github.easyneg.internal.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The address of a server as a user gives it. One that holds a user, a password or a query is
 * refused, and not shown: it would be kept in settings, reports and messages.
 */
public final class ServerAddress {
  private static final int MOST_PORT = 65_535;

  private ServerAddress() {}

  /**
   * Checks an address, and cuts slashes from its end.
   *
   * @param what what the address is, at the beginning of a message: {@code --judge}
   * @param example how one is written
   * @param keys where keys belong instead
   * @throws IllegalArgumentException if it is not one of a server, or holds more than that
   */
  public static String of(String what, String url, String example, String keys) {
    String written = url.strip();
    if (written.contains("@") || written.contains("?") || written.contains("#")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s holds a user, a password or a query (it is not shown); expected an address alone,"
                  + " such as %s. %s",
              what,
              example,
              keys));
    }
    if (!isHttp(written)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s '%s' is not an address of a server; write it like %s.",
              what,
              url,
              example));
    }
    return written.replaceFirst("/+$", "");
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null
          && uri.getPort() <= MOST_PORT
          && String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT).matches("https?");
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
