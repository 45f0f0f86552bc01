package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and options, checked where they are given. */
final class PgVectorOptionsTest {
  private static final PgVectorOptions DEFAULTS = PgVectorOptions.defaults();

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void defaultsAreThoseOfTheJavadoc() {
    assertThat(DEFAULTS)
        .hasToString("PgVectorOptions[timeout=PT1M, attempts=4, pauses=PT0.5S..PT30S]");
  }

  @Test
  void eachOptionChangesItselfAloneInACopyAndThePasswordIsNotShown() {
    assertThat(
            DEFAULTS
                .user("me")
                .password("geheim wörtlich")
                .timeout(Duration.ofMillis(5))
                .attempts(2)
                .pauses(Duration.ZERO, Duration.ZERO))
        .hasToString(
            "PgVectorOptions[user=me, password=(key), timeout=PT0.005S, attempts=2,"
                + " pauses=PT0S..PT0S]");
    defaultsAreThoseOfTheJavadoc();
  }

  @Test
  void illegalOptionsAreRefusedWithAnExample() {
    assertRefused(
        () -> DEFAULTS.user(" "),
        "PgVectorOptions.user(' ') is blank; leave it out for the user of the operating system.");
    assertRefused(
        () -> DEFAULTS.timeout(Duration.ZERO),
        "timeout(PT0S) must be at least a millisecond; use Duration.ofSeconds(60), for example.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://localhost:5432/rag        | postgresql://localhost:5432/rag",
        "postgres://localhost/rag               | postgresql://localhost/rag",
        "jdbc:postgresql://db.acme.org          | postgresql://db.acme.org/",
        "jdbc:postgresql://a:1,b:2/rag?ssl=true | postgresql://a:1,b:2/rag",
        "postgresql://[::1]:5432/rag?user=me    | postgresql://[::1]:5432/rag",
      })
  void anAddressIsShownWithoutItsParametersAndNothingIsConnected(String url, String shown) {
    try (PgVectorIndex index = PgVectorIndex.at(url, "mine.vectors_1")) {
      assertThat(index).hasToString("PgVectorIndex(" + shown + ", mine.vectors_1)");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:geheim@localhost/rag",
        "postgresql://me@localhost/rag",
        "jdbc:postgresql://localhost/rag?user=me&password=geheim",
        "jdbc:postgresql://localhost/rag?ssl=true&SSLPassword=geheim",
        "localhost/rag?password=geheim",
      })
  void anAddressWithAPasswordIsRefusedAndNotShown(String url) {
    assertRefused(
        () -> {
          PgVectorIndex unused = PgVectorIndex.at(url, "vectors");
        },
        "PostgreSQL's address holds a user or a password (it is not shown); expected an address"
            + " alone, such as postgresql://localhost:5432/postgres. Give user and password apart"
            + " from it.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:5432", "http://host/db", "postgresql://", "", "mysql://h/d"})
  void whatIsNoDatabasesAddressIsRefused(String url) {
    assertRefused(
        () -> {
          PgVectorIndex unused = PgVectorIndex.at(url, "vectors");
        },
        "PostgreSQL's address '"
            + url
            + "' is not an address of a database; write it like"
            + " postgresql://localhost:5432/postgres.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Vectors", "1st", "a b", "a.b.c", ".a", "a.", "x\"; DROP TABLE y"})
  void whatCannotBeATablesNameIsRefused(String name) {
    assertRefused(
        () -> {
          PgVectorIndex unused = PgVectorIndex.at("postgresql://localhost/rag", name);
        },
        "'"
            + name
            + "' cannot be the name of a table here; use up to 63 of a-z, 0-9 and '_', with no"
            + " digit first, and a schema and a dot before it where it needs one.");
  }
}
