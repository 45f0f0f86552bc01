package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads of a server that lets nobody in, is not there, or says nothing. */
@Timeout(60)
final class PgVectorRefusalsTest {
  private static final PgVectorOptions IMPATIENT =
      PgVectorOptions.defaults()
          .user("me")
          .password("geheim")
          .attempts(2)
          .pauses(Duration.ZERO, Duration.ZERO);

  private static void assertOpenFails(String url, String message) {
    assertOpenFails(url, IMPATIENT, message);
  }

  private static void assertOpenFails(String url, PgVectorOptions options, String message) {
    try (PgVectorIndex index = PgVectorIndex.at(url, "vectors", options)) {
      assertThatThrownBy(() -> index.open(3, "model"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("PostgreSQL at " + url + " " + message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          28P01 | no 'me' with "geheim"  | answered with SQL state 28P01 (1 attempt): preparing table 'vectors': FATAL: no 'me' with "(key)". Give the user with PgVectorOptions.user(..) and its password with PgVectorOptions.password(..).
          3D000 | no database "rag"      | answered with SQL state 3D000 (1 attempt): preparing table 'vectors': FATAL: no database "rag". Create the database, or correct the URL given to PgVectorIndex.at(..).
          53300 | too many clients       | answered with SQL state 53300 (2 attempts): preparing table 'vectors': FATAL: too many clients. Let the server have more of what it lacks, or run again later.
          57P03 | it starts.             | answered with SQL state 57P03 (2 attempts): preparing table 'vectors': FATAL: it starts. See the server's log.
          42501 | you may not            | answered with SQL state 42501 (1 attempt): preparing table 'vectors': FATAL: you may not. Let the user do this, or have an administrator create extension and table.
          0A000 | no extension "vector"  | answered with SQL state 0A000 (1 attempt): preparing table 'vectors': FATAL: no extension "vector". Install pgvector for this server, for example with Debian's postgresql-NN-pgvector or the image pgvector/pgvector.
          """)
  void aRefusalIsTriedAgainWhereThatMayHelpAndNamesItsRemedyWithoutThePassword(
      String state, String said, String message) throws Exception {
    try (PgStandIn server = new PgStandIn(state, said)) {
      assertOpenFails(server.url(), message);
      assertThat(server.asked()).isEqualTo(message.contains("2 attempts") ? 2 : 1);
    }
  }

  @Test
  void whatATerminalWouldObeyIsTakenOutOfTheServersWords() throws Exception {
    try (PgStandIn server = new PgStandIn("XX000", "a\u001b[2Jb\nc")) {
      assertOpenFails(
          server.url(),
          "answered with SQL state XX000 (1 attempt): preparing table 'vectors': FATAL: a [2Jb c."
              + " See the server's log.");
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    int port = PgServer.freePort();
    assertOpenFails(
        "postgresql://127.0.0.1:" + port + "/rag",
        "cannot be reached (2 attempts): preparing table 'vectors': Connection to 127.0.0.1:"
            + port
            + " refused. Check that the hostname and port are correct and that the postmaster is"
            + " accepting TCP/IP connections. Start the server, or correct the URL given to"
            + " PgVectorIndex.at(..).");
  }

  @Test
  void aServerThatSaysNothingIsReportedInTime() throws Exception {
    try (PgStandIn server = new PgStandIn("", "")) {
      assertOpenFails(
          server.url(),
          IMPATIENT.timeout(Duration.ofMillis(500)),
          "did not answer within 500 ms (2 attempts): preparing table 'vectors'. Raise"
              + " PgVectorOptions.timeout(..), or find out why the server is slow.");
    }
  }

  @Test
  void closingEndsAConnectionThatIsBeingMade() throws Exception {
    try (PgStandIn server = new PgStandIn("", "")) {
      PgVectorIndex index =
          PgVectorIndex.at(
              server.url(), "vectors", IMPATIENT.timeout(Duration.ofMinutes(10)).attempts(1));
      FutureTask<Boolean> interrupted =
          new FutureTask<>(
              () -> {
                assertThatThrownBy(() -> index.open(3, "model"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                        "PostgreSQL at "
                            + server.url()
                            + ": the index was closed while preparing table 'vectors'; make another"
                            + " one.");
                return Thread.currentThread().isInterrupted();
              });
      new Thread(interrupted, "the user's").start();
      while (server.asked() == 0) {
        Thread.onSpinWait();
      }

      index.close();
      index.close();

      assertThat(interrupted.get()).as("nobody interrupted the user's thread").isFalse();
      assertThatThrownBy(index::size)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("PgVectorIndex(" + server.url() + ", vectors) is closed; make another one.");
    }
  }
}
