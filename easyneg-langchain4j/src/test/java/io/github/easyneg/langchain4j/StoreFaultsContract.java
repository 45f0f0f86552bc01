package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.langchain4j.internal.remote.Patience;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Servers that die, networks that stall: for real, not with mocks. */
abstract class StoreFaultsContract {
  static final int DIMENSION = 24;

  /** A collection or table that no other test has. */
  final String name = TestServer.freshName();

  private final TestServer shared;
  private final Patience impatient;
  private final Patience patient;

  /**
   * Makes the tests.
   *
   * @param shared a server that no test kills
   * @param impatient gives up on an answer that is late soon, and asks again
   * @param patient asks until a server that was killed is there again
   */
  StoreFaultsContract(TestServer shared, Patience impatient, Patience patient) {
    this.shared = shared;
    this.impatient = impatient;
    this.patient = patient;
  }

  /** Starts a server that a test may kill. */
  abstract TestServer own();

  private ServerIndex open(TestServer server, Patience patience) {
    return open(server, server.url(), patience);
  }

  final ServerIndex open(TestServer server, String address, Patience patience) {
    ServerIndex index = server.index(address, name, patience);
    index.open(DIMENSION, "model");
    return index;
  }

  @Test
  final void whatAKilledServerHadAcceptedIsThereAfterARestart() throws Exception {
    List<Entry> entries = Vectors.entries(3000, DIMENSION, 2);
    try (TestServer server = own()) {
      try (ServerIndex index = open(server, Patience.WITH_A_STORE)) {
        index.upsert(entries.subList(0, 1500));
        server.kill();
      }
      server.start();
      try (ServerIndex index = open(server, Patience.WITH_A_STORE)) {
        assertThat(index.size()).isEqualTo(1500);
        index.upsert(entries);
        assertHolds(index, entries);
      }
    }
  }

  @Test
  final void anUpsertOutlivesAServerThatIsKilledMidwayAndComesBack() throws Exception {
    List<Entry> entries = Vectors.entries(8_000, DIMENSION, 3);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (TestServer server = own();
        ServerIndex index = open(server, patient);
        ServerIndex watcher = open(server, patient)) {
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
  final void anAnswerThatIsCutOrLateOnceIsAskedForAgain() throws Exception {
    List<Entry> entries = Vectors.entries(100, DIMENSION, 6);
    try (FaultyProxy proxy = shared.proxy();
        ServerIndex index = open(shared, shared.through(proxy), impatient)) {
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

  static void assertHolds(ServerIndex index, List<Entry> entries) {
    assertThat(index.size()).isEqualTo(entries.size());
    var vectors = index.vectors(Vectors.ids(entries));
    for (Entry entry : entries) {
      assertThat(vectors.get(entry.passage().id())).isEqualTo(entry.vector());
    }
  }
}
