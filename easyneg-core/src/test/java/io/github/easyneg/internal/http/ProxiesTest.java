package io.github.easyneg.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "HTTPS_PROXY", "http://proxy:3128",
          "http_proxy", "plain:8080",
          "NO_PROXY", "localhost, .example.org,10.0.0.1:8000");

  private static String proxy(Map<String, String> environment, String url) {
    List<Proxy> found = Proxies.of(environment).select(URI.create(url));
    assertThat(found).hasSize(1);
    return found.get(0).address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "direct";
  }

  @Test
  void eachSchemeHasItsVariableInEitherCase() {
    assertThat(proxy(ENVIRONMENT, "https://api.openai.com/v1")).isEqualTo("proxy:3128");
    assertThat(proxy(ENVIRONMENT, "http://gpu:8080/v1")).isEqualTo("plain:8080");
    assertThat(proxy(Map.of("ALL_PROXY", "http://all"), "https://a.b")).isEqualTo("all:80");
    assertThat(proxy(Map.of("https_proxy", "  "), "https://a.b")).isEqualTo("direct");
    assertThat(proxy(Map.of(), "https://a.b")).isEqualTo("direct");
  }

  @Test
  void whatNoProxyNamesIsReachedDirectly() {
    for (String direct :
        List.of(
            "http://localhost:8080/v1",
            "https://example.org",
            "https://a.b.example.org",
            "http://10.0.0.1:8000")) {
      assertThat(proxy(ENVIRONMENT, direct)).as(direct).isEqualTo("direct");
    }
    assertThat(proxy(ENVIRONMENT, "http://10.0.0.1:9000")).isEqualTo("plain:8080");
    assertThat(proxy(ENVIRONMENT, "https://notexample.org")).isEqualTo("proxy:3128");
    assertThat(proxy(Map.of("HTTP_PROXY", "p:1", "NO_PROXY", "*"), "http://a")).isEqualTo("direct");
  }
}
