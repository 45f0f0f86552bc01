package io.github.easyneg.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  private static final URI HUB = URI.create("https://huggingface.co/api");

  private static String chosen(Map<String, String> variables, URI uri) {
    Proxy proxy = Proxies.of(variables).select(uri).get(0);
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "none";
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, http://proxy:3128, proxy:3128",
    "https_proxy, proxy:3128, proxy:3128",
    "ALL_PROXY, http://proxy, proxy:80",
    "HTTP_PROXY, http://proxy:3128, none",
    "HTTPS_PROXY, ' ', none"
  })
  void theVariableOfTheSchemeChooses(String variable, String value, String proxy) {
    assertThat(chosen(Map.of(variable, value), HUB)).isEqualTo(proxy);
  }

  @Test
  void lowerCaseComesFirst() {
    assertThat(
            chosen(Map.of("HTTPS_PROXY", "http://upper:1", "https_proxy", "http://lower:2"), HUB))
        .isEqualTo("lower:2");
  }

  @ParameterizedTest
  @CsvSource({
    "huggingface.co, none",
    ".huggingface.co, none",
    "*.huggingface.co, none",
    "'localhost, co', none",
    "*, none",
    "face.co, proxy:1",
    "huggingface.co:443, none",
    "huggingface.co:80, proxy:1",
    "huggingface.co/8, proxy:1",
    "'example.org huggingface.co', none",
    "example.org, proxy:1"
  })
  void hostsOfNoProxyAreAskedDirectly(String exempt, String proxy) {
    assertThat(chosen(Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", exempt), HUB))
        .isEqualTo(proxy);
  }

  @Test
  void aHeaderOfACgiProgramNamesNoProxy() {
    assertThat(
            chosen(
                Map.of("HTTP_PROXY", "http://evil:1", "REQUEST_METHOD", "GET"),
                URI.create("http://localhost:8080")))
        .isEqualTo("none");
  }

  @Test
  void whatIsNoProxyIsRefusedWithoutItsPassword() {
    for (String value : new String[] {"socks5://me:secret@proxy:1", "http://me:secret pass@x"}) {
      assertThatThrownBy(() -> chosen(Map.of("HTTPS_PROXY", value), HUB))
          .isInstanceOf(IllegalArgumentException.class)
          // A stack trace would show its message.
          .hasNoCause()
          .hasMessage(
              "HTTPS_PROXY is not the address of an HTTP proxy; expected one such as"
                  + " http://proxy:3128. Correct it, or unset it.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, http://10.1.2.3:8080, none",
    "10.0.0.0/8, http://10.1.2.3:8080, none",
    "10.0.0.0/8, http://11.1.2.3, p:1",
    "10.0.0.0/8:8080, http://10.1.2.3, p:1",
    "10.1.2.3:8000, http://10.1.2.3:8000, none",
    "10.1.2.3:8000, http://10.1.2.3:9000, p:1",
    "192.168.1.64/26, http://192.168.1.127, none",
    "192.168.1.64/26, http://192.168.1.128, p:1",
    "0.0.0.0/0, http://8.8.8.8, none",
    "10.0.0.0/99, http://10.1.2.3, p:1",
    "10.0.0.0/x, http://10.1.2.3, p:1",
    "10.0.0.0/8, http://10.example.org, p:1",
    "::1, 'http://[::1]:8080', none",
    "[::1]:8080, 'http://[::1]:8080', none",
    "fd00::/8, 'http://[fd12::3]', none",
    "fd00::/8, 'http://[fe80::3]', p:1",
    "LOCALHOST, http://localhost, none"
  })
  void addressesAndRangesOfThemAreKnownAsPythonKnowsThem(String exempt, URI uri, String proxy) {
    assertThat(chosen(Map.of("http_proxy", "http://p:1", "no_proxy", exempt), uri))
        .isEqualTo(proxy);
  }

  @Test
  void theUpperCaseNamesHoldWhereTheLowerCaseOnesAreUnset() {
    Map<String, String> variables =
        Map.of("HTTP_PROXY", "plain:8080", "NO_PROXY", "localhost, .example.org");
    assertThat(chosen(variables, URI.create("http://gpu:8080/v1"))).isEqualTo("plain:8080");
    assertThat(chosen(variables, URI.create("http://a.b.example.org"))).isEqualTo("none");
    assertThat(chosen(variables, URI.create("http://notexample.org"))).isEqualTo("plain:8080");
  }
}
