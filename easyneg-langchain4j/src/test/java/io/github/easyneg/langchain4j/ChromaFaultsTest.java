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
@ExtendWith(ChromaExtension.class)
final class ChromaFaultsTest extends StoreFaultsContract {
  private static final Patience IMPATIENT =
      Patience.WITH_A_STORE
          .timeout(Duration.ofSeconds(1))
          .attempts(2)
          .pauses(Duration.ZERO, Duration.ZERO);

  private final ChromaServer server;

  ChromaFaultsTest(ChromaServer server) {
    super(
        server,
        IMPATIENT,
        Patience.WITH_A_STORE.attempts(30).pauses(Duration.ofMillis(100), Duration.ofSeconds(2)));
    this.server = server;
  }

  @Override
  TestServer own() {
    return ChromaExtension.ownServer();
  }

  private static void assertFails(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(UncheckedIOException.class).hasMessage(message);
  }

  @Test
  void aServerKilledForGoodIsReported() throws Exception {
    try (TestServer mortal = own();
        ServerIndex index =
            open(
                mortal,
                mortal.url(),
                Patience.WITH_A_STORE.attempts(2).pauses(Duration.ZERO, Duration.ZERO))) {
      List<Entry> entries = Vectors.entries(10, DIMENSION, 1);
      index.upsert(entries);
      mortal.kill();

      String remedy = ". Start the server, or correct the URL given to ChromaIndex.at(..).";
      String where = "Chroma at " + mortal.url() + " cannot be reached (2 attempts): ";
      assertFails(() -> index.size(), where + "counting collection '" + name + "'" + remedy);
      assertFails(
          () -> index.nearest(entries.get(0).vector(), 5),
          where + "searching collection '" + name + "'" + remedy);
      assertFails(
          () -> index.upsert(entries),
          where + "reading 10 passages of collection '" + name + "'" + remedy);
    }
  }

  @Test
  void aServerThatDoesNotAnswerInTimeIsReported() throws Exception {
    float[] query = Vectors.entries(1, DIMENSION, 4).get(0).vector();
    try (FaultyProxy proxy = server.proxy();
        ServerIndex index = open(server, proxy.url(), IMPATIENT)) {
      String where = "Chroma at " + proxy.url() + " did not answer within 1 s (2 attempts): ";
      String remedy = ". Raise ChromaOptions.timeout(..), or find out why the server is slow.";
      proxy.stall(2, 0);
      assertFails(() -> index.size(), where + "counting collection '" + name + "'" + remedy);
      assertThat(proxy.faults()).isEqualTo(2);
      proxy.stall(2, 0);
      assertFails(
          () -> index.nearest(query, 5), where + "searching collection '" + name + "'" + remedy);
      assertThat(proxy.faults()).isEqualTo(2);
    }
  }

  @Test
  void aServerThatFallsSilentMidwayIsReportedToo() throws Exception {
    List<Entry> entries = Vectors.entries(100, DIMENSION, 5);
    try (FaultyProxy proxy = server.proxy();
        ServerIndex index = open(server, proxy.url(), IMPATIENT)) {
      index.upsert(entries);
      String where = "Chroma at " + proxy.url() + " did not answer within 1 s (2 attempts): ";
      String remedy = ". Raise ChromaOptions.timeout(..), or find out why the server is slow.";
      proxy.stall(2, 500);
      assertFails(
          () -> index.vectors(Vectors.ids(entries)),
          where + "reading 100 passages of collection '" + name + "'" + remedy);
      proxy.stall(2, 500);
      assertFails(
          () -> index.nearest(entries.get(0).vector(), 50),
          where + "searching collection '" + name + "'" + remedy);
    }
  }
}
