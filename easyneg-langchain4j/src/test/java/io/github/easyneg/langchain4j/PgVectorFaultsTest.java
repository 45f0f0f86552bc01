package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.langchain4j.internal.remote.Patience;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** And what a user reads of them. */
@ExtendWith(PgExtension.class)
final class PgVectorFaultsTest extends StoreFaultsContract {
  private static final Patience TWICE =
      Patience.WITH_A_STORE.attempts(2).pauses(Duration.ZERO, Duration.ZERO);
  private static final Duration SOON = Duration.ofSeconds(3);

  private final PgServer server;

  PgVectorFaultsTest(PgServer server) {
    super(
        server,
        TWICE.attempts(4).timeout(SOON),
        Patience.WITH_A_STORE.attempts(60).pauses(Duration.ofMillis(100), Duration.ofSeconds(3)));
    this.server = server;
  }

  @Override
  TestServer own() {
    return PgExtension.ownServer();
  }

  private static String shown(String url) {
    return url.replaceFirst("\\?.*", "");
  }

  private static void assertFails(ThrowingCallable call, String pattern) {
    assertThatThrownBy(call).isInstanceOf(UncheckedIOException.class).message().matches(pattern);
  }

  @Test
  void aServerKilledForGoodIsReported() throws Exception {
    try (TestServer mortal = own();
        ServerIndex index = open(mortal, mortal.url(), TWICE)) {
      List<Entry> entries = Vectors.entries(10, DIMENSION, 1);
      index.upsert(entries);
      mortal.kill();

      // In between stand the driver's own words: that it was cut off, or that nobody is there.
      String remedy =
          ": .+\\. Start the server, or correct the URL given to PgVectorIndex\\.at\\(\\.\\.\\)\\.";
      String where =
          "PostgreSQL at " + shown(mortal.url()) + " cannot be reached \\(2 attempts\\): ";
      assertFails(() -> index.size(), where + "counting table '" + name + "'" + remedy);
      assertFails(
          () -> index.nearest(entries.get(0).vector(), 5),
          where + "searching table '" + name + "'" + remedy);
      assertFails(
          () -> index.upsert(entries),
          where + "writing 10 passages to table '" + name + "'" + remedy);
    }
  }

  @Test
  void aServerThatDoesNotAnswerInTimeIsReported() throws Exception {
    List<Entry> entries = Vectors.entries(100, DIMENSION, 4);
    try (FaultyProxy proxy = server.proxy()) {
      String url = server.through(proxy);
      try (ServerIndex index = open(server, url, TWICE.timeout(SOON))) {
        index.upsert(entries);
        String where =
            "PostgreSQL at " + shown(url) + " did not answer within 3 s \\(2 attempts\\): ";
        String remedy =
            "\\. Raise PgVectorOptions\\.timeout\\(\\.\\.\\), or find out why the server is"
                + " slow\\.";
        for (int bytes : new int[] {0, 10}) {
          proxy.stall(2, bytes);
          assertFails(() -> index.size(), where + "counting table '" + name + "'" + remedy);
          assertThat(proxy.faults()).isEqualTo(2);
          proxy.stall(2, bytes);
          assertFails(
              () -> index.nearest(entries.get(0).vector(), 5),
              where + "searching table '" + name + "'" + remedy);
          proxy.stall(2, bytes);
          assertFails(
              () -> index.vectors(Vectors.ids(entries)),
              where + "reading 100 passages of table '" + name + "'" + remedy);
        }
        assertHolds(index, entries);
      }
    }
  }
}
