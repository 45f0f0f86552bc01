package io.github.easyneg.internal.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The hosts that {@code NO_PROXY} names, to be asked without a proxy. An entry is a host, with or
 * without all that lies below it in the way of a dot or {@code *.} (both are below it, as Python
 * has it); an IP address; a range of them, such as {@code 10.0.0.0/8}; any of these with a port; or
 * {@code *} for all. Nothing is looked up in the DNS. Immutable.
 */
final class DirectHosts {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final List<Entry> entries;

  /**
   * One entry.
   *
   * @param port that it is about; empty for all
   * @param range of addresses, if it is one
   */
  private record Entry(String host, Optional<Integer> port, Optional<Range> range) {}

  private record Range(int bits, BigInteger prefix, int shift) {
    boolean holds(byte[] address) {
      return address.length * Byte.SIZE == bits
          && new BigInteger(1, address).shiftRight(shift).equals(prefix);
    }
  }

  private DirectHosts(List<Entry> entries) {
    this.entries = entries;
  }

  /** Reads what the variable holds: entries with commas or white space between. */
  static DirectHosts of(String variable) {
    List<Entry> entries = new ArrayList<>();
    for (String entry : variable.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
      if (!entry.isEmpty()) {
        entries.add(entry(entry));
      }
    }
    return new DirectHosts(entries);
  }

  private static Entry entry(String written) {
    String host = written;
    Optional<Integer> port = Optional.empty();
    int colon = written.lastIndexOf(':');
    boolean several = written.indexOf(':') != colon && !written.contains("]:");
    if (colon > 0 && !several && written.substring(colon + 1).matches("\\d{1,5}")) {
      port = Optional.of(Integer.parseInt(written.substring(colon + 1)));
      host = written.substring(0, colon);
    }
    host = bare(host);
    return new Entry(host.replaceFirst("^\\*?\\.", ""), port, range(host));
  }

  /** Returns an IPv6 address without its brackets. */
  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static Optional<Range> range(String host) {
    int slash = host.indexOf('/');
    String length = slash < 0 ? "" : host.substring(slash + 1);
    Optional<byte[]> address = address(bare(slash < 0 ? host : host.substring(0, slash)));
    if (address.isEmpty() || !(slash < 0 || length.matches("\\d{1,3}"))) {
      return Optional.empty();
    }
    int bits = address.get().length * Byte.SIZE;
    int prefix = slash < 0 ? bits : Integer.parseInt(length);
    int shift = bits - prefix;
    return shift < 0
        ? Optional.empty()
        : Optional.of(new Range(bits, new BigInteger(1, address.get()).shiftRight(shift), shift));
  }

  /** Returns the bytes of an address in numbers; a name is none, and is not looked up. */
  private static Optional<byte[]> address(String host) {
    boolean numbers = host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.matches("[0-9a-f:.]*:.*");
    if (!numbers || !host.matches("[0-9a-f:.]+")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Tells whether an address is to be asked without a proxy. */
  boolean hold(URI uri) {
    String host = bare(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT));
    int usual = "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    Optional<byte[]> address = address(host);
    for (Entry entry : entries) {
      boolean named =
          entry.host().equals("*")
              || (!entry.host().isEmpty()
                  && (host.equals(entry.host()) || host.endsWith("." + entry.host())))
              || (address.isPresent()
                  && entry.range().isPresent()
                  && entry.range().get().holds(address.get()));
      if (named && entry.port().orElse(port) == port) {
        return true;
      }
    }
    return false;
  }
}
