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

/**
 * Chooses a proxy as Python's clients do: by {@code HTTPS_PROXY} and {@code HTTP_PROXY}, else
 * {@code ALL_PROXY}, but none for the hosts of {@code NO_PROXY}, which {@link DirectHosts} reads.
 * Names in lower case come first, as in Python. Where no variable is set, or Java's own properties
 * ({@code -Dhttps.proxyHost}) name a proxy, Java decides.
 */
public final class Proxies extends ProxySelector {
  private static final int HTTP_PORT = 80;

  private final Map<String, String> variables;
  private final Optional<ProxySelector> java;

  private Proxies(Map<String, String> variables, Optional<ProxySelector> java) {
    this.variables = Map.copyOf(variables);
    this.java = java;
  }

  /** Returns the choice by the process's variables and properties. */
  public static ProxySelector ofProcess() {
    return new Proxies(System.getenv(), Optional.ofNullable(ProxySelector.getDefault()));
  }

  /** Returns the choice by these variables alone. */
  static Proxies of(Map<String, String> variables) {
    return new Proxies(variables, Optional.empty());
  }

  @Override
  public List<Proxy> select(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean byProperty = System.getProperty(scheme + ".proxyHost") != null;
    Optional<String> named =
        byProperty || DirectHosts.of(get("no_proxy").orElse("")).hold(uri)
            ? Optional.empty()
            : get(scheme + "_proxy").or(() -> get("all_proxy"));
    return named
        .map(address -> List.of(proxy(scheme + "_proxy", address)))
        .orElseGet(
            () -> java.map(selector -> selector.select(uri)).orElse(List.of(Proxy.NO_PROXY)));
  }

  private Optional<String> get(String name) {
    // A CGI program's HTTP_PROXY is a header that anyone may send.
    boolean cgi = name.equals("http_proxy") && variables.containsKey("REQUEST_METHOD");
    return Optional.ofNullable(variables.get(name))
        .or(
            () ->
                cgi
                    ? Optional.empty()
                    : Optional.ofNullable(variables.get(name.toUpperCase(Locale.ROOT))))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static Proxy proxy(String variable, String address) {
    URI uri;
    try {
      uri = URI.create(address.contains("://") ? address : "http://" + address);
    } catch (IllegalArgumentException e) {
      // Not as a cause: its message repeats the address.
      throw wrong(variable);
    }
    if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
      throw wrong(variable);
    }
    return new Proxy(
        Proxy.Type.HTTP,
        InetSocketAddress.createUnresolved(
            uri.getHost(), uri.getPort() < 0 ? HTTP_PORT : uri.getPort()));
  }

  /** Without the address, which may hold a password. */
  private static IllegalArgumentException wrong(String variable) {
    return new IllegalArgumentException(
        variable.toUpperCase(Locale.ROOT)
            + " is not the address of an HTTP proxy; expected one such as http://proxy:3128."
            + " Correct it, or unset it.");
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    java.ifPresent(selector -> selector.connectFailed(uri, address, e));
  }
}
