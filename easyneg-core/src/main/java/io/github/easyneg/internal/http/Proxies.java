package io.github.easyneg.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, in either
 * case of letters, as Python's clients read them. Java's own properties ({@code -Dhttps.proxyHost})
 * win where they are set.
 */
public final class Proxies extends ProxySelector {
  private static final Pattern PARTS = Pattern.compile("[,\\s]+");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final Map<String, String> environment;
  private final Optional<ProxySelector> java;

  private Proxies(Map<String, String> environment, Optional<ProxySelector> java) {
    this.environment = environment;
    this.java = java;
  }

  /** Returns those of this process. */
  public static ProxySelector ofProcess() {
    boolean set =
        System.getProperty("http.proxyHost") != null
            || System.getProperty("https.proxyHost") != null;
    return new Proxies(
        System.getenv(), set ? Optional.ofNullable(ProxySelector.getDefault()) : Optional.empty());
  }

  /**
   * Returns those that an environment names.
   *
   * @throws IllegalArgumentException if one is not an address
   */
  static Proxies of(Map<String, String> environment) {
    return new Proxies(Map.copyOf(environment), Optional.empty());
  }

  @Override
  public List<Proxy> select(URI uri) {
    if (java.isPresent()) {
      return java.get().select(uri);
    }
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    Optional<String> proxy =
        variable(scheme + "_proxy")
            .or(() -> variable("all_proxy"))
            .filter(p -> !isDirect(host, uri));
    return List.of(proxy.map(Proxies::proxy).orElse(Proxy.NO_PROXY));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** A part is a host, a domain with all below it, either with a port; {@code *} is all. */
  private boolean isDirect(String host, URI uri) {
    int port =
        uri.getPort() < 0
            ? ("https".equals(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT)
            : uri.getPort();
    for (String part : PARTS.split(variable("no_proxy").orElse("").toLowerCase(Locale.ROOT), -1)) {
      String name = part.replaceFirst("^\\*?\\.", "");
      String hostPart = name.replaceFirst(":\\d+$", "");
      boolean portFits = name.equals(hostPart) || name.endsWith(":" + port);
      if (part.equals("*")
          || (!hostPart.isEmpty()
              && portFits
              && (host.equals(hostPart) || host.endsWith("." + hostPart)))) {
        return true;
      }
    }
    return false;
  }

  private static Proxy proxy(String address) {
    URI uri = URI.create(address.contains("://") ? address : "http://" + address);
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(
          "the proxy that the environment names is not an address; write it like"
              + " http://proxy:3128.");
    }
    return new Proxy(
        Proxy.Type.HTTP,
        InetSocketAddress.createUnresolved(
            uri.getHost(), uri.getPort() < 0 ? HTTP_PORT : uri.getPort()));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The call itself fails, and says so.
  }
}
