package io.github.easyneg.hub.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  private static final URI HUB = URI.create("https://huggingface.co/api");

  private static String chosen(Map<String, String> variables, URI uri) {
    Proxy proxy = new Proxies(variables, Optional.empty()).select(uri).get(0);
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
          .hasMessage(
              "HTTPS_PROXY is not the address of an HTTP proxy; expected one such as"
                  + " http://proxy:3128. Correct it, or unset it.");
    }
  }
}
