package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and options, checked where they are given. */
final class ChromaOptionsTest {
  private static final ChromaOptions DEFAULTS = ChromaOptions.defaults();

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void defaultsAreThoseOfTheJavadoc() {
    assertThat(DEFAULTS)
        .hasToString(
            "ChromaOptions[tenant=default_tenant, database=default_database, timeout=PT1M,"
                + " attempts=4, pauses=PT0.5S..PT30S, graph=Hnsw[neighbours=48, construction=400,"
                + " search=400]]");
  }

  @Test
  void eachOptionChangesItselfAloneInACopy() {
    assertThat(
            DEFAULTS
                .tenant("t")
                .database("d")
                .timeout(Duration.ofMillis(5))
                .attempts(2)
                .pauses(Duration.ZERO, Duration.ZERO)
                .graph(2, 1, 1))
        .hasToString(
            "ChromaOptions[tenant=t, database=d, timeout=PT0.005S, attempts=2, pauses=PT0S..PT0S,"
                + " graph=Hnsw[neighbours=2, construction=1, search=1]]");
    defaultsAreThoseOfTheJavadoc();
  }

  @Test
  void illegalOptionsAreRefusedWithAnExample() {
    assertRefused(
        () -> DEFAULTS.tenant(" "),
        "tenant(' ') is blank; leave it out for Chroma's default_tenant.");
    assertRefused(
        () -> DEFAULTS.database(""),
        "database('') is blank; leave it out for Chroma's default_database.");
    assertRefused(
        () -> DEFAULTS.timeout(Duration.ZERO),
        "timeout(PT0S) must be at least a millisecond; use Duration.ofSeconds(60), for example.");
    assertRefused(
        () -> DEFAULTS.graph(1, 400, 400),
        "graph(1, 400, 400) is not a graph; use at least 2 neighbours, and at least 1 candidate at"
            + " construction and at search, graph(48, 400, 400) for example.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8000", "ftp://host", "http://", "", "http:// x"})
  void whatIsNoServersUrlIsRefused(String url) {
    assertRefused(
        () -> {
          ChromaIndex unused = ChromaIndex.at(url, "abc");
        },
        "Chroma's address '"
            + url
            + "' is not an address of a server; write it like http://localhost:8000.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "", "with space", "_abc", "abc-", "größe"})
  void whatCannotBeACollectionsNameIsRefused(String name) {
    assertRefused(
        () -> {
          ChromaIndex unused = ChromaIndex.at("http://localhost:8000", name);
        },
        "'"
            + name
            + "' cannot be the name of a Chroma collection; use 3 to 512 of a-z, A-Z, 0-9, '.', '_'"
            + " and '-', with a letter or digit at both ends.");
  }

  @Test
  void nothingIsConnectedBeforeOpen() {
    try (ChromaIndex index = ChromaIndex.at("https://nowhere.invalid/chroma/", "a.b")) {
      assertThat(index).hasToString("ChromaIndex(https://nowhere.invalid/chroma, a.b)");
    }
  }
}
