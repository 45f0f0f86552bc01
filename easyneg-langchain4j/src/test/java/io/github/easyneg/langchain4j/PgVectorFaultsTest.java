package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.index.VectorIndex.Entry;
import java.io.IOException;
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
@ExtendWith(PgExtension.class)
final class PgVectorFaultsTest {
  private static final int DIMENSION = 24;

  private final String name = PgServer.freshTable();

  private static PgVectorOptions of(PgServer server) {
    return server.options().attempts(2).pauses(Duration.ZERO, Duration.ZERO);
  }

  private static PgVectorOptions impatient(PgServer server) {
    return of(server).timeout(Duration.ofSeconds(3));
  }

  /** Every piece that the server sends is an answer's. */
  private static FaultyProxy before(PgServer server) throws IOException {
    return new FaultyProxy(server.url(), (piece, length) -> true);
  }

  private static String shown(String url) {
    return url.replaceFirst("\\?.*", "");
  }

  private static String through(FaultyProxy proxy, PgServer server) {
    return server.url().replaceFirst(":\\d+/", ":" + proxy.port() + "/");
  }

  private PgVectorIndex open(String url, PgVectorOptions options) {
    PgVectorIndex index = PgVectorIndex.at(url, name, options);
    index.open(DIMENSION, "model");
    return index;
  }

  private static void assertFails(ThrowingCallable call, String pattern) {
    assertThatThrownBy(call).isInstanceOf(UncheckedIOException.class).message().matches(pattern);
  }

  @Test
  void aServerKilledForGoodIsReported() throws Exception {
    try (PgServer server = PgExtension.ownServer();
        PgVectorIndex index = open(server.url(), of(server))) {
      List<Entry> entries = Vectors.entries(10, DIMENSION, 1);
      index.upsert(entries);
      server.kill();

      // In between stand the driver's own words: that it was cut off, or that nobody is there.
      String remedy =
          ": .+\\. Start the server, or correct the URL given to PgVectorIndex\\.at\\(\\.\\.\\)\\.";
      String where =
          "PostgreSQL at " + shown(server.url()) + " cannot be reached \\(2 attempts\\): ";
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
  void whatAKilledServerHadAcceptedIsThereAfterARestart() throws Exception {
    List<Entry> entries = Vectors.entries(3000, DIMENSION, 2);
    try (PgServer server = PgExtension.ownServer()) {
      try (PgVectorIndex index = open(server.url(), server.options())) {
        index.upsert(entries.subList(0, 1500));
        server.kill();
      }
      server.start();
      try (PgVectorIndex index = open(server.url(), server.options())) {
        assertThat(index.size()).isEqualTo(1500);
        index.upsert(entries);
        assertHolds(index, entries);
      }
    }
  }

  private static PgVectorOptions patient(PgServer server) {
    return server.options().attempts(60).pauses(Duration.ofMillis(100), Duration.ofSeconds(3));
  }

  @Test
  void anUpsertOutlivesAServerThatIsKilledMidwayAndComesBack() throws Exception {
    List<Entry> entries = Vectors.entries(8_000, DIMENSION, 3);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (PgServer server = PgExtension.ownServer();
        PgVectorIndex index = open(server.url(), patient(server));
        PgVectorIndex watcher = open(server.url(), patient(server))) {
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
  void aServerThatDoesNotAnswerInTimeIsReported(PgServer server) throws Exception {
    List<Entry> entries = Vectors.entries(100, DIMENSION, 4);
    try (FaultyProxy proxy = before(server)) {
      String url = through(proxy, server);
      try (PgVectorIndex index = open(url, impatient(server))) {
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

  @Test
  void anAnswerThatIsCutOrLateOnceIsAskedForAgain(PgServer server) throws Exception {
    List<Entry> entries = Vectors.entries(100, DIMENSION, 6);
    try (FaultyProxy proxy = before(server);
        PgVectorIndex index = open(through(proxy, server), impatient(server).attempts(4))) {
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

  private static void assertHolds(PgVectorIndex index, List<Entry> entries) {
    assertThat(index.size()).isEqualTo(entries.size());
    var vectors = index.vectors(Vectors.ids(entries));
    for (Entry entry : entries) {
      assertThat(vectors.get(entry.passage().id())).isEqualTo(entry.vector());
    }
  }
}
