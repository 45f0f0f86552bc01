package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.index.VectorIndex.Entry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers that die, networks that stall: for real, not with mocks. */
@ExtendWith(ChromaExtension.class)
final class ChromaFaultsTest {
  private static final int DIMENSION = 24;
  private static final ChromaOptions IMPATIENT =
      ChromaOptions.defaults()
          .timeout(Duration.ofSeconds(1))
          .attempts(2)
          .pauses(Duration.ZERO, Duration.ZERO);

  private final String name = ChromaServer.freshCollection();

  private ChromaIndex open(String url, ChromaOptions options) {
    ChromaIndex index = ChromaIndex.at(url, name, options);
    index.open(DIMENSION, "model");
    return index;
  }

  private static void assertFails(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(UncheckedIOException.class).hasMessage(message);
  }

  @Test
  void aServerKilledForGoodIsReported() throws Exception {
    try (ChromaServer server = ChromaExtension.ownServer();
        ChromaIndex index =
            open(
                server.url(),
                ChromaOptions.defaults().attempts(2).pauses(Duration.ZERO, Duration.ZERO))) {
      List<Entry> entries = Vectors.entries(10, DIMENSION, 1);
      index.upsert(entries);
      server.kill();

      String remedy = ". Start the server, or correct the URL given to ChromaIndex.at(..).";
      String where = "Chroma at " + server.url() + " cannot be reached (2 attempts): ";
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
  void whatAKilledServerHadAcceptedIsThereAfterARestart() throws Exception {
    List<Entry> entries = Vectors.entries(3000, DIMENSION, 2);
    try (ChromaServer server = ChromaExtension.ownServer()) {
      try (ChromaIndex index = open(server.url(), ChromaOptions.defaults())) {
        index.upsert(entries.subList(0, 1500));
        server.kill();
      }
      server.start();
      try (ChromaIndex index = open(server.url(), ChromaOptions.defaults())) {
        assertThat(index.size()).isEqualTo(1500);
        index.upsert(entries);
        assertHolds(index, entries);
      }
    }
  }

  @Test
  void anUpsertOutlivesAServerThatIsKilledMidwayAndComesBack() throws Exception {
    List<Entry> entries = Vectors.entries(8_000, DIMENSION, 3);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    ChromaOptions patient =
        ChromaOptions.defaults().attempts(30).pauses(Duration.ofMillis(100), Duration.ofSeconds(2));
    try (ChromaServer server = ChromaExtension.ownServer();
        ChromaIndex index = open(server.url(), patient);
        ChromaIndex watcher = open(server.url(), patient)) {
      Future<?> filling = thread.submit(() -> index.upsert(entries));
      while (watcher.size() == 0) {
        Thread.onSpinWait();
      }
      server.kill();
      assertThat(filling.isDone()).isFalse();
      server.start();
      filling.get();

      assertHolds(index, entries);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void aServerThatDoesNotAnswerInTimeIsReported(ChromaServer server) throws Exception {
    float[] query = Vectors.entries(1, DIMENSION, 4).get(0).vector();
    try (FaultyProxy proxy = new FaultyProxy(server.url());
        ChromaIndex index = open(proxy.url(), IMPATIENT)) {
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
  void aServerThatFallsSilentMidwayIsReportedToo(ChromaServer server) throws Exception {
    List<Entry> entries = Vectors.entries(100, DIMENSION, 5);
    try (FaultyProxy proxy = new FaultyProxy(server.url());
        ChromaIndex index = open(proxy.url(), IMPATIENT)) {
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

  @Test
  void anAnswerThatIsCutOrLateOnceIsAskedForAgain(ChromaServer server) throws Exception {
    List<Entry> entries = Vectors.entries(100, DIMENSION, 6);
    try (FaultyProxy proxy = new FaultyProxy(server.url());
        ChromaIndex index = open(proxy.url(), IMPATIENT)) {
      for (int bytes : new int[] {0, 20, 300}) {
        proxy.cut(1, bytes);
        index.upsert(entries);
        assertThat(proxy.faults()).isEqualTo(1);
        proxy.cut(1, bytes);
        assertThat(index.nearest(entries.get(7).vector(), 1).get(0).id())
            .isEqualTo(entries.get(7).passage().id());
        assertThat(proxy.faults()).isEqualTo(1);
        proxy.stall(1, bytes);
        assertHolds(index, entries);
        assertThat(proxy.faults()).isEqualTo(1);
      }
    }
  }

  private static void assertHolds(ChromaIndex index, List<Entry> entries) {
    assertThat(index.size()).isEqualTo(entries.size());
    var vectors = index.vectors(Vectors.ids(entries));
    for (Entry entry : entries) {
      assertThat(vectors.get(entry.passage().id())).isEqualTo(entry.vector());
    }
  }
}
